"""A unique string in every confidential field, looked for in all that everybody is answered, written or logged.

The table says who may come to see each of them, and they do; whoever is not named never meets it, on no page, in no
file, letter or line of the log. The addresses are those of test_routes: a new one is looked through without a word
here, but a new confidential field needs its row.
"""

import hashlib
import logging
import re
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from billing.models import Payment
from meetings.models import Attendance, HostNote, HostRequest, HostWish
from meetings.rules import Wish
from members.models import Letter
from network.logs import JsonFormatter

from . import factories
from .meetings.factories import meeting
from .scene import PEOPLE, Scene
from .test_routes import (
    ROWS,
    browser_of,
    coming,
    cookies_of,
    nothing_found_in_a_word,
    running,
    templates_left_alone,
)

pytestmark = pytest.mark.django_db
EVERYONE = (*PEOPLE, "fellow")
# The demonstration shows every name and mail to everybody: it holds nobody's, and production has no such page.
LEFT_OUT = {"demo", "demo_login", "demo_mail", "demo_mail_one", "demo_mail_html"}
# What an address opens that only the member has.
OWN = {"meetings:feed"}
ADMINISTERED = (
    "person",
    "application",
    "decision",
    "membership",
    "payer",
    "letter",
    "organisation",
    "cohort",
)


def past(scene):
    return {"network": scene.network.slug, "year": scene.past.year}


def sister(scene):
    return {"network": scene.sister_network.slug, "year": scene.sister_year.year}


# Where somebody else's papers lie than those that the table of routes opens.
BESIDES = [
    *(("members:application_detail", lambda scene, of=of: coming(scene, pk=getattr(scene, of).pk))
      for of in ("refused", "other_application", "draft", "offered")),
    *((page, lambda scene, of=of: {"pk": getattr(scene, of).pk}) for page in ("members:membership", "billing:payer")
      for of in ("uninvoiced", "former_membership", "annulled", "sister_membership")),
    *((f"meetings:{page}", lambda scene: running(scene, number=scene.third.number))
      for page in ("answer", "answers", "guests", "detail")),
    *(("meetings:detail", lambda scene: running(scene, number=scene.plan.number)),
      ("members:applications", running), ("members:applications", sister), ("members:members", sister),
      ("members:members", past), ("billing:overview", sister), ("year", past), ("year", sister)),
]  # fmt: skip
# Whose field, which fields, and everybody who comes to see them.
SEEN_BY = [
    ("member", "name", "facilitator fellow member superuser"),
    ("member", "email", "facilitator member superuser"),
    ("member", "phone", "member"),
    ("member", "title", "facilitator fellow member"),
    ("member", "helps_with", "facilitator fellow member"),
    ("fellow", "phone helps_with", "facilitator fellow member"),
    ("peer_meeting", "place", "fellow member"),
    ("applicant", "name email", "applicant facilitator superuser"),
    ("applicant", "phone", "applicant"),
    ("declined", "name email", "declined facilitator superuser"),
    ("declined", "phone", "declined"),
    ("former", "name email", "former superuser"),
    ("former", "phone", "former"),
    ("colleague", "name", "colleague facilitator superuser"),
    ("colleague", "email", "colleague facilitator superuser"),
    ("colleague", "phone", "colleague"),
    ("sister_member", "name email", "sister_member superuser"),
    ("sister_member", "phone", "sister_member"),
    ("application", "name", "applicant facilitator superuser"),
    ("application", "title phone evidence_text", "applicant facilitator"),
    ("application.payer", "legal_name gln", "applicant facilitator superuser"),
    ("application.payer", "street postcode city department person_reference requisition_number account_string", "applicant facilitator"),
    ("draft", "name phone evidence_text", "applicant"),
    ("decision", "reason", "facilitator"),
    ("refused", "name", "declined facilitator superuser"),
    ("refused", "evidence_text", "declined facilitator"),
    ("refusal", "reason", "declined facilitator"),
    ("remark", "text", "facilitator"),
    ("question", "text", "applicant facilitator"),
    ("offer", "reason", "colleague facilitator"),
    ("other_application", "evidence_text", "facilitator other_applicant"),
    ("unlisted", "name", "facilitator other_applicant superuser"),
    ("membership", "agreed_name", "facilitator finance member superuser"),
    ("membership", "agreed_title agreed_terms", "facilitator member"),
    ("membership", "agreed_organisation", "facilitator member superuser"),
    ("membership.payer", "legal_name gln", "facilitator member superuser"),
    ("membership.payer", "street postcode city person_reference", "facilitator member"),
    ("membership.payer", "department requisition_number account_string", "member"),
    ("uninvoiced.payer", "legal_name gln", "facilitator fellow finance superuser"),
    ("uninvoiced.payer", "street postcode city department person_reference requisition_number account_string", "facilitator fellow finance"),
    ("former_membership", "agreed_name", "facilitator finance former superuser"),
    ("former_membership.payer", "street person_reference", "facilitator finance former"),
    ("annulled", "annulled_because", "facilitator"),
    ("annulled", "agreed_name", "facilitator finance superuser"),
    ("sister_membership", "agreed_name", "sister sister_member superuser"),
    ("sister_membership.payer", "street person_reference", "sister sister_member"),
    ("meeting", "address entrance train parking contact_name contact_phone food", "facilitator fellow member"),
    ("challenge", "title hard wanted", "facilitator fellow member"),
    ("talk", "title_da speaker", "facilitator fellow member"),
    ("turn", "title_da", "facilitator"),
    ("turn", "speaker", "nobody"),
    ("slot", "title_da speaker", "facilitator fellow member"),
    ("plan", "theme_da remark_da", "everybody"),
    ("plan", "address", "facilitator fellow member"),
    ("host_no", "reason", "facilitator"),
    ("host_wish", "remark", "facilitator member"),
    ("host_note", "text", "facilitator member"),
    ("planned", "terms_da covers_da", "facilitator"),
    ("coming", "food", "facilitator fellow member"),  # the member is the host
    ("regrets", "reason", "facilitator fellow"),
    ("material", "name content", "facilitator fellow member"),
    ("minutes", "text", "facilitator fellow member"),
    ("invoice", "buyer_name buyer_street buyer_department buyer_contact person_reference requisition_number account_string", "facilitator finance member"),
    ("line", "text detail", "facilitator finance member"),
    *((document, "content", "facilitator finance member") for document in ("document", "delivery", "original")),
    ("payment", "note", "facilitator finance member"),
    ("bank_entry", "text", "finance"),
    ("bank_draft", "filename", "finance"),
    ("dispatch", "recipient note", "facilitator finance member"),
    ("credit_request", "note", "facilitator finance"),
    ("letter", "to_name text last_error", "facilitator"),
    ("letter", "to_email subject", "facilitator superuser"),
    ("letter", "html", "nobody"),
    ("seller", "contact_name email phone", "finance sister superuser"),
]  # fmt: skip
GROUPS = {"everybody": " ".join(EVERYONE), "nobody": ""}
TABLE = {
    f"{path}.{field}": set(GROUPS.get(people, people).split())
    for path, fields, people in SEEN_BY
    for field in fields.split()
}


class Aviary(Scene):
    """The scene with a fellow member, a host, a payment and an annulled seat, and a canary in every field."""

    def __init__(self, table):
        super().__init__()
        now = timezone.now()
        self.fellow = self.other_member
        self.draft = self.application.versions().drafts().get()
        self.refusal = self.declined.applications.get().decisions.get()
        self.refused = self.refusal.application
        self.offered = self.offer.application
        self.mistaken = factories.person("mistaken@example.dk", name="Mia Fejl")
        self.annulled = factories.membership(self.running, self.mistaken, self.facilitator)
        self.annulled.annul(because="x", by=self.second_facilitator, at=now)
        self.line = self.invoice.lines.get()
        self.document = self.invoice.documents.get(kind="pdf")
        self.delivery = self.invoice.documents.get(kind="delivery")
        self.original = self.invoice.documents.get(kind="xml")
        self.payment = Payment.objects.note(
            self.invoice, amount=1, received_on=self.invoice.issued_on, key=self.application.key, by=self.finance, at=now
        )  # fmt: skip
        self.fellow.share(email=False, phone=True, at=now)
        self.speak_of_hosting(now)
        self.third = meeting(self.running, self.facilitator, days=190, number=4, host=self.membership)
        self.third.announce(by=self.facilitator, at=now)
        self.coming, self.regrets = (answered(one, self.uninvoiced, answer)
                                     for one, answer in ((self.meeting, "coming"), (self.third, "regrets")))  # fmt: skip
        self.minutes = self.meeting.minutes.get()
        with past_the_guards():
            for place in table:
                self.plant(*place.rsplit(".", 1))
            self.meeting.host_membership = self.membership
            self.meeting.save(update_fields=["host_membership"])

    def speak_of_hosting(self, now):
        """A member would like to host, another has said no, and left a note after a meeting behind us."""
        HostWish.objects.say(self.membership, Wish.OFFERS, "x", at=now)
        self.host_wish = HostWish.objects.get()
        over = meeting(self.running, self.facilitator, days=40, number=5, host=self.uninvoiced)
        HostNote.objects.write(over, "x", by=self.fellow, at=now)
        self.host_note = HostNote.objects.get()
        lacking = meeting(self.running, self.facilitator, days=240, number=6)
        self.host_no = HostRequest.objects.ask(lacking, self.uninvoiced, by=self.facilitator, at=now)
        self.host_no.decline(by=self.fellow, at=now)

    def plant(self, path, field):
        """Put the field's canary where the table says: "application.payer" and "street"."""
        owner = self
        for name in path.split("."):
            owner = getattr(owner, name)
        canary = canary_of(f"{path}.{field}")
        values = {field: canary}
        if field == "content":
            content = canary.encode()
            values = {"content": content, "sha256": hashlib.sha256(content).hexdigest()}
        type(owner).objects.filter(pk=owner.pk).update(**values)
        owner.refresh_from_db(fields=[field])


def answered(one, seat, answer):
    """The answer of that member to the meeting, given just now."""
    Attendance.objects.answer(one, seat, answer, by=seat.person, at=timezone.now())
    return one.attendances.get(membership=seat)


def canary_of(place):
    """The string that stands in that field and nowhere else."""
    number = f"{list(TABLE).index(place):04}"
    return {"gln": f"999999999{number}", "email": f"kanari{number}@example.dk"}.get(
        place.rpartition(".")[2], f"kanari{number}"
    )


CANARIES = re.compile(r"kanari\d{4}(?:@example\.dk)?|9{9}\d{4}")
PLACES = {canary_of(place): place for place in TABLE}


@contextmanager
def past_the_guards():
    """What is submitted, announced or issued can be overwritten here, as it never can by the application."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def found_in(content):
    """The places whose canaries are in an answer, a letter or a log; folded lines of a calendar file are joined."""
    text = content.replace("\r\n ", "").lower()
    return {PLACES[canary] for canary in CANARIES.findall(text) if canary in PLACES}


@pytest.fixture(scope="module")
def aviary(django_db_setup, django_db_blocker):
    """One aviary for all addresses; every request is undone behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Aviary(TABLE)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def seen(aviary):
    """Who has met which canary, anywhere: in answers, in letters that an act wrote, in lines of the log."""
    met = {place: set() for place in TABLE}
    browsers = {person: cookies_of(aviary.person_called(person)) for person in EVERYONE}
    with written_to_the_log() as lines, templates_left_alone(), nothing_found_in_a_word():
        for person in EVERYONE:
            for method, url, data in requests(aviary, person):
                for whom, place in look(browser_of(browsers, person), method, url, data, person, aviary):
                    met[place].add(whom)
    for place in found_in("\n".join(lines)):
        met[place].add("log")
    return met


def requests(aviary, person):
    """Every address of the table, read and acted upon, in vain too, by those who may; the superuser's admin.

    That nobody else finds anything there is what the table itself is tested for; the fellow tries every door.
    """
    for name in sorted(ROWS.keys() - LEFT_OUT - (set() if person == "member" else OWN)):
        if name.startswith("mfa_"):  # allauth's own pages, about one's own telephone
            continue
        row = ROWS[name]
        url = reverse(name, kwargs=row.at(aviary))
        if person == "fellow" or person in (row.get or ()):
            yield "get", url, {}
        if person in (row.post or ()):
            yield from (("post", url, row.data(aviary)), ("post", url, {"email": "x"}))
    for name, at in BESIDES:
        yield "get", reverse(name, kwargs=at(aviary)), {}
    for model in ADMINISTERED if person == "superuser" else ():
        yield "get", reverse(f"admin:members_{model}_changelist"), {}


def look(browser, method, url, data, person, aviary):
    """(who, place) for each canary met by one request, which is undone."""
    savepoint = transaction.savepoint()
    before = Letter.objects.count()
    answer = getattr(browser, method)(url, data)
    for place in found_in(b"".join(answer).decode(errors="replace") + str(answer.headers)):
        yield person, place
    for letter in Letter.objects.order_by("-pk")[: Letter.objects.count() - before]:
        for place in found_in(f"{letter.subject} {letter.text} {letter.html}"):
            yield recipient(letter, aviary), place
    transaction.savepoint_rollback(savepoint)


def recipient(letter, aviary):
    """What the scene calls the person that a letter goes to."""
    known = (person for person in EVERYONE if aviary.person_called(person) == letter.person)
    return next(known, letter.to_email)


@contextmanager
def written_to_the_log():
    """The lines that are logged meanwhile, as they would be written."""
    lines, handler = [], logging.Handler()
    handler.emit = lambda record: lines.append(JsonFormatter().format(record))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


def test_canary_is_met_by_those_who_may_see_it_alone(seen):
    # One test for all places: the world that every request is sent to is built, and walked through, once.
    assert {place: who for place, who in seen.items() if who != TABLE[place]} == {}


def test_canary_is_met_where_a_door_stands_open(aviary, monkeypatch):
    monkeypatch.setattr(
        "billing.models.invoices.InvoiceQuerySet.visible_to", lambda invoices, person: invoices
    )
    stranger = browser_of({"stranger": cookies_of(aviary.stranger)}, "stranger")
    url = reverse("billing:invoice", kwargs={"number": aviary.invoice.number})
    met = {place for _who, place in look(stranger, "get", url, {}, "stranger", aviary)}
    assert {"invoice.buyer_name", "line.text", "payment.note"} <= met


def test_canary_in_the_log_is_found():
    with written_to_the_log() as lines:
        logging.getLogger("network").info("Admitted %s", canary_of("applicant.name"))
    assert found_in("\n".join(lines)) == {"applicant.name"}
