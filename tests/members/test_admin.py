"""Superusers repair particulars; whatever has verbs they only read."""

import pytest
from django.contrib import admin
from django.urls import reverse

from members.models import Application, Letter, Membership, Organisation

pytestmark = pytest.mark.django_db
MODELS = sorted(
    model.__name__.lower() for model in admin.site._registry if model._meta.app_label == "members"
)
MENDED = {"network", "organisation", "payer", "person"}


@pytest.mark.parametrize("model", MODELS)
def test_lists_open_and_nothing_is_added(world, sign_in, model):
    repairer = sign_in(world.superuser)

    listing = repairer.get(reverse(f"admin:members_{model}_changelist"))
    adding = repairer.get(reverse(f"admin:members_{model}_add"))

    assert (listing.status_code, adding.status_code) == (200, 403)


@pytest.mark.parametrize("model", MODELS)
def test_what_has_verbs_is_only_read(world, sign_in, model):
    registered = {m.__name__.lower(): a for m, a in admin.site._registry.items()}[model]
    request = sign_in(world.superuser).get("/admin/").wsgi_request

    assert registered.has_change_permission(request) == (model in MENDED)
    assert not registered.has_delete_permission(request)


def test_a_name_is_mended(world, sign_in):
    url = reverse("admin:members_organisation_change", args=[world.employer.pk])

    sign_in(world.superuser).post(url, {"name": "Vejle Kommune (rettet)", "sector": "municipal"})

    assert Organisation.objects.get(pk=world.employer.pk).name == "Vejle Kommune (rettet)"


def test_an_application_and_a_seat_are_not_written_past_their_verbs(world, sign_in):
    repairer = sign_in(world.superuser)

    answers = [
        repairer.post(
            reverse("admin:members_application_change", args=[world.application.pk]), {"state": "admitted"}
        ),
        repairer.post(
            reverse("admin:members_membership_change", args=[world.membership.pk]), {"agreed_fee": "1"}
        ),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Application.objects.get(pk=world.application.pk).state == "submitted"
    assert Membership.objects.get(pk=world.membership.pk).agreed_fee == 8000


def test_what_a_letter_says_is_not_read_there(world, sign_in):
    request = sign_in(world.superuser).get("/admin/").wsgi_request
    assert not {"text", "html"} & set(admin.site._registry[Letter].get_fields(request))
