"""What the database refuses about remarks and questions."""

import pgtrigger

from .applications import APPLICATION, READ_APPLICATION, kept_with_application
from .guards import changed, guard

NOBODY_WAITS = (
    "NOT EXISTS (SELECT 1 FROM members_application a WHERE a.cohort_id = application.cohort_id "
    "AND a.person_id = application.person_id AND a.state IN ('submitted', 'waiting'))"
)

remark_guards = [
    guard(
        "about_what_was_submitted",
        pgtrigger.Insert,
        ("application.submitted_at IS NULL", "remark_about_what_was_submitted"),
        (
            "NEW.criterion_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members_criterion c "
            "WHERE c.id = NEW.criterion_id AND c.cohort_id = application.cohort_id)",
            "remark_of_own_criterion",
        ),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    guard("stays_as_written", pgtrigger.Update, ("TRUE", "remark_stays_as_written")),
]

question_guards = [
    guard(
        "before_the_decision",
        pgtrigger.Insert,
        ("application.state NOT IN ('submitted', 'waiting')", "question_before_the_decision"),
        ("NEW.answered_at IS NOT NULL", "question_answered_in_words"),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    guard(
        "answered_once",
        pgtrigger.Update,
        (changed("application_id", "text", "asked_by_id", "asked_at"), "question_stays_as_asked"),
        (
            f"OLD.answered_at IS NOT NULL AND {changed('answer_text', 'answered_at')}",
            "question_answered_once",
        ),
        ("NEW.answer_text !~ '\\S'", "question_answered_in_words"),
        (NOBODY_WAITS, "question_before_the_decision"),
        declare=APPLICATION,
        before=READ_APPLICATION.format("NEW"),
    ),
    kept_with_application("kept_with_its_application", "question_kept_with_its_application"),
]
