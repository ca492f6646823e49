"""Everything this app has about one person, as a download tells it (one's own, and nobody else's)."""

from .chronicle import CONFIRMED, UNCONFIRMED, chronicle
from .models import Application, Letter, Notice

JUDGING = (CONFIRMED, UNCONFIRMED)


def columns(row, *, without=(), **named):
    """The row's own columns by name, and what is `named` besides; what it refers to is told only if named."""
    own = [field.name for field in row._meta.concrete_fields if not field.is_relation]
    return {name: getattr(row, name) for name in own if name not in without} | named


def own_data(person):
    """The person with roles, applications, seats, letters and ways to sign in."""
    return {
        "person": columns(person, without=("password",), organisation=name_of(person.organisation)),
        "sign_in": [factor(one) for one in person.authenticator_set.order_by("pk")],
        "roles": [
            columns(role, network=role.network.name) for role in person.roles.select_related("network")
        ],
        "applications": applications(person),
        "memberships": memberships(person),
        "letters": [letter(one) for one in letters_to(person)],
        "asked_to_be_told": [
            columns(one, without=("link_digest",), network=one.network.name)
            for one in Notice.objects.filter(email__iexact=person.email).select_related("network")
        ],
    }


def name_of(row):
    return str(row) if row else None


def factor(authenticator):
    """A way to sign in: its kind and days, never its secret."""
    return {
        "kind": authenticator.get_type_display(),
        "created_at": authenticator.created_at,
        "last_used_at": authenticator.last_used_at,
    }


def applications(person):
    """Every version of every application; the history stands at the newest of each year."""
    found = Application.objects.own(person).in_full().order_by("cohort__starts_on", "pk")
    found = found.prefetch_related("remarks")
    newest = {version.cohort_id: version.pk for version in found}
    undecided = {version.cohort_id for version in found if version.is_undecided}
    return [
        application(version, version.pk == newest[version.cohort_id], version.cohort_id in undecided)
        for version in found
    ]


def application(version, is_newest, undecided):
    """One version: what was written and accepted, who pays, and what was announced about it.

    While any version of that year is `undecided`, none tells how it is judged.
    """
    judged = ("responsibility_confirmed_at",) if undecided else ()
    return columns(
        version,
        without=judged,
        network=version.cohort.network.name,
        year=version.cohort.year,
        organisation=name_of(version.organisation),
        responsibility=version.evidence_words,
        accepted=[columns(one) for one in version.acceptances.all()],
        payer=version.payer and columns(version.payer),
        questions=[columns(one) for one in version.questions.all()],
        offers=[columns(one) for one in version.offers.all()],
        remarks=[] if undecided else [columns(one) for one in version.remarks.all()],
        decisions=[
            columns(one, without=("prepared_at",)) for one in version.decisions.all() if one.announced_at
        ],
        history=history(version, undecided) if is_newest else [],
    )


def history(version, undecided):
    """What the person may know of it: nothing that is only prepared, and no judging before the decision."""
    hidden = JUDGING if undecided else ()
    return [
        in_a_sentence(one) for one in chronicle(version) if not one.is_prepared and one.words not in hidden
    ]


def in_a_sentence(happening):
    """One sentence of the history."""
    return {"at": happening.at, "what": happening.sentence, "why": happening.why}


def memberships(person):
    """Every seat with what was agreed."""
    found = person.memberships.select_related("cohort__network", "payer").order_by("starts_on")
    return [
        columns(
            seat,
            network=seat.cohort.network.name,
            year=seat.cohort.year,
            payer=columns(seat.payer),
            renewals=[columns(one, year=one.cohort.year) for one in seat.renewals.select_related("cohort")],
        )
        for seat in found
    ]


def letters_to(person):
    """The letters to the person that have left, the oldest first."""
    return Letter.objects.filter(person=person).sent().prefetch_related("attachments").order_by("pk")


def letter(one):
    """A letter as it was read."""
    told = ("id", "to_email", "to_name", "subject", "text", "written_at", "sent_at")
    return {name: getattr(one, name) for name in told} | {
        "attachments": [attached.filename for attached in one.attachments.all()]
    }


def documents(person):
    """(path, content) of each letter and what was attached to it."""
    for one in letters_to(person):
        yield f"letters/{one.pk}.txt", f"{one.subject}\n\n{one.text}".encode()
        for attached in one.attachments.all():
            yield f"letters/{one.pk}-{attached.filename}", bytes(attached.content)
