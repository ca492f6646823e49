"""Members of a year that ran before the system did (bylaw 8)."""

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import FIELDS, SENTENCES, refuse
from ..payer import Payer
from ..people import Organisation, Person


def take_over_member(
    cohort, *, email, name, organisation, title="", payer=None, billed_elsewhere, name_public, by, at
):
    """Enter one member of a taken-over year, confirmed by the facilitator who does it.

    `organisation` is a listed one, or a dictionary (name, sector) of one to list; `payer` a dictionary of
    what is known about who pays. The person gets a login if there is none with that address.
    """
    refuse(*rules.taking_over_refusals(cohort.taken_over))
    with told("taken over", by=by), refusing(SENTENCES, FIELDS):
        if isinstance(organisation, dict):
            organisation = Organisation.objects.list_new(**organisation, by=by, at=at)
        known = Person.objects.filter(email__iexact=email.strip()).exists()
        person = Person.objects.with_address(email, name=name, title=title, organisation=organisation)
        # Whoever has a login says so in the profile, and may have taken it back there.
        if name_public and not known:
            person.consent_to_public_name(given=True, at=at)
        return cohort.memberships.create(
            person=person,
            network=cohort.network,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            organisation=organisation,
            payer=Payer.objects.create(**(payer or {})),
            agreed_name=name,
            agreed_title=title,
            agreed_organisation=organisation.name,
            agreed_fee=cohort.fee,
            agreed_covers=cohort.covers_da,
            agreed_terms=cohort.terms_da,
            admitted_at=at,
            admitted_by=by,
            billed_elsewhere=billed_elsewhere,
        )


take_over_member.alters_data = True
