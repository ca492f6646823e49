"""Remarks among facilitators, and questions to applicants with their answers: verbs, letters, database."""

import pytest
from django.utils import timezone

from members.asking import ask
from members.models import Letter, Question, Remark
from members.rules import Outcome, Refused
from tests import factories
from tests.sql import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(world):
    return ask(world.application, text="Hvor mange leder du?", by=world.facilitator, at=timezone.now())


@pytest.fixture
def answered(question):
    question.answer("Syv.", timezone.now())
    return question


@pytest.fixture
def remark(world):
    return Remark.write(
        world.application, text="Stærk.", criterion=None, by=world.facilitator, at=timezone.now()
    )


def decide(world, outcome=Outcome.DECLINE):
    decision = factories.prepared(world.application, world.facilitator, outcome)
    decision.announce(by=world.facilitator, at=timezone.now())


def test_question_is_asked_in_a_letter_with_a_link(world, question):
    letter = Letter.objects.get(kind="members/question_asked")

    assert (letter.to_email, letter.network) == ("applicant@example.dk", world.network)
    assert "Hvor mange leder du?" in letter.text
    assert f"/innovationschefer/application/?year={world.next.year}" in letter.text


def test_answer_is_added_and_what_was_submitted_stays(world, answered):
    answered.refresh_from_db()
    world.application.refresh_from_db()

    assert (answered.answer_text, answered.is_open) == ("Syv.", False)
    assert world.application.evidence_text == "Leder kommunens innovationsenhed."


def test_question_needs_words_and_an_undecided_application(world):
    decide(world)
    world.application.refresh_from_db()

    with pytest.raises(Refused) as refused:
        ask(world.application, text=" ", by=world.facilitator, at=timezone.now())

    assert [refusal.code for refusal in refused.value.refusals] == ["state", "required"]
    assert Letter.objects.count() == 0


def test_answer_after_the_decision_is_refused(world, question):
    decide(world)

    with pytest.raises(Refused) as refused:
        question.answer("For sent.", timezone.now())

    assert refused.value.refusals[0].code == "question_before_the_decision"
    assert Question.objects.get().is_open


def test_question_is_answered_once(answered):
    with pytest.raises(Refused) as refused:
        answered.answer("Otte.", timezone.now())

    assert refused.value.refusals[0].code == "question_answered_once"
    assert Question.objects.get().answer_text == "Syv."


def test_question_follows_a_new_version(world, question):
    version = world.application.replace(timezone.now())
    version.submit(timezone.now())

    question.answer("Syv.", timezone.now())

    assert list(Question.objects.about(version)) == [question]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("text = 'Andet?'", "question_stays_as_asked"),
        ("asked_at = now()", "question_stays_as_asked"),
        ("text = ' '", "question_stays_as_asked"),
        ("answer_text = 'Syv.'", "question_answered_in_words"),
        ("answered_at = now()", "question_answered_in_words"),
        ("answer_text = E' \\n', answered_at = now()", "question_answered_in_words"),
    ],
)
def test_open_question_is_refused_by(question, change, constraint):
    assert refused_by(f"UPDATE members_question SET {change} WHERE id = %(id)s", id=question.pk) == constraint


@pytest.mark.parametrize("change", ["answer_text = 'Otte.'", "answer_text = NULL, answered_at = NULL"])
def test_answer_is_fixed(answered, change):
    sql = f"UPDATE members_question SET {change} WHERE id = %(id)s"
    assert refused_by(sql, id=answered.pk) == "question_answered_once"


def test_question_is_kept_while_the_application_counts(question):
    sql = "DELETE FROM members_question WHERE id = %(id)s"
    assert refused_by(sql, id=question.pk) == "question_kept_with_its_application"


def asked(text="'Hvad?'", answer="NULL, NULL"):
    return (
        "INSERT INTO members_question (application_id, text, asked_by_id, asked_at, answer_text, answered_at) "
        f"VALUES (%(application)s, {text}, %(by)s, now(), {answer})"
    )


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        (asked(text="' '"), "question_has_text"),
        (asked(answer="'Syv.', now()"), "question_answered_in_words"),
        (asked(), ""),
    ],
)
def test_new_question_is_refused_by(world, sql, constraint):
    values = {"application": world.application.pk, "by": world.facilitator.pk}
    assert refused_by(sql, **values) == constraint


def test_decided_application_is_asked_nothing(world):
    decide(world)
    values = {"application": world.application.pk, "by": world.facilitator.pk}
    assert refused_by(asked(), **values) == "question_before_the_decision"


def remarked(text="'Stærk.'", criterion="NULL"):
    return (
        "INSERT INTO members_remark (application_id, criterion_id, text, written_by_id, written_at) "
        f"VALUES (%(application)s, {criterion}, {text}, %(by)s, now())"
    )


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        (remarked(text="' '"), "remark_has_text"),
        (
            remarked(criterion="(SELECT min(id) FROM members_criterion WHERE cohort_id <> %(year)s)"),
            "remark_of_own_criterion",
        ),
        (remarked(criterion="(SELECT min(id) FROM members_criterion WHERE cohort_id = %(year)s)"), ""),
    ],
)
def test_new_remark_is_refused_by(world, sql, constraint):
    values = {"application": world.application.pk, "by": world.facilitator.pk, "year": world.next.pk}
    assert refused_by(sql, **values) == constraint


def test_draft_is_not_remarked_on(world):
    draft = factories.draft(world.next, world.stranger)
    values = {"application": draft.pk, "by": world.facilitator.pk}
    assert refused_by(remarked(), **values) == "remark_about_what_was_submitted"


def test_remark_stays_as_it_was_signed(remark):
    sql = "UPDATE members_remark SET text = 'Svag.' WHERE id = %(id)s"
    assert refused_by(sql, id=remark.pk) == "remark_stays_as_written"


def test_remarks_and_questions_go_with_their_application(world, remark, answered):
    decide(world)
    type(world.application).objects.get(pk=world.application.pk).delete()

    assert (Remark.objects.count(), Question.objects.count()) == (0, 0)
