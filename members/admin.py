"""Repair by a superuser: particulars can be mended; whatever has verbs is only read here."""

from django.contrib import admin

from .models import (
    Application,
    Cohort,
    Criterion,
    Decision,
    Erasure,
    Letter,
    Membership,
    Network,
    Organisation,
    Payer,
    Person,
    Renewal,
    Role,
    Tally,
    Wording,
)


class Mended(admin.ModelAdmin):
    """Rows that can be mended, never added or removed past their verbs."""

    def has_add_permission(self, request, *arguments):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Read(Mended):
    """Rows with verbs: read, not written."""

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Person)
class PersonAdmin(Mended):
    list_display = ["name", "email", "organisation", "is_active"]
    search_fields = ["name", "email"]
    fields = [
        "email", "name", "title", "phone", "organisation", "language", "is_active", "is_staff", "is_superuser",
    ]  # fmt: skip
    autocomplete_fields = ["organisation"]


@admin.register(Organisation)
class OrganisationAdmin(Mended):
    list_display = ["name", "sector", "confirmed_at", "ended_on"]
    list_filter = ["sector"]
    search_fields = ["name"]
    readonly_fields = [
        "confirmed_at",
        "confirmed_by",
        "ended_on",
        "successor",
        "end_noted_at",
        "end_noted_by",
    ]


@admin.register(Network)
class NetworkAdmin(Mended):
    list_display = ["name_da", "slug"]


@admin.register(Payer)
class PayerAdmin(Mended):
    list_display = ["legal_name", "cvr", "gln"]
    search_fields = ["legal_name", "cvr"]


@admin.register(Role)
class RoleAdmin(Read):
    list_display = ["person", "kind", "network", "given_at", "given_by"]
    list_select_related = ["person", "network", "given_by"]


@admin.register(Cohort)
class CohortAdmin(Read):
    list_display = ["__str__", "starts_on", "opens_at", "closes_at", "seats", "seats_taken"]
    list_select_related = ["network"]


@admin.register(Criterion)
class CriterionAdmin(Read):
    list_display = ["cohort", "position", "kind", "wording_da"]
    list_select_related = ["cohort__network"]


@admin.register(Application)
class ApplicationAdmin(Read):
    list_display = ["name", "cohort", "state", "submitted_at"]
    list_filter = ["state", "cohort"]
    list_select_related = ["cohort__network"]
    search_fields = ["name", "person__email"]

    def get_queryset(self, request):
        """Without drafts, which are the applicants' own."""
        return super().get_queryset(request).exclude(submitted_at=None)


@admin.register(Decision)
class DecisionAdmin(Read):
    list_display = ["application", "outcome", "prepared_at", "announced_at", "announced_by"]
    list_filter = ["outcome"]
    list_select_related = ["application__cohort__network", "announced_by"]


@admin.register(Membership)
class MembershipAdmin(Read):
    list_display = ["agreed_name", "cohort", "agreed_organisation", "withdrawn_on", "annulled_at"]
    list_filter = ["cohort"]
    list_select_related = ["cohort__network"]
    search_fields = ["agreed_name", "person__email"]


@admin.register(Wording)
class WordingAdmin(Read):
    list_display = ["network", "kind", "language", "subject", "changed_at"]


@admin.register(Renewal)
class RenewalAdmin(Read):
    list_display = ["membership", "cohort", "asked_at", "reminded_at", "stopped_at"]
    list_select_related = ["membership__cohort__network", "cohort__network"]


@admin.register(Letter)
class LetterAdmin(Read):
    list_display = ["subject", "to_email", "written_at", "sent_at", "gave_up_at"]
    search_fields = ["to_email", "subject"]
    # A letter can tell in confidence: who might meet whom, and why.
    exclude = ["text", "html"]


@admin.register(Erasure)
class ErasureAdmin(Read):
    list_display = ["at", "network", "kind", "count", "because"]
    list_filter = ["kind", "because"]
    list_select_related = ["network"]


@admin.register(Tally)
class TallyAdmin(Read):
    list_display = ["cohort", "state", "sector", "count"]
    list_select_related = ["cohort__network"]
