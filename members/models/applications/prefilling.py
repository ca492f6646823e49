"""What a new application is filled in with: an earlier one, or else the profile (bylaw 4)."""

from django.db.models import Case, When

from ...rules import State


def filled_in(cohort, person, applications, like=None):
    """The fields of a new draft: of the application it is to be `like`, of the person's newest, or of the profile."""
    earlier = like or newest(cohort, person, applications)
    if earlier:
        return {
            "name": earlier.name,
            # Whoever has another post or employer since has said so on the profile.
            "title": person.title or earlier.title,
            "phone": earlier.phone or person.phone,
            "organisation": person.organisation or earlier.organisation,
            "payer": payer_of(getattr(earlier, "membership", earlier), person),
            **responsibility_of(earlier, cohort),
        }
    seat = member(cohort, person)
    return {
        "name": person.name or (seat.agreed_name if seat else ""),
        "title": person.title or (seat.agreed_title if seat else ""),
        "phone": person.phone,
        "organisation": person.organisation or (seat and seat.organisation),
        "payer": payer_of(seat, person),
    }


def newest(cohort, person, applications):
    """The application that the person last submitted, to the same network before any other; or None."""
    submitted = applications.filter(person=person, submitted_at__isnull=False).exclude(state=State.REPLACED)
    same_network = Case(When(cohort__network=cohort.network_id, then=1), default=0)
    related = submitted.select_related("organisation", "payer", "cohort", "membership__payer")
    return related.order_by(same_network, "submitted_at", "id").last()


def member(cohort, person):
    """The person's newest membership of the network, or None."""
    return (
        person.memberships.filter(network=cohort.network_id)
        .select_related("payer", "organisation")
        .order_by("ends_on")
        .last()
    )


def responsibility_of(earlier, cohort):
    """The responsibility as described then; another network's answer only where both ask for the same kinds."""
    if earlier.cohort.network_id != cohort.network_id and kinds(earlier.cohort) != kinds(cohort):
        return {}
    kind = kind_known(cohort, earlier.evidence_kind)
    return {"evidence_kind": kind, "evidence_text": earlier.evidence_text}


def kinds(cohort):
    """The keys of the kinds of responsibility that a year asks for."""
    evidence = cohort.evidence()
    return {key for key, _words in evidence.choices()} if evidence else set()


def kind_known(cohort, kind):
    """The kind of responsibility, unless this year's criteria no longer know it."""
    return kind if kind in kinds(cohort) else ""


def payer_of(earlier, person):
    """Who paid last time (`earlier` is a seat, or else an application), as particulars of its own; None where
    nobody did, or for another employer."""
    if earlier is None or earlier.payer is None:
        return None
    if person.organisation_id and earlier.organisation_id != person.organisation_id:
        return None
    return earlier.payer.like()


def copy_of(application, at):
    """A stored draft with everything that the application says, to replace it."""
    version = type(application)(
        cohort=application.cohort,
        person=application.person,
        replaces=application,
        name=application.name,
        title=application.title,
        phone=application.phone,
        organisation=application.organisation,
        evidence_kind=application.evidence_kind,
        evidence_text=application.evidence_text,
        payer=application.payer and application.payer.like(),
        created_at=at,
    ).store()
    for accepted in application.acceptances.all():
        version.acceptances.create(
            criterion=accepted.criterion, wording=accepted.wording, accepted_at=accepted.accepted_at
        )
    return version
