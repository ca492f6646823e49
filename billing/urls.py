"""Addresses of sellers, fees, invoices and payments."""

from django.urls import path

from .views import (
    accounting,
    bank,
    bank_lines,
    crediting,
    dispatches,
    invoices,
    overview,
    payer,
    payments,
    reminders,
    runs,
    sellers,
)

app_name = "billing"
urlpatterns = [
    path("billing/seller/", sellers.seller, name="seller"),
    path("billing/seller/new/", sellers.seller_new, name="seller_new"),
    path("billing/seller/<int:pk>/", sellers.seller_edit, name="seller_edit"),
    path("billing/bank/", bank.bank, name="bank"),
    path("billing/bank/aside/", bank.bank_aside, name="bank_aside"),
    path("billing/bank/<uuid:key>/", bank.bank_preview, name="bank_preview"),
    path("billing/bank/<uuid:key>/removal/", bank.bank_removal, name="bank_removal"),
    path("billing/bank/files/<int:pk>/", bank.bank_file, name="bank_file"),
    path("billing/bank/lines/<int:pk>/", bank_lines.bank_line, name="bank_line"),
    path("billing/bank/lines/<int:pk>/suggestion/", bank_lines.bank_suggestion, name="bank_suggestion"),
    path(
        "billing/bank/lines/<int:pk>/payments/<int:payment>/reversal/",
        bank_lines.bank_reversal,
        name="bank_reversal",
    ),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<str:number>.pdf", invoices.invoice_pdf, name="invoice_pdf"),
    path("invoices/<str:number>.xml", invoices.invoice_xml, name="invoice_xml"),
    path("invoices/<str:number>/original.xml", invoices.invoice_original, name="invoice_original"),
    path("invoices/<str:number>/", invoices.invoice, name="invoice"),
    path("invoices/<str:number>/payments/", payments.payments, name="payments"),
    path("invoices/<str:number>/dispatches/", dispatches.dispatches, name="dispatches"),
    path("invoices/<str:number>/dispatches/<int:pk>/receipt/", dispatches.receipts, name="receipts"),
    path("invoices/<str:number>/values/", dispatches.values, name="values"),
    path("invoices/<str:number>/reminder-stops/", reminders.reminder_stops, name="reminder_stops"),
    path("invoices/<str:number>/credits/", crediting.credit, name="credit"),
    path("invoices/<str:number>/credits/<int:pk>/approval/", crediting.approval, name="credit_approval"),
    path("invoices/<str:number>/credits/<int:pk>/refusal/", crediting.decline, name="credit_decline"),
    path("memberships/<int:pk>/payer/", payer.payer, name="payer"),
    path("<slug:network>/<int:year>/billing/", overview.overview, name="overview"),
    path("<slug:network>/<int:year>/billing/dispatches/", dispatches.year_dispatches, name="year_dispatches"),
    path(
        "<slug:network>/<int:year>/billing/deliveries.zip",
        dispatches.year_deliveries,
        name="year_deliveries",
    ),
    path("<slug:network>/<int:year>/billing/documents.zip", dispatches.year_documents, name="year_documents"),
    path("<slug:network>/<int:year>/billing/readiness.csv", accounting.readiness, name="readiness"),
    path("<slug:network>/<int:year>/billing/accounting/", accounting.accounting, name="accounting"),
    path(
        "<slug:network>/<int:year>/billing/accounting/exports/",
        accounting.accounting_exports,
        name="accounting_exports",
    ),
    path(
        "<slug:network>/<int:year>/billing/accounting/<int:pk>.csv",
        accounting.accounting_csv,
        name="accounting_csv",
    ),
    path("<slug:network>/<int:year>/billing/reminders/", reminders.reminders, name="reminders"),
    path("<slug:network>/<int:year>/billing/runs/", runs.run, name="run"),
    path("<slug:network>/<int:year>/billing/runs/<int:pk>/", runs.run_progress, name="run_progress"),
]
