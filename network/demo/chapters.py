"""The demonstration's four stories: 2017 taken over, the present year, next year's intake, the sister network."""

import datetime as dt

from members import renewing
from members.history import told
from members.models import Application, Membership, Network, Notice, Organisation
from members.rules import Outcome

from . import cast, texts
from .calendar import DAY, DENMARK, at
from .intake import announce, apply, prepare, talk_about, write_draft
from .meetings import meetings_of_2017, present_meetings
from .sharing import share_challenges
from .stage import make_cohort
from .telling import subscribe, tell_of_changes
from .waiting import apply_in_vain, free_and_offer, put_on_the_list


def window(cohort, opens_at, closes_at, last_admission_on):
    """Set the intake of a year; the criteria are in place by then."""
    cohort.opens_at, cohort.closes_at, cohort.last_admission_on = opens_at, closes_at, last_admission_on
    with told("revised", by=cohort.published_by, at=cohort.published_at.isoformat()):
        cohort.save()


def year_2017(stage, network, by):
    """The source's year: taken over, with the three hosts it names."""
    moment = stage.go_to(dt.datetime(2017, 1, 10, 10, tzinfo=DENMARK))
    cohort = make_cohort(
        network, dt.date(2017, 1, 1), texts.CRITERIA, by, moment, taken_over=True, fee=8000,
        fee_is_approximate=True, seats=25, programme_da=texts.PROGRAMME_2017,
    )  # fmt: skip
    hosts = {}
    for key, row in cast.HOSTS_2017.items():
        organisation = stage.organisation(row[3])
        hosts[key] = cohort.take_over_member(
            email=f"{row[0]}@example.dk",
            name=row[1],
            organisation=organisation,
            payer=stage.payer_fields(organisation, row[1]),
            billed_elsewhere=True,
            name_public=True,
            by=by,
            at=stage.calendar.ago(399),
        )
    meetings_of_2017(stage, cohort, hosts, by)
    return cohort


def list_of_2017(cohort, by, moment):
    """A list of the year's other members, read and not confirmed yet."""
    lines = [
        {"line": 2 + place, "billed_elsewhere": "ja", **line} for place, line in enumerate(cast.LIST_2017)
    ]
    cohort.member_lists.create(read_by=by, read_at=moment, filename="Medlemmer 2017.xlsx", lines=lines)


def present_year(stage, network, by):
    """The running year: an intake long past, 24 seats, five meetings of which two are held."""
    calendar, start = stage.calendar, stage.calendar.present_start
    stage.go_to(at(start - 140 * DAY, 9))
    cohort = make_cohort(network, start, texts.CRITERIA, by, at(start - 140 * DAY, 9), fee=8000, seats=25)
    opens, closes = at(start - 110 * DAY, 9), at(start - 75 * DAY, 23, 59)
    window(cohort, opens, closes, start + 60 * DAY)
    rows = [*cast.MEMBERS, *cast.TURNED_DOWN]
    applications = [
        apply(stage, cohort, row, opens + dt.timedelta(hours=5 + 31 * place))
        for place, row in enumerate(rows)
    ]
    write_draft(stage, cohort, cast.LAPSED[0], closes - dt.timedelta(hours=3))
    Application.objects.lapse(stage.go_to(closes + dt.timedelta(minutes=5)))
    for application in applications[: len(cast.MEMBERS)]:
        prepare(stage, application, Outcome.ADMIT, closes + dt.timedelta(days=5), by)
    for application in applications[len(cast.MEMBERS) :]:
        prepare(stage, application, Outcome.DECLINE, closes + dt.timedelta(days=5), by)
    announce(stage, applications, closes + dt.timedelta(days=12), by)
    members = seats_of(cohort, cast.MEMBERS)
    present_meetings(
        stage, cohort, cast.THEMES, calendar.meeting_days(), members, by, at(start - 30 * DAY, 13)
    )
    share_challenges(stage, cohort, members, by)
    tell_of_changes(stage, cohort, by)
    subscribe(stage, members[3].person)
    return cohort, members


def seats_of(cohort, rows):
    """The memberships of these rows of the cast, in their order."""
    found = {
        seat.person.email: seat
        for seat in Membership.objects.filter(cohort=cohort).select_related("person", "organisation", "payer")
    }
    return [found[f"{row[0]}@example.dk"] for row in rows]


def next_year(stage, network, by):
    """Next year's intake is open now; its applications stand in every state that one can have."""
    calendar, start = stage.calendar, stage.calendar.next_start
    stage.go_to(calendar.ago(45))
    cohort = make_cohort(network, start, texts.CRITERIA, by, calendar.ago(45), fee=8200, seats=25)
    window(cohort, calendar.ago(20, 9), calendar.ahead(15, 23, 59), start + 45 * DAY)
    renewing.sweep(stage.go_to(calendar.ago(20, 9, 5)))
    new = [
        apply(stage, cohort, row, calendar.ago(15 - place, 11)) for place, row in enumerate(cast.APPLICANTS)
    ]
    stay = [
        apply(stage, cohort, row, calendar.ago(14 - place, 14)) for place, row in enumerate(cast.MEMBERS[1:8])
    ]
    stops(stage, cohort, cast.MEMBERS[9])
    every_state(stage, cohort, new, stay, by)
    unlisted_and_unfinished(stage, cohort)
    return cohort


def stops(stage, cohort, row):
    """One member says that it ends with this year; most have not answered yet."""
    seat = Membership.objects.asked_about(cohort).get(person=stage.person(row))
    renewing.stop(seat, cohort, at=stage.go_to(stage.calendar.ago(6, 15)))


def every_state(stage, cohort, new, stay, by):
    """Prepared, announced, waiting, declined, withdrawn, replaced."""
    ago, spread = stage.calendar.ago, Network.objects.get(slug="spredning")
    for application in [*stay[:3], new[0]]:
        prepare(stage, application, Outcome.ADMIT, ago(4, 9), by)
    prepare(stage, stay[3], Outcome.ADMIT, ago(4, 10), by)
    prepare(stage, new[1], Outcome.WAIT, ago(4, 10), by)
    prepare(stage, new[5], Outcome.DECLINE, ago(4, 11), by, refers_to=spread)
    announce(stage, [stay[3], new[1], new[5]], ago(3, 9), by)
    talk_about(stage, new, by)
    prepare(stage, new[7], Outcome.DECLINE, ago(2, 9), by, refers_to=spread)
    prepare(stage, new[2], Outcome.WAIT, ago(2, 9), by)
    new[8].withdraw(new[8].person, stage.go_to(ago(2, 15)))
    at = stage.go_to(ago(1, 10))
    version = new[3].replace(at)
    version.save_step(
        at, evidence_text="Jeg leder innovationslabbet, nu med ansvar for hele kommunens innovationsstrategi."
    )
    version.submit(at)


def unlisted_and_unfinished(stage, cohort):
    """An organisation that nobody has confirmed yet, and the draft of the person whose button says applicant."""
    ago = stage.calendar.ago
    added = Organisation.objects.create(name=cast.UNLISTED[3])
    apply(stage, cohort, (*cast.UNLISTED[:3], None), ago(2, 13), organisation=added, with_payer=False)
    person = stage.person(cast.APPLICANT)
    moment = stage.go_to(ago(1, 16))
    draft = Application.objects.start(cohort, person, moment)
    draft.save_step(
        moment, name=person.name, title=person.title, phone=person.phone, organisation=person.organisation
    )


def wait_for_intake(stage, network):
    """Some have asked to be told when intake opens; the facilitator sees how many."""
    for place, name in enumerate(["lone", "kasper", "amina", "jytte"], 1):
        at = stage.go_to(stage.calendar.ago(5 - place, 8))
        Notice.objects.ask(network, email=f"{name}@example.dk", language="da", at=at)
        network.notices.get(email=f"{name}@example.dk").confirm(at=at)


def sister_network(stage, network, by):
    """Spredningsnetværket: a small running year, and a next one whose intake has not opened yet."""
    calendar, start = stage.calendar, stage.calendar.present_start
    stage.go_to(at(start - 120 * DAY, 9))
    words = {
        "programme_da": "Tre møder om året hos medlemmerne.",
        "programme_en": "Three meetings a year at the members'.",
    }
    cohort = make_cohort(
        network, start, texts.SPREAD_CRITERIA, by, at(start - 120 * DAY, 9), fee=4500, seats=8, **words
    )
    opens, closes = at(start - 90 * DAY, 9), at(start - 60 * DAY, 23, 59)
    window(cohort, opens, closes, calendar.today + 40 * DAY)
    answer = ("", "Jeg har udviklet en løsning, som andre kommuner har vist interesse for.")
    applications = [
        apply(stage, cohort, row, opens + dt.timedelta(hours=7 + 50 * place), answer=answer)
        for place, row in enumerate(cast.SPREADERS)
    ]
    late = apply_in_vain(stage, cohort, opens + dt.timedelta(days=18), answer)
    for application in applications:
        prepare(stage, application, Outcome.ADMIT, closes + dt.timedelta(days=4), by)
    announce(stage, applications, closes + dt.timedelta(days=8), by)
    put_on_the_list(stage, late, closes + dt.timedelta(days=8), by)
    days = calendar.meeting_days()
    members = seats_of(cohort, cast.SPREADERS)
    shifted = [days[0] + 7 * DAY, days[2] + 7 * DAY, days[4] + 7 * DAY]
    present_meetings(stage, cohort, cast.SPREAD_THEMES, shifted, members, by, at(start - 20 * DAY, 13))
    free_and_offer(stage, cohort, late, members[-1], by)
    stage.go_to(calendar.ago(5))
    upcoming = make_cohort(
        network, calendar.next_start, texts.SPREAD_CRITERIA, by, calendar.ago(5), fee=4500,
        fee_is_approximate=True, seats=20, **words,
    )  # fmt: skip
    window(upcoming, calendar.ahead(45, 9), calendar.ahead(80, 23, 59), calendar.next_start + 45 * DAY)
    wait_for_intake(stage, network)
    return cohort, members
