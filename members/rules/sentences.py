"""What the database refuses by name, and a closed window, said to a person."""

from django.utils.translation import gettext_lazy as _

from .words import Intake

WINDOW_SENTENCES = {
    Intake.NONE: _("This year has no intake, so nothing was saved or submitted."),
    Intake.AHEAD: _("Intake has not opened yet, so nothing was saved or submitted."),
    Intake.CLOSED: _(
        "Intake has closed, so nothing was saved or submitted. "
        "What you wrote is shown below; copy it if you want to keep it."
    ),
    Intake.OPEN: _("Intake is open."),
}

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {
    "person_email_once": _("There is already a person with this address."),
    "organisation_name_once": _("There is already an organisation with this name."),
    "organisation_confirmed_by_someone": _("An organisation is confirmed by somebody, at some time."),
    "organisation_with_sector_when_confirmed": _("Choose the organisation's sector."),
    "organisation_ends_before_its_successor": _("An organisation cannot succeed itself."),
    "person_erased_without_a_name": _("Nothing is known of a person who has been erased."),
    "person_language_known": _("Letters are written in Danish or English."),
    "organisation_sector_known": _("Choose a sector from the list."),
    "role_kind_known": _("Choose a role from the list."),
    "role_once": _("This person already has that role."),
    "network_has_a_name": _("Write the network's name."),
    "network_keeps_a_facilitator": _(
        "A network always has a facilitator. Give somebody else the role first."
    ),
    "network_slug_not_reserved": _("This short name is used by the site itself. Choose another."),
    "network_admits_some_sector": _("Choose at least one sector that the network admits."),
    "cohort_once_per_network_and_year": _("This network already has that year."),
    "cohort_terms_do_not_overlap": _("The term overlaps another year of this network."),
    "cohort_term_is_one_year": _("A term lasts exactly one year."),
    "cohort_term_holds_its_meetings": _("Meetings of the year lie outside this term. Move them first."),
    "cohort_year_is_reasonable": _("The year lies between 2000 and 2100."),
    "cohort_year_lies_in_its_term": _("The year must be one that the term lies in."),
    "cohort_term_kept_with_members": _("The year has members, and their term is not moved."),
    "cohort_seats_are_counted": _("The seats taken are counted by the database."),
    "cohort_intake_both_or_neither": _("Give both the moment intake opens and the moment it closes."),
    "cohort_intake_opens_before_it_closes": _("Intake must close after it opens."),
    "cohort_intake_closes_by_last_admission_day": _(
        "The last admission day must not be before intake closes."
    ),
    "cohort_last_admission_within_term": _("The last admission day must lie before the term ends."),
    "cohort_taken_over_without_intake": _("A year that was taken over has no intake here."),
    "cohort_stays_what_it_was_born": _("A year is either taken over or has an intake, from the start."),
    "cohort_frozen_when_intake_opens": _(
        "Intake has opened: price, terms, criteria and dates are fixed, because all applicants answer the same words."
    ),
    "cohort_window_never_reopens": _("Intake has closed and cannot be opened again."),
    "cohort_seats_not_exceeded": _("All seats are taken."),
    "cohort_seats_within_reason": _("The number of seats lies between 1 and 500."),
    "cohort_fee_not_negative": _("The fee cannot be negative."),
    "cohort_published_by_someone": _("A year is published by somebody, at some time."),
    "criterion_position_once": _("Two criteria have the same place in the list."),
    "criterion_one_asks_for_evidence": _("One criterion at most asks for evidence."),
    "criterion_evidence_has_answers": _("Write the kinds to choose from, one on each line."),
    "criterion_kind_known": _("Choose a kind from the list."),
    "criterion_has_wording": _("Write the criterion."),
    "criterion_frozen_when_intake_opens": _(
        "Intake has opened: the criteria are fixed, because all applicants answer the same words."
    ),
    "application_state_known": _("The state of the application is not known."),
    "application_kept_while_live": _("An application that counts is not deleted."),
    "application_name_when_submitted": _("Write your name and job title."),
    "application_one_draft": _("You already have a draft for this year."),
    "application_one_live": _("You already have an application for this year."),
    "application_key_once": _("This application has already been submitted."),
    "application_born_as_draft": _("An application begins as a draft."),
    "application_state_follows_the_table": _("The application can no longer change in that way."),
    "application_within_the_window": _("Intake is not open, so nothing was saved or submitted."),
    "application_replaces_own": _("A new version replaces an earlier one of the same person and year."),
    "application_time_is_the_clock": _("The time of submission is the database's, not the sender's."),
    "application_year_takes_applications": _("This year takes no applications."),
    "application_read_only_after_submission": _(
        "What was submitted stays as it was. Make a new version instead."
    ),
    "application_submitted_at_with_state": _(
        "A submitted application has a time of submission, a draft has none."
    ),
    "application_complete_when_submitted": _("Name, title and organisation must be filled in."),
    "application_commitments_accepted": _("You can only be a member if you accept every commitment."),
    "application_responsibility_described": _("Name the responsibility you hold, and describe it."),
    "application_responsibility_confirmed_by_someone": _(
        "The responsibility is confirmed by somebody, at some time."
    ),
    "application_admitted_with_confirmed_responsibility": _("Confirm the responsibility first."),
    "application_organisation_of_admitted_sector": _("The network is not for organisations of this sector."),
    "application_decided_by_announcement": _("An application is decided by an announced decision."),
    "acceptance_once": _("This commitment has already been accepted."),
    "acceptance_of_own_criterion": _("The criterion belongs to another year."),
    "acceptance_in_the_criterions_words": _("A commitment is accepted in the words that were shown."),
    "acceptance_read_only_after_submission": _("What was accepted stays as it was."),
    "payer_read_only_after_submission": _("What was submitted stays as it was. Make a new version instead."),
    "decision_outcome_known": _("Choose a decision from the list."),
    "decision_one_open": _("There is already a prepared decision for this application."),
    "decision_has_a_reason": _("Write the reason; the applicant reads it."),
    "decision_place_when_waiting": _("Only those who wait have a place on the waiting list, counted from 1."),
    "decision_announced_by_someone": _("A decision is announced by somebody, at some time."),
    "decision_frozen_when_announced": _("The decision has been announced and stays as it is."),
    "decision_about_an_undecided_application": _("This application has been decided and announced."),
    "membership_one_per_person_and_year": _("This person is already a member this year."),
    "membership_terms_do_not_overlap": _("This person already has a seat in the network at that time."),
    "membership_term_is_the_cohorts": _("A membership lasts exactly the year's term."),
    "membership_from_an_announced_admission": _("A seat comes from an announced admission."),
    "membership_by_the_last_admission_day": _("The last admission day has passed."),
    "membership_agreed_with_someone": _("A membership names the member and the employer."),
    "membership_fee_not_negative": _("The fee cannot be negative."),
    "membership_frozen": _("What was agreed stays as it was."),
    "membership_never_deleted": _("A membership is never deleted."),
    "membership_anonymised_after_its_term": _("A member is known by name while the term lasts."),
    "membership_anonymised_without_a_name": _("A membership without its person names nobody."),
    "membership_annulled_with_reason": _("Somebody annuls a membership, at some time and for a reason."),
    "membership_withdrawal_noted_by_someone": _("Somebody notes a withdrawal, at some time."),
    "membership_billed_elsewhere_if_taken_over": _(
        "Only a year that was taken over can be billed elsewhere."
    ),
    "payer_cvr_digits": _("A CVR number has eight digits."),
    "payer_gln_digits": _("A GLN (EAN number) has 13 digits."),
    "letter_once": _("This letter has already been written."),
    "letter_subject_one_line": _("A subject is one line."),
    "erasure_kind_known": _("What was erased has a name."),
    "erasure_because_known": _("Something is erased because its period is over, or because somebody asked."),
    "erasure_counts_something": _("An erasure says how much was erased."),
    "erasure_stays": _("What was erased, and why, is never changed."),
    "tally_once": _("Applications of one kind are counted once."),
    "history_stays": _("History is never changed."),
}

# The form field that a constraint's sentence belongs to, where it belongs to one.
FIELDS = {
    "person_email_once": "email",
    "organisation_name_once": "organisation",
    "role_once": "email",
    "network_slug_not_reserved": "slug",
    "network_admits_some_sector": "sectors",
    "cohort_once_per_network_and_year": "year",
    "cohort_year_lies_in_its_term": "year",
    "cohort_year_is_reasonable": "starts_on",
    "cohort_terms_do_not_overlap": "starts_on",
    "cohort_term_kept_with_members": "starts_on",
    "cohort_intake_both_or_neither": "closes_at",
    "cohort_intake_opens_before_it_closes": "closes_at",
    "cohort_intake_closes_by_last_admission_day": "last_admission_on",
    "cohort_last_admission_within_term": "last_admission_on",
    "cohort_window_never_reopens": "closes_at",
    "cohort_seats_not_exceeded": "seats",
    "cohort_seats_within_reason": "seats",
    "cohort_fee_not_negative": "fee",
    "criterion_has_wording": "wording_da",
    "criterion_one_asks_for_evidence": "kind",
    "criterion_evidence_has_answers": "answer_lines",
    "membership_one_per_person_and_year": "email",
    "membership_terms_do_not_overlap": "email",
    "payer_cvr_digits": "cvr",
    "payer_gln_digits": "gln",
}
