"""A seat is withdrawn from or annulled; what was agreed stays, and somebody else can have the seat."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.announcing import annul, note_withdrawal
from members.models import Cohort, Letter, Membership
from members.rules import Refused, RoleKind
from tests import factories

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_withdrawal_frees_the_seat_and_keeps_term_and_fee(world):
    day = timezone.localdate() - dt.timedelta(days=3)

    note_withdrawal(world.membership, on=day, by=world.facilitator, at=timezone.now())

    seat = Membership.objects.get(pk=world.membership.pk)
    assert (seat.withdrawn_on, seat.withdrawn_by, seat.is_seated) == (day, world.facilitator, False)
    assert (seat.ends_on, seat.agreed_fee) == (world.running.ends_on, 8000)
    assert Cohort.objects.get(pk=world.running.pk).seats_taken == 0
    assert list(Membership.objects.valid().filter(cohort=world.running)) == [seat]
    assert list(Letter.objects.values_list("kind", "to_email")) == [
        ("members/withdrawal_noted", "member@example.dk")
    ]


def test_withdrawal_is_noted_once_and_not_ahead(world):
    with pytest.raises(Refused) as refused:
        note_withdrawal(
            world.membership,
            on=timezone.localdate() + dt.timedelta(days=1),
            by=world.facilitator,
            at=timezone.now(),
        )
    assert codes(refused) == ["future"]

    note_withdrawal(world.membership, on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    with pytest.raises(Refused) as refused:
        note_withdrawal(world.membership, on=timezone.localdate(), by=world.facilitator, at=timezone.now())
    assert codes(refused) == ["over"]
    assert Letter.objects.count() == 1


def test_mistake_is_annulled_by_a_second_facilitator(world):
    with pytest.raises(Refused) as refused:
        annul(world.membership, because="Fejl.", by=world.facilitator, at=timezone.now())
    assert codes(refused) == ["second_person"]

    annul(world.membership, because="Forvekslet.", by=world.second_facilitator, at=timezone.now())

    assert not Membership.objects.valid().filter(cohort=world.running).exists()
    assert Cohort.objects.get(pk=world.running.pk).seats_taken == 0
    assert "Forvekslet." in Letter.objects.get(kind="members/annulled").text


def test_only_facilitator_annuls_alone(world):
    world.network.roles.filter(person=world.second_facilitator, kind=RoleKind.FACILITATOR).delete()

    annul(world.membership, because="Fejl.", by=world.facilitator, at=timezone.now())

    assert Membership.objects.get(pk=world.membership.pk).annulled_by == world.facilitator


def test_facilitator_who_cannot_sign_in_is_not_waited_for(world, sign_in):
    page = reverse("members:annulment", args=[world.membership.pk])
    assert sign_in(world.facilitator).get(page).context["must_be_another"] is True
    world.second_facilitator.is_active = False
    world.second_facilitator.save()
    assert sign_in(world.facilitator).get(page).context["must_be_another"] is False

    annul(world.membership, because="Fejl.", by=world.facilitator, at=timezone.now())

    assert Membership.objects.get(pk=world.membership.pk).annulled_by == world.facilitator


def test_annulled_seat_can_be_given_to_the_same_person_in_another_year_only(world):
    annul(world.membership, because="Fejl.", by=world.second_facilitator, at=timezone.now())

    seat = factories.membership(world.next, world.member, world.facilitator)

    assert seat.is_seated


def test_memberships_are_seen_by_their_holder_and_the_networks_facilitators(world):
    seen = {
        person: set(Membership.objects.visible_to(person))
        for person in (world.member, world.facilitator, world.finance, world.sister, world.superuser)
    }

    assert seen == {
        world.member: {world.membership},
        world.facilitator: {world.membership, world.former_membership},
        world.finance: set(),
        world.sister: {world.sister_membership},
        world.superuser: set(),
    }
