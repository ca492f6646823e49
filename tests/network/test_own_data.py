"""One's own data: listed in words, taken along whole, and nobody else's in it."""

import datetime as dt
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from billing.models import Document, Invoice, Line, Payment, issue
from meetings.models import Attendance, Challenge, HostWish, Mark, Material, Minutes
from meetings.rules import Answer
from members.clock import database_now
from members.letters import File, post
from members.models import (
    Acceptance,
    Application,
    Decision,
    Letter,
    Membership,
    Notice,
    Payer,
    Person,
    Remark,
    Renewal,
)
from members.rules import Outcome, end_of, months_after
from members.tasks.waiting import lapse_waiting
from members.wording import yeardate
from network.due import due
from network.own_data.download import everything
from network.own_data.listing import listed
from tests import factories
from tests.billing.factories import seller
from tests.meetings.factories import meeting

pytestmark = pytest.mark.django_db

OWN = (
    "own-title", "own-phone", "own-evidence", "own-second-evidence", "own-reason", "own-payer", "own-agreed",
    "own-letter-name", "own-note", "own-hosting", "own-food", "own-material.pdf", "Vejle Kommune", "member@example.dk",
    "Mette Medlem",
)  # fmt: skip
OTHERS = "canary-of-another"


@pytest.fixture
def full(world):
    """A member of whom everything is kept that can be, beside another of whom the same is kept."""
    at = timezone.now()
    seller(world.network, by=world.finance)
    planned = meeting(world.running, world.facilitator, days=140)
    planned.announce(by=world.facilitator, at=at)
    world.held = meeting(
        world.running, world.facilitator, on=timezone.localdate() - timezone.timedelta(days=2)
    )
    world.held.hold(by=world.facilitator, at=at)
    other = factories.person("colleague@example.dk", name=OTHERS, title=OTHERS, phone=OTHERS)
    other_seat = factories.membership(world.running, other, world.facilitator)
    filled(world, world.member, "own", world.membership, planned, at)
    filled(world, other, OTHERS, other_seat, planned, at)
    return world


def filled(world, person, canary, seat, planned, at):
    """Give the person one of everything, with the canary in it."""
    HostWish.objects.say(seat, "waits", f"{canary}-hosting", at=at)
    person.describe(title=f"{canary}-title", phone=f"{canary}-phone")
    payer = factories.Payer.objects.create(legal_name=f"{canary}-payer")
    first = factories.submitted(
        world.next, person, world.employer, evidence_text=f"{canary}-evidence", payer=payer
    )
    second = first.replace(at)
    second.save_step(at, evidence_text=f"{canary}-second-evidence")
    second.submit(timezone.now())
    second.refresh_from_db()
    waiting = factories.prepared(second, world.facilitator, Outcome.WAIT, reason=f"{canary}-reason")
    waiting.announce(by=world.facilitator, at=at)
    factories.prepared(second, world.facilitator, Outcome.DECLINE, reason=f"{canary}-prepared-in-secret")
    invoice = issue(seat, by=world.finance)
    Document.objects.put(
        invoice, "pdf", f"%PDF {canary}-pdf".encode(), format_id="p", format_version="1", at=at
    )
    Payment.objects.create(
        invoice=invoice, amount=1, received_on=invoice.issued_on, note=f"{canary}-note", noted_at=at,
        noted_by=world.finance,
    )  # fmt: skip
    Attendance.objects.answer(planned, seat, Answer.COMING, by=person, at=at, food=f"{canary}-food")
    Mark.objects.bulk_create([Mark(meeting=world.held, membership=seat, mark="present", marked_at=at,
                                   marked_by=world.facilitator)])  # fmt: skip
    planned.give_host(membership=seat, by=world.facilitator, at=at)
    Material.objects.lay(planned, name=f"{canary}-material.pdf", kind="pdf", content=f"{canary}-laid".encode(), by=person,
                         at=at, prepares=True)  # fmt: skip
    Minutes.objects.update_or_create(
        meeting=planned, defaults={"text": f"{canary}-minutes", "written_at": at, "written_by": person}
    )
    post("members/withdrawal_noted", person, about=f"{canary}-letter", at=at, network=world.network,
         context={"membership": seat, "cohort": world.running},
         attachments=[File(f"{canary}-file.pdf", "application/pdf", f"{canary}-attached".encode())])  # fmt: skip
    Letter.objects.filter(person=person).update(sent_at=at, text=f"{canary}-letter-name")


def downloaded(browser):
    """The names and contents of the file that a person gets."""
    answer = browser.get(reverse("own_data_download"))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="data-')
    with ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_download_holds_everything_of_oneself(full, sign_in):
    files = downloaded(sign_in(full.member))
    text = files["data.json"].decode()
    missing = [canary for canary in OWN if canary not in text]
    assert missing == ["own-agreed"]  # what was agreed is told below
    told = json.loads(text)
    seat = told["memberships"][0]
    assert (seat["agreed_name"], seat["agreed_terms"], seat["agreed_fee"]) == (
        "Mette Medlem", "Tilmeldingen er bindende for et år.", "8000.00",
    )  # fmt: skip
    assert [version["state"] for version in told["applications"]] == ["admitted", "replaced", "waiting"]
    assert [len(version["accepted"]) for version in told["applications"]] == [2, 2, 2]
    assert told["answers"][0]["answer"] == "coming"
    assert b"own-pdf" in files[f"invoices/{told['invoices'][0]['number']}.pdf"]
    assert [content for name, content in files.items() if name.endswith("own-file.pdf")] == [b"own-attached"]


def test_download_holds_nothing_of_others(full, sign_in):
    files = downloaded(sign_in(full.member))
    assert [name for name, content in files.items() if OTHERS in name or OTHERS.encode() in content] == []


def test_download_tells_no_decision_that_is_only_prepared(full):
    text = json.dumps(everything(full.member), default=str)
    assert "own-reason" in text
    assert "prepared-in-secret" not in text


def test_download_tells_no_referral_that_is_only_prepared_or_was_removed(world):
    prepare = {"outcome": Outcome.DECLINE, "by": world.facilitator}
    world.application.prepare(
        reason="prepared-in-secret", refers_to=world.sister_network, at=timezone.now(), **prepare
    )
    text = json.dumps(everything(world.applicant), default=str)
    assert [word for word in ("prepared-in-secret", "Spredningsnetværket", "Fie") if word in text] == []
    world.application.remove_decision(by=world.facilitator, at=timezone.now())
    assert "Fie" not in json.dumps(everything(world.applicant), default=str)


@pytest.mark.parametrize("lapsed", [False, True])
def test_download_tells_no_judging_of_an_undecided_version_behind_a_draft(world, set_clock, lapsed):
    world.application.replace(timezone.now())
    world.application.judge(
        outcome=Outcome.ADMIT, reason="", seen="", by=world.facilitator, at=timezone.now()
    )
    if lapsed:
        set_clock(world.next.closes_at)
        Application.objects.lapse(world.next.closes_at)
    told = everything(world.applicant)["applications"]
    assert [version["state"] for version in told] == ["submitted", "lapsed" if lapsed else "draft"]
    assert [version.get("responsibility_confirmed_at") for version in told] == [None, None]
    assert "Fie" not in json.dumps(told, default=str)


def remarked(world):
    """Facilitators remark on two applications."""
    for application in (world.application, factories.submitted(world.next, world.other_applicant)):
        Remark.write(
            application,
            text=f"Om {application.name}",
            criterion=None,
            by=world.facilitator,
            at=timezone.now(),
        )
    return "Om Anna Ansøger"


def remarks_told(person):
    """What the download says of remarks, and what the list counts."""
    told = [one["text"] for version in everything(person)["applications"] for one in version["remarks"]]
    return told, [entry.what for entry in listed(person) if "bemærkning" in entry.what]


def test_download_tells_remarks_when_the_decision_is_announced_and_not_before(world):
    words = remarked(world)
    decision = factories.prepared(world.application, world.facilitator, Outcome.DECLINE)
    assert remarks_told(world.applicant) == ([], [])

    decision.announce(by=world.facilitator, at=timezone.now())

    listing = ["1 bemærkning fra en facilitator til din ansøgning"]
    assert remarks_told(world.applicant) == ([words], listing)
    assert "Fie" not in json.dumps(everything(world.applicant)["applications"][0]["remarks"], default=str)


def test_download_tells_no_remark_while_a_newer_version_waits(world):
    remarked(world)
    world.application.replace(timezone.now()).submit(database_now())

    assert remarks_told(world.applicant) == ([], [])


def test_download_tells_no_remark_to_who_is_on_the_waiting_list(world, set_clock):
    words = remarked(world)
    factories.prepared(world.application, world.facilitator, Outcome.WAIT).announce(
        by=world.facilitator, at=timezone.now()
    )
    assert remarks_told(world.applicant) == ([], [])

    set_clock(end_of(world.next.last_admission_on) + dt.timedelta(minutes=1))
    lapse_waiting()

    assert remarks_told(world.applicant)[0] == [words]


def test_download_tells_no_secret_of_signing_in(full):
    text = json.dumps(everything(full.member), default=str)
    assert full.member.password not in text
    assert "password" not in text


def test_download_is_readable_json(full, sign_in):
    text = downloaded(sign_in(full.member))["data.json"].decode()
    assert text.startswith('{\n  "person": {')
    assert "Rådhuspladsen 1" in text


# What a download leaves out on purpose: secrets, what is not announced, and technical traces.
LEFT_OUT = {
    "Person": {"password"},
    "Application": {"responsibility_confirmed_at"},  # while it is on the waiting list
    "Decision": {"prepared_at"},
    "Payment": {"key"},
    "Material": {"content"},
    "Letter": {
        "kind", "about", "language", "html", "message_id", "leased_until", "attempts", "last_error", "gave_up_at",
        "is_fleeting",
    },
}  # fmt: skip


def test_download_leaves_no_column_out_by_accident(full):
    """Every column of every model that is about a person is told, or named here as left out."""
    told = everything(full.member)
    version = told["applications"][-1]
    rows = {
        Person: told["person"], Application: version, Acceptance: version["accepted"][0], Payer: version["payer"],
        Decision: version["decisions"][0], Membership: told["memberships"][0], Letter: told["letters"][0],
        Attendance: told["answers"][0], Invoice: told["invoices"][0], Line: told["invoices"][0]["lines"][0],
        Payment: told["invoices"][0]["payments"][0], Mark: told["attendance"][0], Material: told["materials"][0],
    }  # fmt: skip
    missing = {
        model.__name__: names
        for model, row in rows.items()
        if (
            names := {field.name for field in model._meta.concrete_fields if not field.is_relation}
            - row.keys()
        )
    }
    assert missing == LEFT_OUT


def test_download_of_somebody_with_nothing_but_a_login(world, sign_in):
    told = json.loads(downloaded(sign_in(world.stranger))["data.json"])
    assert told["person"]["email"] == "stranger@example.dk"
    assert {key: value for key, value in told.items() if key != "person"} == {
        "sign_in": [], "roles": [], "applications": [], "memberships": [], "letters": [], "answers": [], "challenges": [],
        "peer_meetings": [], "suggestions": [], "no_suggestions": [], "reminders": [], "invoices": [], "asked_to_be_told": [],
        "requests_to_host": [], "wishes_about_hosting": [], "ticked_off_as_prepared": [], "notes_to_hosts": [], "calendar": [], "told_about_meetings": [],
        "attendance": [], "materials": [], "minutes": [],
    }  # fmt: skip


def test_page_lists_what_is_kept_and_until_when(full, sign_in):
    entries = {
        entry.what: entry.until for entry in sign_in(full.member).get(reverse("own_data")).context["entries"]
    }
    last = full.membership.ends_on.year
    assert "Dit login: adresse, navn og sprog" in entries
    seat = next(until for what, until in entries.items() if what.startswith("Dit medlemskab"))
    assert seat.startswith("til 31. december ")
    assert str(last) not in seat


def test_page_lists_questions_renewals_and_wishes_to_be_told(world, set_clock):
    at = timezone.now()
    question = world.application.questions.create(text="Hvor mange?", asked_by=world.facilitator, asked_at=at)
    question.answer("Fire.", at)
    Renewal.objects.create(membership=world.membership, cohort=world.next, asked_at=at)
    Notice.objects.ask(world.sister_network, email="Applicant@example.dk", language="da", at=at)
    Notice.objects.ask(world.network, email="applicant@example.dk", language="da", at=at)
    Notice.objects.filter(network=world.network).update(confirmed_at=at)
    week = yeardate(timezone.localdate(at) + timezone.timedelta(days=7))

    entries = [(entry.what, entry.until) for entry in [*listed(world.applicant), *listed(world.member)]]

    assert [
        ("1 spørgsmål om din ansøgning med dit svar", "lige så længe som ansøgningen"),
        ("Dit ønske om besked, når optaget åbner: Spredningsnetværket", f"til {week}"),
        ("Dit ønske om besked, når optaget åbner: Netværk for innovationschefer", "til brevet er sendt"),
        (f"Om du fortsætter i {world.next}", "til dit navn fjernes fra medlemskabet"),
    ] == [entry for entry in entries if entry[0].startswith(("1 spørgsmål", "Dit ønske", "Om du"))]


def test_own_challenge_is_told_listed_and_due(world, sign_in):
    Challenge.objects.share(world.membership, at=timezone.now(), title="Titel", hard="Svært", wanted="Hjælp")
    until = months_after(world.running.ends_on, 3)
    told = json.loads(downloaded(sign_in(world.member))["data.json"])["challenges"]
    assert [(one["title"], one["hard"], one["wanted"], one["year"]) for one in told] == [
        ("Titel", "Svært", "Hjælp", world.running.year)
    ]
    entries = {entry.what: entry.until for entry in listed(world.member)}
    assert entries[f"Din udfordring fra {world.running}"] == f"til {yeardate(until)}"
    (row,) = [row for row in due(world.network, timezone.localdate()) if row.words == "udfordringer"]
    assert (row.count, row.first_on) == (1, until)


def test_letter_is_kept_from_the_day_it_left(full):
    """It was written long before it was sent: the page, the log and the sweep count from the same moment."""
    sent_at = Letter.objects.get(person=full.member).sent_at
    Letter.objects.filter(person=full.member).update(written_at=sent_at - timezone.timedelta(days=50))
    last = timezone.localdate(sent_at) + timezone.timedelta(days=90)
    entry = next(entry for entry in listed(full.member) if entry.what == "1 brev til dig")
    assert entry.until == f"det sidste til {yeardate(last)}"
    network_log = {row.words: row.first_on for row in due(full.network, timezone.localdate())}
    assert network_log["breve"] == last


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_for_1_and_30_letters(full, sign_in, django_assert_num_queries, count):
    for number in range(count - 1):
        post("members/withdrawal_noted", full.member, about=f"{number}", at=timezone.now(),
             network=full.network, context={"membership": full.membership, "cohort": full.running})  # fmt: skip
    browser = sign_in(full.member)
    with django_assert_num_queries(30):
        browser.get(reverse("own_data"))


def test_profile_and_privacy_lead_to_ones_data(world, sign_in):
    browser = sign_in(world.member)
    for page in ("members:profile", "privacy"):
        assert f'href="{reverse("own_data")}"' in browser.get(reverse(page)).content.decode()
