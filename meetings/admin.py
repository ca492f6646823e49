"""For repair by a superuser: to look, not to change; whatever changes goes by the verbs."""

from django.contrib import admin

from .models import Meeting, Part


class ReadOnly:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PartsInMeeting(ReadOnly, admin.TabularInline):
    model = Part
    fields = ["title_da", "starts_at", "ends_at"]


@admin.register(Meeting)
class MeetingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["cohort", "number", "theme_da", "status"]
    list_filter = ["status", "cohort__network"]
    list_select_related = ["cohort__network"]
    inlines = [PartsInMeeting]
