"""A superuser reads what there is of money and changes nothing of it; what the bank or a person wrote is not read there."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from billing.models import BankEntry, BankFile, Receipt, ReminderStop, Seller, SetAside

pytestmark = pytest.mark.django_db
MODELS = {model: page for model, page in admin.site._registry.items() if model._meta.app_label == "billing"}
TOLD = [
    (BankEntry, {"text", "entry_id"}),
    (BankFile, {"filename", "account"}),
    (SetAside, {"reason"}),
    (ReminderStop, {"reason"}),
    (Receipt, {"note"}),
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_what_is_issued_noted_or_read_is_only_looked_at(
    world, day, sign_in, model, django_assert_max_num_queries
):
    browser, name = sign_in(world.superuser), model._meta.model_name
    listing = reverse(f"admin:billing_{name}_changelist")
    browser.get(listing)
    with django_assert_max_num_queries(8):
        assert browser.get(listing).status_code == 200
    one = model.objects.order_by("pk").first()
    if one is not None:
        assert browser.get(reverse(f"admin:billing_{name}_change", args=[one.pk])).status_code == 200
    request = browser.get("/admin/").wsgi_request
    page = MODELS[model]
    assert (page.has_change_permission(request), page.has_delete_permission(request)) == (False, False)
    assert page.has_add_permission(request) == (name == "vatrate")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_no_list_loads_the_files_themselves(world, day, sign_in, model):
    listing = reverse(f"admin:billing_{model._meta.model_name}_changelist")
    browser = sign_in(world.superuser)
    with CaptureQueriesContext(connection) as asked:
        browser.get(listing)
    assert [one["sql"] for one in asked if '"content"' in str(one["sql"])] == []


@pytest.mark.parametrize(("model", "fields"), TOLD)
def test_what_was_told_in_confidence_is_not_read_there(world, day, sign_in, model, fields):
    request = sign_in(world.superuser).get("/admin/").wsgi_request
    assert not fields & set(MODELS[model].get_fields(request, model.objects.first()))


def test_nobody_else_reads_it(world, day, sign_in):
    for name in ("finance", "facilitator"):
        browser = sign_in(getattr(world, name))
        assert browser.get(reverse("admin:billing_bankentry_changelist")).status_code in (302, 404)


def test_seller_leads_to_the_page_on_which_it_is_written(world, sign_in, seller):
    page = sign_in(world.superuser).get(reverse("admin:billing_seller_change", args=[seller.pk]))
    assert reverse("billing:seller_edit", args=[seller.pk]) in page.text
    assert Seller.objects.count() == 1
