"""A declined applicant who fits another network is referred to it, in the letter of the decision."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.announcing import CHANGED, previews
from members.chronicle import chronicle
from members.clock import database_now
from members.models import Application, Decision, Letter, Notice
from members.models.decisions import fingerprint
from members.rules import Outcome, Refused
from tests import factories

from .announcing import announce_one

pytestmark = pytest.mark.django_db


def refer(world, to=None, application=None):
    """A prepared decline that refers to the sister network."""
    application = application or world.application
    return application.prepare(
        outcome=Outcome.DECLINE,
        reason="Passer bedre dér.",
        refers_to=to or world.sister_network,
        by=world.facilitator,
        at=timezone.now(),
    )


def announce(world):
    at = database_now()
    seen = fingerprint(Decision.objects.to_announce(world.next))
    announce_one(world.application, seen=seen, by=world.facilitator, at=at)
    return Letter.objects.get(kind="members/declined")


def drafts(world):
    return Application.objects.drafts().filter(person=world.applicant, cohort__network=world.sister_network)


def close(year):
    """No intake of the network is open any more, or yet."""
    type(year).objects.filter(pk=year.pk).update(published_at=None, published_by=None)


def test_open_intake_gets_a_draft_filled_in_from_the_application(world):
    refer(world)
    letter = announce(world)
    draft, sent = drafts(world).get(), world.application
    assert (draft.name, draft.title, draft.organisation) == (sent.name, sent.title, sent.organisation)
    assert (draft.payer.cvr, draft.payer != sent.payer) == (sent.payer.cvr, True)
    assert (draft.acceptances.count(), draft.submitted_at) == (0, None)
    assert "/spredning/apply/" in letter.text
    assert "Vi mener, at Spredningsnetværket passer bedre til dit arbejde" in letter.text


def test_draft_is_filled_in_from_this_application_and_no_other(world):
    newer = factories.network("tredje")
    year = factories.cohort(newer, published_by=world.facilitator)
    factories.submitted(year, world.applicant, title="Noget andet")
    refer(world)
    announce(world)
    assert drafts(world).get().title == "Innovationschef"


def test_draft_that_is_there_already_stays_as_it_is(world):
    factories.draft(world.sister_year, world.applicant, title="Egen kladde")
    refer(world)
    announce(world)
    assert drafts(world).get().title == "Egen kladde"


def test_letter_does_not_tell_this_network_that_somebody_has_applied_to_the_other(world):
    refer(world)
    [(_decision, before)] = previews(Decision.objects.to_announce(world.next), database_now())
    factories.submitted(world.sister_year, world.applicant)
    letter = announce(world)
    assert (letter.text, drafts(world).exists()) == (before.text, False)


def test_closed_intake_leads_to_being_told_and_stores_no_address(world):
    close(world.sister_year)
    refer(world)
    letter = announce(world)
    assert ("/spredning/notify/" in letter.text, "/spredning/apply/" in letter.text) == (True, False)
    assert (drafts(world).exists(), Notice.objects.exists()) == (False, False)


def test_intake_that_closes_at_the_announcement_does_not_stop_it(world, monkeypatch):
    def too_late(*arguments, **options):
        raise Refused([])

    monkeypatch.setattr(type(Application.objects.all()), "start", too_late)
    refer(world)
    assert (announce(world).to_email, drafts(world).exists()) == (world.applicant.email, False)


def test_preview_is_the_letter_that_is_sent(world):
    refer(world)
    [(_decision, letter)] = previews(Decision.objects.to_announce(world.next), database_now())
    assert announce(world).text == letter.text
    assert "/spredning/apply/" in letter.text


def test_changed_referral_must_be_looked_through_again(world):
    refer(world)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    world.application.prepare(
        outcome=Outcome.DECLINE, reason="Passer bedre dér.", by=world.facilitator, at=timezone.now()
    )
    with pytest.raises(Refused) as caught:
        announce_one(world.application, seen=seen, by=world.facilitator, at=database_now())
    assert caught.value.refusals[0].sentence == CHANGED


def test_intake_that_has_closed_there_must_be_looked_through_again(world, set_clock):
    refer(world)
    seen = fingerprint(Decision.objects.to_announce(world.next))
    set_clock(world.sister_year.closes_at)
    with pytest.raises(Refused) as caught:
        announce_one(world.application, seen=seen, by=world.facilitator, at=database_now())
    assert (caught.value.refusals[0].sentence, drafts(world).exists()) == (CHANGED, False)


@pytest.mark.parametrize(
    ("outcome", "to", "code"),
    [(Outcome.WAIT, "sister_network", "outcome"), (Outcome.DECLINE, "network", "itself")],
)
def test_verb_refuses(world, outcome, to, code):
    with pytest.raises(Refused) as caught:
        world.application.prepare(
            outcome=outcome,
            reason="Nej.",
            refers_to=getattr(world, to),
            by=world.facilitator,
            at=timezone.now(),
        )
    assert [(refusal.field, refusal.code) for refusal in caught.value.refusals] == [("refers_to", code)]


# The pages -----------------------------------------------------------------------------------------------


def page(world, name):
    kwargs = {"network": world.network.slug, "year": world.next.year, "pk": world.application.pk}
    return reverse(f"members:{name}", kwargs=kwargs)


def decide(world, sign_in, **facts):
    data = {"outcome": "decline", "reason": "Nej.", "refers_to": world.sister_network.pk, **facts}
    return sign_in(world.facilitator).post(page(world, "decision"), data, follow=True)


def test_facilitator_refers_beside_declining(world, sign_in):
    decide(world, sign_in)
    shown = sign_in(world.facilitator).get(page(world, "application_detail"))
    decision = Decision.objects.get(application=world.application)
    assert decision.refers_to == world.sister_network
    assert "Med henvisning til Spredningsnetværket." in shown.content.decode()
    assert "forberedte et afslag med henvisning til Spredningsnetværket." in shown.content.decode()
    assert "/spredning/apply/" in shown.context["letter"].text


def test_referral_is_dropped_when_the_applicant_is_not_declined(world, sign_in):
    refer(world)
    decide(world, sign_in, outcome="wait")
    assert Decision.objects.get(application=world.application).refers_to is None


@pytest.mark.parametrize("outcome", ["admit", "wait"])
def test_referral_that_is_chosen_beside_another_outcome_does_not_vanish(world, sign_in, outcome):
    answer = decide(world, sign_in, outcome=outcome)

    assert answer.context["form"].errors == {
        "refers_to": ["Kun den, der får afslag, kan henvises til et andet netværk."]
    }
    assert not Decision.objects.filter(application=world.application).exists()
    world.application.refresh_from_db()
    assert world.application.responsibility_confirmed_at is None


def test_own_and_unpublished_networks_are_not_offered(world, sign_in):
    factories.network("uden-aar")
    field = (
        sign_in(world.facilitator).get(page(world, "application_detail")).context["form"].fields["refers_to"]
    )
    assert list(field.queryset) == [world.sister_network]
    answer = decide(world, sign_in, refers_to=world.network.pk)
    assert "refers_to" in answer.context["form"].errors
    assert not Decision.objects.filter(application=world.application).exists()


def test_without_another_network_nothing_is_offered(world, sign_in):
    world.sister_network.cohorts.update(published_at=None, published_by=None)
    form = sign_in(world.facilitator).get(page(world, "application_detail")).context["form"]
    assert "refers_to" not in form.fields


def test_applicant_finds_the_way(world, sign_in):
    refer(world)
    announce(world)
    own = sign_in(world.applicant).get(reverse("members:application", args=[world.network.slug])).text
    assert "Du henvises til Spredningsnetværket" in own
    assert 'href="/spredning/apply/"' in own
    assert "Gør din ansøgning til Spredningsnetværket" in sign_in(world.applicant).get("/home/").text


def test_other_network_sees_nothing_before_it_is_submitted(world, sign_in):
    refer(world)
    announce(world)
    kwargs = {"network": world.sister_network.slug, "year": world.sister_year.year}
    shown = sign_in(world.sister).get(reverse("members:applications", kwargs=kwargs)).text
    assert world.applicant.name not in shown


def test_history_tells_of_the_referral(world):
    refer(world)
    announce(world)
    told = [happening.sentence for happening in chronicle(world.application)]
    assert [sentence for sentence in told if "Spredningsnetværket" in sentence] == [
        "Fie Facilitator forberedte et afslag med henvisning til Spredningsnetværket.",
        "Fie Facilitator meddelte afgørelsen: afslag med henvisning til Spredningsnetværket.",
    ]


@pytest.mark.parametrize("rows", [1, 30])
def test_preview_of_referrals_costs_the_same_for_1_and_30(world, sign_in, django_assert_num_queries, rows):
    refer(world)
    for _ in range(rows - 1):
        refer(world, application=factories.submitted(world.next, factories.person()))
    browser = sign_in(world.facilitator)
    url = reverse("members:announce_all", args=[world.network.slug, world.next.year])
    with django_assert_num_queries(14):
        assert browser.get(url).context["count"] == rows
