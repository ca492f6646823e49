"""Sentences of Django's and allauth's own that our catalogue says in better Danish.

Nothing imports this: named here, they are found when the catalogue is made, and ours stands before theirs.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

IN_FIELDS = (
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a complete value."),
    _("Enter a list of values."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid integer."),
    _("Enter a valid date."),
    _("Enter a valid time."),
    _("Enter a valid date/time."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Enter a valid UUID."),
    _("Enter a valid JSON."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Null characters are not allowed."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("“%(pk)s” is not a valid value."),
    _("%(model_name)s with this %(field_label)s already exists."),
    _("%(model_name)s with this %(field_labels)s already exists."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
        "max",
    ),
)
OF_FILES = (
    _("No file was submitted."),
    _("No file was submitted. Check the encoding type on the form."),
    _("The submitted file is empty."),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
        "max",
    ),
)
OF_WHOLE_FORMS = (
    _("(Hidden field %(name)s) %(error)s"),
    _(
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. "
        "You may need to file a bug report if the issue persists."
    ),
    ngettext_lazy("Please submit at most %(num)d form.", "Please submit at most %(num)d forms.", "num"),
    ngettext_lazy("Please submit at least %(num)d form.", "Please submit at least %(num)d forms.", "num"),
    _("Please correct the duplicate values below."),
)
IN_THE_ADMIN = (
    _("Items must be selected in order to perform actions on them. No items have been changed."),
    _("Site administration"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
)
AT_THE_DOOR = (
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("This account is currently inactive."),
    _("Invalid or expired key."),
)
