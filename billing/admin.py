"""The superuser's view of money, for repair: what has verbs or never changes can be read, VAT rates can be added."""

from django.contrib import admin

from .models import CreditRequest, Dispatch, Invoice, Payment, Run, Seller, SellerOfNetwork, Series, VatRate


class ReadOnly(admin.ModelAdmin):
    """Rows that have verbs, or never change: to be read."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Invoice)
class InvoiceAdmin(ReadOnly):
    list_display = ("number", "kind", "issued_on", "buyer_name", "gross")
    list_select_related = ("series",)
    search_fields = ("number", "buyer_name")


@admin.register(CreditRequest)
class CreditRequestAdmin(ReadOnly):
    list_display = ("invoice", "reason", "asked_at", "decided_at")
    list_select_related = ("invoice",)


@admin.register(Payment)
class PaymentAdmin(ReadOnly):
    list_display = ("invoice", "received_on", "amount", "how")
    list_select_related = ("invoice",)


@admin.register(Dispatch)
class DispatchAdmin(ReadOnly):
    list_display = ("invoice", "channel", "sent_at")
    list_select_related = ("invoice",)


@admin.register(Run)
class RunAdmin(ReadOnly):
    list_display = ("cohort", "ordered_at", "ordered_by")
    list_select_related = ("cohort__network", "ordered_by")


@admin.register(Series)
class SeriesAdmin(ReadOnly):
    list_display = ("seller", "year", "last_sequence", "last_issued_on")
    list_select_related = ("seller",)


@admin.register(Seller)
class SellerAdmin(ReadOnly):
    list_display = ("legal_name", "cvr", "number_prefix")


@admin.register(SellerOfNetwork)
class SellerOfNetworkAdmin(ReadOnly):
    list_display = ("network", "seller")
    list_select_related = ("network", "seller")


@admin.register(VatRate)
class VatRateAdmin(admin.ModelAdmin):
    """A new rate is added with its day; one that has been in force is not changed."""

    list_display = ("category", "rate", "valid_from")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
