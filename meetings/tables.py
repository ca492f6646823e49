"""The table that can be taken along: the attendance of a year, a column for each meeting."""

from django.utils.translation import gettext as _

from members.wording import yeardate


def attendance_table(register):
    """Headings and rows: the members with their employers, each meeting in words, and the totals."""
    meetings = [
        _("Meeting %(number)d, %(day)s") % {"number": meeting.number, "day": yeardate(meeting.starts_at)}
        for meeting in register.meetings
    ]
    rows = [
        [
            line.membership.known_name,
            line.membership.organisation.name,
            *(str(cell.words) for cell in line.cells),
            line.total,
        ]
        for line in register.lines
    ]
    totals = [_("In all"), "", *(column.total for column in register.columns), ""]
    return [_("Name"), _("Organisation"), *meetings, _("Present")], [*rows, totals]
