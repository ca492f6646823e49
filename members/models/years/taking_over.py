"""Members of a year that ran before the system did (bylaw 8)."""

from django.db import transaction
from django.utils.timezone import localdate

from ... import rules
from ...constraints import refusing
from ...history import told
from ...rules import FIELDS, SENTENCES, LinesRefused, Refused, refuse
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
        type(cohort).objects.held(cohort)
        if isinstance(organisation, dict):
            organisation = Organisation.objects.list_new(**organisation, by=by, at=at)
        employer = organisation.known_on(localdate(at))
        known = Person.objects.filter(email__iexact=email.strip()).exists()
        person = Person.objects.with_address(email, name=name, title=title, organisation=employer)
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


def take_over_members(cohort, members, *, by, at):
    """Enter several members of a taken-over year, each confirmed by the facilitator who does it: all, or none.

    `members` holds the particulars that `take_over_member` asks for, by the number of the line they stand in.
    """
    refused = {}
    with transaction.atomic(), refusing(SENTENCES, FIELDS):
        type(cohort).objects.held(cohort)
        listed = list_organisations(members.values(), by=by, at=at)
        # In the order of the addresses: two who enter the same people wait for one another, and never both.
        for line, facts in sorted(members.items(), key=lambda member: member[1]["email"].lower()):
            employer = facts["organisation"]
            if isinstance(employer, dict):
                employer = listed[employer["name"].casefold()]
            try:
                cohort.take_over_member(**{**facts, "organisation": employer}, by=by, at=at)
            except Refused as refusal:
                refused[line] = refusal.refusals
        if refused:
            raise LinesRefused(refused)


def list_organisations(members, *, by, at):
    """The organisations that several members bring along, each listed once, by their names in small letters."""
    brought = {
        member["organisation"]["name"].casefold(): member["organisation"]
        for member in members
        if isinstance(member["organisation"], dict)
    }
    return {
        name: Organisation.objects.list_new(**organisation, by=by, at=at)
        for name, organisation in sorted(brought.items())
    }


take_over_member.alters_data = take_over_members.alters_data = True
