"""The superuser's view of money, for repair: what has verbs or never changes can be read, VAT rates can be added."""

from django.contrib import admin
from django.urls import reverse

from .models import (
    AccountingExport,
    AccountingItem,
    BankEntry,
    BankFile,
    CreditRequest,
    CreditRequestLine,
    Dispatch,
    Handover,
    Invoice,
    Payment,
    Receipt,
    Reminder,
    ReminderStop,
    Run,
    Seller,
    SellerDetails,
    SellerOfNetwork,
    Series,
    SetAside,
    VatRate,
)


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


@admin.register(CreditRequestLine)
class CreditRequestLineAdmin(ReadOnly):
    list_display = ("request", "line", "net")
    list_select_related = ("request__invoice", "line")


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

    def view_on_site(self, seller):
        """The page on which a seller is written: also of one that no network is left of."""
        return reverse("billing:seller_edit", args=[seller.pk])


@admin.register(SellerDetails)
class SellerDetailsAdmin(ReadOnly):
    list_display = ("seller", "valid_from", "legal_name", "written_at")
    list_select_related = ("seller",)


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


@admin.register(BankFile)
class BankFileAdmin(ReadOnly):
    list_display = ("seller", "kind", "up_to", "read_at", "read_by")
    list_select_related = ("seller", "read_by")
    # What a file is called, and of which account it is, only its seller's own people read.
    exclude = ("filename", "account")


@admin.register(BankEntry)
class BankEntryAdmin(ReadOnly):
    """The text may name people who have nothing to do with the networks: it is for who keeps the books."""

    list_display = ("seller", "booked_on", "amount")
    list_select_related = ("seller",)
    exclude = ("text", "entry_id")


@admin.register(SetAside)
class SetAsideAdmin(ReadOnly):
    list_display = ("entry", "noted_at", "noted_by")
    list_select_related = ("entry", "noted_by")
    exclude = ("reason",)


@admin.register(Reminder)
class ReminderAdmin(ReadOnly):
    list_display = ("invoice", "number", "fee", "sent_at")
    list_select_related = ("invoice",)


@admin.register(ReminderStop)
class ReminderStopAdmin(ReadOnly):
    list_display = ("invoice", "stops", "noted_at", "noted_by")
    list_select_related = ("invoice", "noted_by")
    exclude = ("reason",)


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly):
    list_display = ("dispatch", "received_on", "noted_at")
    list_select_related = ("dispatch__invoice",)
    exclude = ("note",)


@admin.register(Handover)
class HandoverAdmin(ReadOnly):
    list_display = ("document", "begun_at")
    list_select_related = ("document__invoice",)

    def get_queryset(self, request):
        """Without the files themselves."""
        return super().get_queryset(request).defer("document__content")


@admin.register(AccountingExport)
class AccountingExportAdmin(ReadOnly):
    list_display = ("network", "first", "last", "made_at", "made_by")
    list_select_related = ("network", "made_by")

    def get_queryset(self, request):
        """Without the files themselves."""
        return super().get_queryset(request).defer("content")


@admin.register(AccountingItem)
class AccountingItemAdmin(ReadOnly):
    list_display = ("export", "invoice", "payment", "reminder")
    list_select_related = ("export__network", "invoice", "payment__invoice", "reminder__invoice")

    def get_queryset(self, request):
        """Without the files themselves, which would come with each row."""
        return super().get_queryset(request).defer("export__content")
