"""Addresses of sellers, fees, invoices and payments."""

from django.urls import path

from .views import crediting, invoices, overview, payer, payments, runs, sellers

app_name = "billing"
urlpatterns = [
    path("billing/seller/", sellers.seller, name="seller"),
    path("billing/seller/new/", sellers.seller_new, name="seller_new"),
    path("billing/seller/<int:pk>/", sellers.seller_edit, name="seller_edit"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<str:number>.pdf", invoices.invoice_pdf, name="invoice_pdf"),
    path("invoices/<str:number>.xml", invoices.invoice_xml, name="invoice_xml"),
    path("invoices/<str:number>/original.xml", invoices.invoice_original, name="invoice_original"),
    path("invoices/<str:number>/", invoices.invoice, name="invoice"),
    path("invoices/<str:number>/payments/", payments.payments, name="payments"),
    path("invoices/<str:number>/credits/", crediting.credit, name="credit"),
    path("invoices/<str:number>/credits/<int:pk>/approval/", crediting.approval, name="credit_approval"),
    path("invoices/<str:number>/credits/<int:pk>/refusal/", crediting.decline, name="credit_decline"),
    path("memberships/<int:pk>/payer/", payer.payer, name="payer"),
    path("<slug:network>/<int:year>/billing/", overview.overview, name="overview"),
    path("<slug:network>/<int:year>/billing/runs/", runs.run, name="run"),
    path("<slug:network>/<int:year>/billing/runs/<int:pk>/", runs.run_progress, name="run_progress"),
]
