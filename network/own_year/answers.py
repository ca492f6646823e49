"""My answers to the year's meetings, and whether I was there."""

from django.urls import reverse
from django.utils.translation import gettext

from meetings.register import SIGNS

from .lines import Spot, YearLine


def answers(seat, affairs, at):
    """A spot for each meeting that takes place in the seat's year."""
    meetings = [meeting for meeting in affairs.programme if meeting.cohort_id == seat.cohort_id]
    spots = tuple(spot(meeting, at) for meeting in meetings)
    words = "" if spots else gettext("The dates will follow.")
    return YearLine(gettext("Meetings"), words, spots=spots)


def spot(meeting, at):
    """The meeting with the mark, before that the answer, else what it waits for."""
    cohort = meeting.cohort
    open_now = meeting.takes_answers(at)
    page = "meetings:answer" if open_now else "meetings:detail"
    url = reverse(page, args=[cohort.network.slug, cohort.year, meeting.number])
    sign, words, tone = standing(meeting, at, open_now)
    return Spot(meeting.number, sign, words, url, tone, meeting.theme)


def standing(meeting, at, open_now):
    """The sign, the word and the tone of one meeting."""
    is_over = meeting.ends_at is not None and meeting.ends_at <= at
    if meeting.own_mark:
        return SIGNS[meeting.own_mark]
    if is_over:
        return "", gettext("over"), "rest"
    if meeting.own_answer:
        return SIGNS[meeting.own_answer]
    if open_now:
        return "?", gettext("answer"), "wait"
    return "", gettext("ahead"), "rest"
