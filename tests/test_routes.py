"""One table says who may open every address; a new one without a row fails.

Whoever is not named in a row is refused: a visitor is sent to sign in, everybody else finds nothing (404).
"""

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pytest
from django.db import connection, transaction
from django.http import HttpResponseNotFound
from django.template.base import Template
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext, _TestState
from django.urls import get_resolver, reverse
from django.utils import timezone

from meetings import telling
from meetings.correspondence import Correspondence
from meetings.models import Meeting
from meetings.rules import Message
from members.access import SECOND_FACTOR

from .scene import PEOPLE, Scene

pytestmark = pytest.mark.django_db

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {"visitor"}
NOBODY = frozenset()
FACILITATOR = frozenset({"facilitator"})
OFFICE = frozenset({"facilitator", "finance"})
OF_THE_YEAR = frozenset({"member", "facilitator"})
CALENDAR = OF_THE_YEAR | {"finance"}
WITH_CALENDAR = frozenset({"member", "sister_member", "facilitator", "sister"})


def who(*names):
    return frozenset(names)


@dataclass(frozen=True)
class Row:
    """Who may read (GET) and who may act (POST); None: the method is not offered."""

    get: frozenset | None
    post: frozenset | None = None
    at: Callable = lambda scene: {}
    data: Callable = lambda scene: {}


def running(scene, **more):
    return {"network": scene.network.slug, "year": scene.running.year, **more}


def before(scene, **more):
    return {"network": scene.network.slug, "year": scene.past.year, **more}


def coming(scene, **more):
    return {"network": scene.network.slug, "year": scene.next.year, **more}


def applied(scene):
    return coming(scene, pk=scene.application.pk)


def met(scene):
    return running(scene, number=scene.meeting.number)


def noted(scene):
    return running(scene, pk=scene.peer_meeting.pk)


def hosted(scene):
    return running(scene, number=scene.hosted.number)


def host_request(scene):
    return running(scene, pk=scene.host_request.pk)


def shared(scene):
    return running(scene, pk=scene.challenge.pk)


def no_rows(scene):
    return {"items-TOTAL_FORMS": 0, "items-INITIAL_FORMS": 0}


def reminder(scene):
    return {**met(scene), "message": "reminder"}


def seen(scene):
    """What a facilitator sees before sending the reminder."""
    book = Correspondence(Meeting.objects.in_full().get(pk=scene.meeting.pk), timezone.now())
    return telling.fingerprint(telling.outgoing(book, Message.REMINDER))


def laid(scene):
    return met(scene) | {"pk": scene.material.pk}


def seat(scene):
    return {"pk": scene.membership.pk}


def numbered(scene):
    return {"number": scene.invoice.number}


def asked_to_credit(scene):
    return {**numbered(scene), "pk": scene.credit_request.pk}


def employer(scene):
    return of_network(scene, pk=scene.employer.pk)


def of_network(scene, **more):
    return {"network": scene.network.slug, **more}


def worded(scene):
    return of_network(scene, app="members", name="declined")


def sent_key(scene):
    return {"key": scene.application.key}


def draft_key(scene):
    return {"key": scene.application.versions().drafts().get().key}


def offered_seat(scene):
    return {"offer": scene.offer.pk}


def criterion(scene):
    pk = scene.planned.criteria.last().pk
    return {"network": scene.network.slug, "year": scene.planned.year, "pk": pk}


ROWS = {
    # the open doors
    "networks": Row(EVERYBODY),
    "network": Row(EVERYBODY, at=of_network),
    "year": Row(EVERYBODY, at=running),
    "privacy": Row(EVERYBODY),
    "health": Row(EVERYBODY),
    "set_language": Row(EVERYBODY, EVERYBODY, data=lambda scene: {"language": "en", "next": "/"}),
    "members:apply": Row(EVERYBODY, at=of_network),
    "meetings:feed": Row(EVERYBODY, at=lambda scene: {"token": scene.calendar_token}),
    "members:notify": Row(EVERYBODY, EVERYBODY, at=of_network),
    "members:notice_asked": Row(EVERYBODY, at=of_network),
    "members:notice": Row(EVERYBODY, at=lambda scene: of_network(scene, token=scene.token)),
    "members:notice_confirmation": Row(
        None, EVERYBODY, at=lambda scene: of_network(scene, token=scene.token)
    ),
    "members:notice_removal": Row(None, EVERYBODY, at=lambda scene: of_network(scene, token=scene.token)),
    # signing in and the second factor (allauth)
    "account_login": Row(EVERYBODY, EVERYBODY),
    "account_request_login_code": Row(EVERYBODY, EVERYBODY),
    "account_confirm_login_code": Row(EVERYBODY, EVERYBODY),
    "account_logout": Row(EVERYBODY, EVERYBODY),
    "account_inactive": Row(EVERYBODY),
    "mfa_index": Row(SIGNED_IN),
    "mfa_authenticate": Row(EVERYBODY, EVERYBODY),
    "mfa_activate_totp": Row(SIGNED_IN, SIGNED_IN),
    "mfa_deactivate_totp": Row(NOBODY, NOBODY),
    "mfa_view_recovery_codes": Row(NOBODY),
    "mfa_generate_recovery_codes": Row(SIGNED_IN, SIGNED_IN),
    "mfa_download_recovery_codes": Row(NOBODY, NOBODY),
    "mfa_list_webauthn": Row(SIGNED_IN),
    "mfa_add_webauthn": Row(SIGNED_IN, SIGNED_IN),
    "mfa_remove_webauthn": Row(NOBODY, NOBODY, at=lambda scene: {"pk": 1}),
    "mfa_edit_webauthn": Row(NOBODY, NOBODY, at=lambda scene: {"pk": 1}),
    # the demonstration's doors, which exist in demo mode only
    "demo": Row(EVERYBODY),
    "demo_login": Row(None, EVERYBODY, data=lambda scene: {"email": scene.stranger.email}),
    "demo_mail": Row(EVERYBODY),
    "demo_mail_one": Row(EVERYBODY, at=lambda scene: {"pk": scene.mail.pk}),
    "demo_mail_html": Row(EVERYBODY, at=lambda scene: {"pk": scene.mail.pk}),
    # one's own
    "home": Row(SIGNED_IN),
    "members:profile": Row(SIGNED_IN, SIGNED_IN),
    "own_data": Row(SIGNED_IN),
    "own_data_download": Row(SIGNED_IN),
    "erasure": Row(None, SIGNED_IN),
    "members:application": Row(SIGNED_IN, at=of_network),
    "members:apply_review": Row(SIGNED_IN, at=of_network),
    "members:apply_step": Row(SIGNED_IN, SIGNED_IN, at=lambda scene: of_network(scene, step="about")),
    "members:submit": Row(None, who("applicant"), at=of_network, data=draft_key),
    "members:discard": Row(None, who("applicant"), at=of_network, data=draft_key),
    "members:withdraw": Row(SIGNED_IN, who("applicant"), at=of_network, data=sent_key),
    "members:replace": Row(None, who("applicant"), at=of_network, data=sent_key),
    "members:answer": Row(None, who("applicant"), at=lambda scene: of_network(scene, pk=scene.question.pk)),
    "members:acceptance": Row(None, who("colleague"), at=of_network, data=offered_seat),
    "members:refusal": Row(None, who("colleague"), at=of_network, data=offered_seat),
    "members:renewal": Row(who("member"), who("member"), at=of_network),
    "members:renewal_stop": Row(None, who("member"), at=of_network),
    "members:membership": Row(OF_THE_YEAR, at=seat),
    "meetings:own_calendar": Row(SIGNED_IN),
    "meetings:subscription": Row(None, WITH_CALENDAR),
    "meetings:calendar_way": Row(None, WITH_CALENDAR, data=lambda scene: {"way": "neither"}),
    "billing:invoices": Row(SIGNED_IN),
    "billing:invoice": Row(CALENDAR, at=numbered),
    "billing:invoice_pdf": Row(CALENDAR, at=numbered),
    "billing:invoice_xml": Row(CALENDAR, at=numbered),
    "billing:invoice_original": Row(CALENDAR, at=numbered),
    "billing:payer": Row(CALENDAR, CALENDAR, at=seat),
    # a year among its members
    "meetings:list": Row(CALENDAR, at=running),
    "meetings:month": Row(CALENDAR, at=lambda scene: running(scene, month_of=scene.month)),
    "meetings:detail": Row(CALENDAR, at=met),
    "meetings:ics": Row(CALENDAR, at=met),
    "meetings:peer_meetings": Row(OF_THE_YEAR, at=running),
    "meetings:peer_meeting_new": Row(who("member"), who("member"), at=running),
    "meetings:peer_meeting": Row(who("member"), at=noted),
    "meetings:peer_meeting_confirmation": Row(None, who("member"), at=noted),
    "meetings:peer_meeting_denial": Row(None, who("member"), at=noted),
    "meetings:peer_meeting_removal": Row(None, who("member"), at=noted),
    "meetings:suggestion_wish": Row(
        None, who("member"), at=running, data=lambda scene: {"suggestions": "no"}
    ),
    "meetings:suggestion_reply": Row(
        None,
        who("member"),
        at=lambda scene: running(scene, pk=scene.suggested.pk),
        data=lambda scene: {"answer": "yes"},
    ),
    "meetings:host_wish": Row(
        who("member"), who("member"), at=running, data=lambda scene: {"wish": "offers"}
    ),
    "meetings:host_request": Row(who("member"), at=host_request),
    "meetings:host_acceptance": Row(None, who("member"), at=host_request),
    "meetings:host_refusal": Row(None, who("member"), at=host_request),
    "meetings:hosting": Row(OF_THE_YEAR, at=hosted),
    "meetings:hosting_ticks": Row(
        None, OF_THE_YEAR, at=hosted, data=lambda scene: {"task": "rooms", "done": "on"}
    ),
    "meetings:hosting_note": Row(None, OF_THE_YEAR, at=hosted, data=lambda scene: {"text": "Husk skilte."}),
    "meetings:challenges": Row(OF_THE_YEAR, at=running),
    "meetings:own_challenge": Row(
        who("member"),
        who("member"),
        at=running,
        data=lambda scene: {"title": "Titel", "hard": "Det er svært", "wanted": "Ideer"},
    ),
    "meetings:challenge": Row(OF_THE_YEAR, at=shared),
    "meetings:challenge_place": Row(None, FACILITATOR, at=shared),
    "meetings:challenge_removal": Row(None, who("member"), at=shared),
    "meetings:answer": Row(who("member"), who("member"), at=met, data=lambda scene: {"answer": "coming"}),
    "members:members": Row(OF_THE_YEAR, at=running),
    "members:directory": Row(OF_THE_YEAR, at=running),
    # the facilitator's work
    "desk": Row(FACILITATOR, at=running),
    "erasures": Row(FACILITATOR, at=of_network),
    "members:applications": Row(FACILITATOR, at=coming),
    "members:application_detail": Row(FACILITATOR, at=applied),
    "members:responsibility_removal": Row(None, FACILITATOR, at=applied),
    "members:decision": Row(None, FACILITATOR, at=applied),
    "members:decision_removal": Row(None, FACILITATOR, at=applied),
    "members:place": Row(None, FACILITATOR, at=applied, data=lambda scene: {"place": "up"}),
    "members:remarks": Row(None, FACILITATOR, at=applied),
    "members:remark_removal": Row(
        None, FACILITATOR, at=lambda scene: {**applied(scene), "remark": scene.remark.pk}
    ),
    "members:questions": Row(None, FACILITATOR, at=applied),
    "members:announcement": Row(FACILITATOR, FACILITATOR, at=applied),
    "members:announce_all": Row(FACILITATOR, FACILITATOR, at=coming),
    "members:waiting": Row(FACILITATOR, at=coming),
    "members:offers": Row(None, FACILITATOR, at=coming),
    "members:withdrawal": Row(FACILITATOR, FACILITATOR, at=seat),
    "members:annulment": Row(FACILITATOR, FACILITATOR, at=seat),
    "members:organisations": Row(FACILITATOR, at=of_network),
    "members:organisation": Row(
        FACILITATOR, FACILITATOR, at=lambda scene: of_network(scene, pk=scene.unlisted.pk)
    ),
    "members:recognition": Row(None, FACILITATOR, at=lambda scene: of_network(scene, pk=scene.unlisted.pk)),
    "members:letters": Row(FACILITATOR, at=of_network),
    "members:letter": Row(FACILITATOR, at=lambda scene: of_network(scene, pk=scene.letter.pk)),
    "members:failed_sending": Row(None, FACILITATOR, at=of_network),
    "members:wordings": Row(FACILITATOR, at=of_network),
    "members:wording": Row(FACILITATOR, FACILITATOR, at=worded),
    "members:wording_preview": Row(None, FACILITATOR, at=worded),
    "members:wording_removal": Row(None, FACILITATOR, at=lambda scene: {**worded(scene), "language": "da"}),
    "members:letter_sending": Row(None, FACILITATOR, at=lambda scene: of_network(scene, pk=scene.letter.pk)),
    "members:network_settings": Row(FACILITATOR, at=of_network),
    "members:network_texts": Row(FACILITATOR, FACILITATOR, at=of_network),
    "members:roles": Row(FACILITATOR | {"superuser"}, FACILITATOR | {"superuser"}, at=of_network),
    "members:role_removal": Row(
        None,
        FACILITATOR | {"superuser"},
        at=lambda scene: of_network(scene, pk=scene.network.roles.get(person=scene.finance).pk),
    ),
    "members:renewals": Row(FACILITATOR, at=coming),
    "year_new": Row(FACILITATOR, FACILITATOR, at=of_network),
    "year_edit": Row(FACILITATOR, FACILITATOR, at=running),
    "withdrawal": Row(FACILITATOR, FACILITATOR, at=seat),
    "annulment": Row(FACILITATOR, FACILITATOR, at=seat),
    "members:year_new": Row(FACILITATOR, FACILITATOR, at=of_network),
    "members:year_edit": Row(FACILITATOR, FACILITATOR, at=running),
    "members:year_publication": Row(None, FACILITATOR, at=running),
    "members:year_removal": Row(None, FACILITATOR, at=running),
    "members:criteria": Row(FACILITATOR, at=running),
    "members:criterion_new": Row(FACILITATOR, FACILITATOR, at=running),
    "members:criterion_edit": Row(FACILITATOR, FACILITATOR, at=criterion),
    "members:criterion_place": Row(None, FACILITATOR, at=criterion, data=lambda scene: {"direction": "up"}),
    "members:criterion_removal": Row(None, FACILITATOR, at=criterion),
    "members:member_new": Row(FACILITATOR, FACILITATOR, at=before),
    "members:member_import": Row(FACILITATOR, FACILITATOR, at=before),
    "members:member_template": Row(FACILITATOR, at=lambda scene: before(scene, ending="csv")),
    "members:member_list": Row(
        FACILITATOR, FACILITATOR, at=lambda scene: before(scene, key=scene.member_list.pk)
    ),
    "members:member_list_removal": Row(
        None, FACILITATOR, at=lambda scene: before(scene, key=scene.member_list.pk)
    ),
    "members:members_export": Row(OFFICE, at=lambda scene: running(scene, ending="xlsx")),
    "members:applications_export": Row(FACILITATOR, at=lambda scene: coming(scene, ending="csv")),
    "members:listed_organisations": Row(FACILITATOR | {"superuser"}, at=of_network),
    "members:organisation_end": Row(FACILITATOR | {"superuser"}, FACILITATOR | {"superuser"}, at=employer),
    "members:organisation_end_removal": Row(None, FACILITATOR | {"superuser"}, at=employer),
    "meetings:new": Row(FACILITATOR, FACILITATOR, at=running),
    "meetings:edit": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:parts": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:host": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:hosts": Row(FACILITATOR, at=running),
    "meetings:host_requests": Row(None, FACILITATOR, at=running),
    "meetings:host_withdrawal": Row(None, FACILITATOR, at=host_request),
    "meetings:programme": Row(FACILITATOR, at=running),
    "meetings:programme_beginning": Row(None, FACILITATOR, at=running),
    "meetings:practical": Row(OF_THE_YEAR, OF_THE_YEAR, at=met),
    "meetings:agenda": Row(FACILITATOR, FACILITATOR, at=met, data=no_rows),
    "meetings:agenda_beginning": Row(None, FACILITATOR, at=met),
    "meetings:announcement": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:letters": Row(FACILITATOR, at=met),
    "meetings:letter": Row(FACILITATOR, FACILITATOR, at=reminder, data=lambda scene: {"seen": seen(scene)}),
    "meetings:held": Row(None, FACILITATOR, at=met),
    "meetings:cancellation": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:deletion": Row(
        FACILITATOR, FACILITATOR, at=lambda scene: running(scene, number=scene.plan.number)
    ),
    "meetings:answers": Row(FACILITATOR, at=met),
    "meetings:guests": Row(OF_THE_YEAR, at=met),  # the member is the host
    "meetings:materials": Row(OF_THE_YEAR, OF_THE_YEAR, at=met),
    "meetings:material": Row(OF_THE_YEAR, at=laid),
    "meetings:material_removal": Row(FACILITATOR, FACILITATOR, at=laid),
    "meetings:minutes": Row(OF_THE_YEAR, OF_THE_YEAR, at=met),
    "meetings:marks": Row(FACILITATOR, FACILITATOR, at=met),
    "meetings:attendance": Row(FACILITATOR, at=running),
    "meetings:attendance_export": Row(FACILITATOR, at=lambda scene: running(scene, ending="csv")),
    "meetings:answer_of": Row(
        None, FACILITATOR, at=lambda scene: {**met(scene), "membership": scene.membership.pk}
    ),
    "meetings:suggestions": Row(FACILITATOR, FACILITATOR, at=running),
    "meetings:peer_meeting_reminders": Row(FACILITATOR, FACILITATOR, at=running),
    # the money
    "billing:overview": Row(OFFICE, at=running),
    "billing:year_payers": Row(OFFICE, at=running),
    "billing:run": Row(
        None, OFFICE, at=running, data=lambda scene: {"key": uuid.uuid4(), "membership": scene.uninvoiced.pk}
    ),
    "billing:run_progress": Row(OFFICE, at=lambda scene: running(scene, pk=scene.run.pk)),
    "billing:run_stop": Row(None, OFFICE, at=lambda scene: running(scene, pk=scene.run.pk)),
    "billing:credit": Row(OFFICE, OFFICE, at=numbered),
    "billing:credit_approval": Row(None, OFFICE, at=asked_to_credit),
    "billing:credit_decline": Row(None, OFFICE, at=asked_to_credit),
    "billing:payments": Row(None, who("finance"), at=numbered, data=lambda scene: {"key": uuid.uuid4()}),
    "billing:reminders": Row(who("finance"), who("finance"), at=running),
    "billing:reminder_stops": Row(None, who("finance"), at=numbered),
    "billing:waivers": Row(None, who("finance"), at=numbered),
    "billing:dispatches": Row(None, OFFICE, at=numbered),
    "billing:receipts": Row(None, OFFICE, at=lambda scene: {**numbered(scene), "pk": scene.dispatch.pk}),
    "billing:values": Row(OFFICE, at=numbered),
    "billing:year_dispatches": Row(None, OFFICE, at=running),
    "billing:year_deliveries": Row(OFFICE, at=running),
    "billing:year_documents": Row(OFFICE, at=running),
    "billing:readiness": Row(OFFICE, at=running),
    "billing:basis": Row(OFFICE, at=running),
    "billing:accounting": Row(who("finance"), at=running),
    "billing:accounting_exports": Row(None, who("finance"), at=running),
    "billing:accounting_csv": Row(who("finance"), at=lambda scene: running(scene, pk=scene.export.pk)),
    "billing:bank": Row(who("finance", "sister"), who("finance", "sister")),
    "billing:bank_aside": Row(None, who("finance", "sister")),
    "billing:bank_preview": Row(
        who("finance"), who("finance"), at=lambda scene: {"key": scene.bank_draft.pk}
    ),
    "billing:bank_removal": Row(None, who("finance"), at=lambda scene: {"key": scene.bank_draft.pk}),
    "billing:bank_file": Row(who("finance", "sister"), at=lambda scene: {"pk": scene.bank_file.pk}),
    "billing:bank_line": Row(
        who("finance", "sister"), who("finance", "sister"), at=lambda scene: {"pk": scene.bank_entry.pk}
    ),
    "billing:bank_suggestion": Row(
        None, who("finance", "sister"), at=lambda scene: {"pk": scene.bank_entry.pk}
    ),
    "billing:bank_reversal": Row(
        None,
        who("finance"),
        at=lambda scene: {"pk": scene.bank_entry.pk, "payment": scene.bank_payment.pk},
    ),
    "billing:seller": Row(who("finance", "sister", "superuser")),
    "billing:vat": Row(*[who("finance", "sister", "superuser")] * 2),
    "billing:seller_new": Row(*[who("finance", "sister", "superuser")] * 2),
    "billing:details_withdrawal": Row(
        *[who("finance", "sister", "superuser")] * 2,
        at=lambda scene: {"pk": scene.seller.pk, "details": scene.coming_details.pk},
    ),
    "billing:vat_withdrawal": Row(
        *[who("finance", "sister", "superuser")] * 2, at=lambda scene: {"pk": scene.coming_rate.pk}
    ),
    "billing:seller_edit": Row(
        *[who("finance", "sister", "superuser")] * 2, at=lambda scene: {"pk": scene.seller.pk}
    ),
}
# Confirming oneself anew is allauth's own: it answers 403 or redirects whoever need not do so.
# A forged click changes a language at most, or lets a demonstration be seen by somebody invented.
FORGEABLE = {"set_language", "demo_login"}
LEFT_TO_ALLAUTH = {
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
}  # fmt: skip


def routes(resolver=None, namespace=""):
    """The name of every route of the resolver but the admin's (which have a test of their own)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            if entry.namespace != "admin":
                yield from routes(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}"


def test_routes_have_a_row_each():
    assert set(routes()) - LEFT_TO_ALLAUTH == set(ROWS)


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One scene for all rows; every request is undone behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(scene):
    """The cookies of a signed-in browser for each person, second factor included."""
    with templates_left_alone(), nothing_found_in_a_word():
        yield {person: cookies_of(scene.person_called(person)) for person in PEOPLE}


@contextmanager
def templates_left_alone():
    """Without the copy of every context that the test client keeps: thousands of pages are read, none is looked into."""
    kept = Template._render
    Template._render = _TestState.saved_data.template_render
    try:
        yield
    finally:
        Template._render = kept


@contextmanager
def nothing_found_in_a_word():
    """Without the page that says so in full, the same for whatever was not found, which would be drawn thousands of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "network.urls.handler404", lambda request, exception: HttpResponseNotFound(), raising=False
        )
        yield


@cache
def server(enforce_csrf_checks=False):
    """What answers every browser: the chain of middleware, made once and not for each request."""
    return ClientHandler(enforce_csrf_checks)


def cookies_of(person):
    """The cookies of a browser in which the person is signed in; None is a visitor."""
    if person is None:
        return {}
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return {name: morsel.value for name, morsel in client.cookies.items()}


def browser_of(browsers, person, **options):
    browser = Client()
    browser.handler = server(**options)
    browser.cookies.load(browsers[person])
    return browser


def expected(person, allowed):
    """What a person finds: "open", the way to sign in, nothing, or that the method is not offered."""
    if allowed is None:
        return "sign in" if person == "visitor" else "not offered"
    if person in allowed:
        return "open"
    return "sign in" if person == "visitor" else "nothing"


def found(answer):
    """The same, read from an answer."""
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?"):
        return "sign in"
    if answer.status_code in (200, 302, 303) or (
        answer.status_code == 503 and answer.wsgi_request.path == "/healthz"
    ):
        return "open"
    return {404: "nothing", 405: "not offered", 403: "no token"}.get(answer.status_code, answer.status_code)


def opened_to_visitors(row):
    return "visitor" in (row.get or ()) or "visitor" in (row.post or ())


@pytest.mark.parametrize("name", sorted(ROWS))
def test_route_opens_to_whom_the_table_says(name, scene, browsers):
    row = ROWS[name]
    url, data = reverse(name, kwargs=row.at(scene)), row.data(scene)
    wrong = {}
    for person, method, allowed in asking(row):
        seen = found(request(browser_of(browsers, person), method, url, data))
        wanted = expected(person, allowed)
        if allowed is None and opened_to_visitors(row):
            wanted = "not offered"
        if seen != wanted:
            wrong[person, method] = (seen, wanted)
    assert wrong == {}


def asking(row):
    """(person, method, who may): everybody by each method that is offered; by the others, and by htmx, one who may and two others."""
    some = {"visitor", "stranger", *sorted(row.get or row.post or ())[:1]}
    for person in PEOPLE:
        for method, allowed in (("get", row.get), ("post", row.post)):
            if allowed is not None or person in some:
                yield person, method, allowed
    for person in some:
        yield person, "htmx", row.get


def request(browser, method, url, data):
    """One request; a refused one has written nothing, and what another wrote is undone."""
    savepoint = transaction.savepoint()
    with CaptureQueriesContext(connection) as queries:
        if method == "post":
            answer = browser.post(url, data)
        else:
            answer = browser.get(url, headers={"HX-Request": "true"} if method == "htmx" else {})
    if answer.status_code in (403, 404, 405):
        asked = [query["sql"] or "" for query in queries]  # psycopg tells no SQL of a plan that is kept
        written = [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
        assert [sql for sql in written if "django_session" not in sql] == []
    transaction.savepoint_rollback(savepoint)
    return answer


@pytest.mark.parametrize(
    "name", sorted(name for name, row in ROWS.items() if row.post and name not in FORGEABLE)
)
def test_route_refuses_a_post_without_a_token(name, scene, browsers):
    row = ROWS[name]
    person = next((who for who in PEOPLE if who in row.post and who != "visitor"), "visitor")
    browser = browser_of(browsers, person, enforce_csrf_checks=True)
    assert browser.post(reverse(name, kwargs=row.at(scene)), row.data(scene)).status_code == 403


def test_admin_is_found_by_superusers_only(scene, browsers):
    seen = {person: browser_of(browsers, person).get("/admin/").status_code for person in PEOPLE}
    assert {person for person, status in seen.items() if status == 200} == {"superuser"}
