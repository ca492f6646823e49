"""What a new application is filled in with: last year's, or else the profile (bylaw 4)."""

from ...rules import State


def filled_in(cohort, person, applications):
    """The fields of a new draft: of the person's newest application to the network, or of the profile."""
    earlier = newest(cohort, person, applications)
    if earlier:
        return {
            "name": earlier.name,
            # Whoever has another post or employer since has said so on the profile.
            "title": person.title or earlier.title,
            "phone": earlier.phone or person.phone,
            "organisation": person.organisation or earlier.organisation,
            "evidence_kind": kind_known(cohort, earlier.evidence_kind),
            "evidence_text": earlier.evidence_text,
            "payer": payer_of(getattr(earlier, "membership", earlier), person),
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
    """The application that the person last submitted to the same network, or None."""
    submitted = applications.filter(
        person=person, cohort__network=cohort.network_id, submitted_at__isnull=False
    )
    related = ("organisation", "payer", "membership__payer")
    return submitted.exclude(state=State.REPLACED).select_related(*related).last()


def member(cohort, person):
    """The person's newest membership of the network, or None."""
    return (
        person.memberships.filter(network=cohort.network_id)
        .select_related("payer", "organisation")
        .order_by("ends_on")
        .last()
    )


def kind_known(cohort, kind):
    """The kind of responsibility, unless this year's criteria no longer know it."""
    evidence = cohort.evidence()
    return kind if evidence and kind in dict(evidence.choices()) else ""


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
