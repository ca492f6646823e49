"""What the database refuses by name, said to a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

AHEAD = _("The time lies in the future.")
CENTURY = _("The day lies between 2000 and 2100.")

# What the database refuses by name, said to a person. A test holds that every named constraint is here.
SENTENCES = {
    # sellers and rates
    "seller_cvr_digits": _("A CVR number has eight digits."),
    "seller_vat_number_shape": _("A VAT number is DK and eight digits."),
    "seller_prefix_shape": _("A prefix is one to six capital letters and a hyphen."),
    "seller_prefix_once": _("Another seller has this prefix: the numbers would collide."),
    "seller_prefix_kept_when_used": _("Invoices have been issued with this prefix; it stays."),
    "seller_is_named": _("Write the seller's name and address."),
    "seller_has_one_means_of_payment": _(
        "Fill in one way of paying, completely, and leave the others empty."
    ),
    "seller_fik_creditor_once": _(
        "Another seller has this FIK creditor number: the payments would be mixed up."
    ),
    "vat_rate_once_per_day": _("There is already a rate of this kind from that day."),
    "vat_rate_within_reason": _("A VAT rate lies between 0 and 100 per cent."),
    "vat_rate_fits_its_category": _(
        "The standard rate is more than 0 per cent, and what carries no VAT has the rate 0."
    ),
    "vat_rate_set_by_someone": _("Somebody sets a rate, at some time."),
    "vat_rate_not_set_ahead": AHEAD,
    "vat_rate_withdrawn_ahead": _("A VAT rate is withdrawn before its day, once, or not at all."),
    "vat_rate_withdrawn_by_someone": _("Somebody withdraws a rate, at some time."),
    "vat_rate_stays_when_used": _("Something has been issued from that day on: its VAT rate stays."),
    "seller_details_are_dated_ahead": _(
        "The seller's details change from today or a later day, never before."
    ),
    "seller_details_of_this_century": CENTURY,
    "seller_details_not_written_ahead": AHEAD,
    "seller_details_stay": _("What the seller's details were stays on record."),
    "seller_details_withdrawn_ahead": _(
        "The seller's details are withdrawn before their day, once, or not at all."
    ),
    "seller_details_withdrawn_by_someone": _("Somebody withdraws the details, at some time."),
    "seller_details_is_named": _("Write the seller's name and address."),
    "seller_details_cvr_digits": _("A CVR number has eight digits."),
    "seller_details_vat_number_shape": _("A VAT number is DK and eight digits."),
    "seller_details_has_one_means_of_payment": _(
        "Fill in one way of paying, completely, and leave the others empty."
    ),
    "invoice_seller_in_force": _("The seller's details are not those in force on the day of issue."),
    "invoice_issued_by_the_sellers_system": _(
        "The invoices are issued by the state's own system. Take the basis for them along as a file instead."
    ),
    # numbers and dates
    "series_once_per_seller_and_year": _("The seller already has a series of numbers for that year."),
    "series_begins_at_nought": _("A series of numbers begins at nought."),
    "series_advances_by_an_issue": _("A series of numbers moves on only when something is issued."),
    "series_never_deleted": _("A series of numbers that has been used is never deleted."),
    "invoice_number_once": _("There is already a document with this number."),
    "invoice_sequence_once": _("There is already a document with this number."),
    "invoice_number_consecutive": _("The number does not follow the previous one."),
    "invoice_number_spelled_by_the_series": _("The number is not spelled as its series wants."),
    "invoice_follows_the_previous": _("The document does not follow the previous one of its series."),
    "invoice_first_has_no_previous": _("The first document of a series has none before it, every other has."),
    "invoice_in_its_years_series": _("The document belongs to another year's series."),
    "invoice_not_before_the_previous": _("The date lies before the previous number's."),
    "invoice_not_in_the_future": _("The date lies in the future."),
    "invoice_time_is_the_clock": _("The time of issue is the database's, not the sender's."),
    "invoice_dated_in_denmark": _("The date of issue is the day in Denmark."),
    "invoice_due_in_thirty_days": _("An invoice is due 30 days after issue; a credit note is never due."),
    "invoice_kept_five_years": _("A document is kept for five years after its accounting year."),
    # sums
    "invoice_amounts_positive": _("An amount must be more than nought."),
    "invoice_gross_is_net_and_vat": _("Net amount and VAT do not add up to the total."),
    "invoice_vat_is_rate_of_net": _("The VAT is not the rate of the net amount, rounded to the øre."),
    "invoice_vat_rate_in_force": _("No VAT rate is in force today."),
    "invoice_lines_add_up": _("The lines do not add up to the document's net amount."),
    "line_position_once": _("Two lines have the same place."),
    "line_amounts_positive": _("Quantity and price must be more than nought."),
    "line_net_is_quantity_times_price": _("Quantity times price is not the line's amount."),
    "line_credited_once_in_a_note": _("A credit note credits each line once."),
    "line_has_text": _("A line says what is paid for."),
    "line_claims_a_membership": _("Only a membership is billed."),
    # what a document carries
    "invoice_in_kroner": _("Invoices are in Danish kroner."),
    "invoice_names_both_parties": _("A document carries names and addresses of seller and payer."),
    "invoice_cvr_digits": _("A CVR number has eight digits."),
    "invoice_gln_digits": _("A GLN (EAN number) has 13 digits."),
    "invoice_names_one_means_of_payment": _("An invoice says in one way how it is paid."),
    "invoice_fik_id_with_card": _(
        "An invoice paid by card carries the payment id of its card, every other none."
    ),
    "invoice_cvr_check_digit": _("The CVR number is not valid."),
    "invoice_gln_check_digit": _("The GLN (EAN number) is not valid."),
    "invoice_fik_check_digit": _("The payment id of the card has a wrong check digit."),
    "invoice_iban_check_digits": _("This is not a valid IBAN. Check the digits."),
    "invoice_has_its_xml": _("An invoice is issued together with its e-invoice, or not at all."),
    "invoice_period_in_order": _("The period ends before it begins."),
    # claims
    "claim_once_per_membership": _("This membership has already been invoiced."),
    "claim_of_a_valid_membership": _("The membership was annulled: there is no fee."),
    "claim_not_billed_elsewhere": _("The fee was billed elsewhere."),
    "claim_of_the_invoices_year": _("The membership belongs to another year than the invoice."),
    "claim_at_the_agreed_fee": _("The amount is not the fee that was agreed."),
    "claim_released_by_a_credit_note": _(
        "Only a credit note for the whole line frees the membership to be billed anew."
    ),
    "claim_shared_by_choice": _(
        "One invoice for several is issued only to a payer who chose it, with particulars that agree exactly."
    ),
    "claim_not_credited_for_good": _(
        "The fee was credited because it was not to be paid: it is not invoiced anew."
    ),
    "payer_frozen_when_invoiced": _("The invoice has been issued: the payer can no longer be changed."),
    # credits
    "credit_note_names_invoice_and_reason": _("A credit note names its invoice and a listed reason."),
    "credit_never_of_a_credit_note": _("A credit note cannot be credited."),
    "credit_as_the_invoice_was": _(
        "A credit note has the seller, year, VAT rate and currency of its invoice."
    ),
    "credit_line_of_the_credited_invoice": _("The line belongs to another invoice than the one credited."),
    "credit_within_what_is_left": _("There is not so much left of the invoice to credit."),
    "credit_vat_to_the_ore": _(
        "The VAT of this credit note and of what is left would not be that of the invoice to the øre."
    ),
    "credit_note_as_approved": _("A credit note says what was asked for and approved, and nothing else."),
    "credit_approved_by_another": _("Somebody else must approve it: you asked for the credit note yourself."),
    "credit_by_who_looks_after_it": _(
        "A credit note is asked for and answered by those who look after the network's invoices."
    ),
    "credit_request_once": _("This credit note has already been asked for."),
    "credit_request_one_open": _("A credit note of this invoice waits for an answer already."),
    "credit_request_begins_open": _("A credit note is asked for before it is approved."),
    "credit_request_names_a_reason": _("Choose the mistake that the credit note mends."),
    "credit_request_decided_by_someone": _("Whoever answers a request stands by it, with the time."),
    "credit_request_ends_in_one_way": _("A request is approved, or declined with a reason."),
    "credit_request_not_answered_before_asked": _("A request is answered after it was made."),
    "credit_request_not_ahead": AHEAD,
    "credit_request_decided_once": _("The request has been answered already."),
    "credit_request_line_once": _("Each line is credited once in a credit note."),
    "credit_request_amounts_positive": _("An amount must be more than nought."),
    "credit_request_stays": _("What was asked for stays on record."),
    # what stays
    "invoice_stays_as_issued": _("What was issued stays as it is."),
    "line_stays_as_issued": _("What was issued stays as it is."),
    "claim_stays": _("What was billed stays on record."),
    "membership_named_while_invoiced": _("A member is known by name as long as the invoices are kept."),
    "document_stays_as_made": _("A document that was made stays as it is."),
    "document_once": _("This document has already been made."),
    "document_kind_known": _("The kind of document is not known."),
    "document_matches_its_checksum": _("The document does not match its checksum."),
    "dispatch_stays": _("What was sent stays on record."),
    "dispatch_channel_known": _("The way of sending is not known."),
    "dispatch_of_a_letter_once": _("It is noted already that this letter was sent."),
    "dispatch_once": _("It is noted already that this was sent."),
    "dispatch_within_its_time": _("Choose a day from the day of issue until today."),
    "dispatch_has_a_recipient": _("What was sent was sent to somebody."),
    "dispatch_noted_by_someone": _("Whoever notes that something was sent stands by it."),
    "dispatch_of_its_invoices_document": _("The document is of another invoice."),
    "receipt_stays": _("A receipt stays on record."),
    "receipt_not_in_the_future": _("The receipt lies in the future."),
    "receipt_not_before_the_dispatch": _("Nothing is received before it was sent."),
    "receipt_not_noted_ahead": AHEAD,
    "handover_not_ahead": AHEAD,
    "handover_of_a_delivery": _("Only the e-invoice with the PDF inside is handed over."),
    "handover_of_what_is_made": _("Nothing is handed over before it was made."),
    "handover_stays": _("What was handed over stays on record."),
    "payment_stays": _("A payment stays on record; note a second one to correct it."),
    # payments
    "payment_once": _("This payment has already been noted."),
    "payment_how_known": _("The kind of payment is not known."),
    "payment_amount_not_nought": _("Write an amount other than nought."),
    "payment_never_below_nought": _("No more can go back than has been paid."),
    "payment_not_in_the_future": _("The payment lies in the future."),
    "payment_of_this_century": CENTURY,
    "payment_not_noted_ahead": AHEAD,
    "payment_on_the_entrys_day": _("A payment from the bank is of the day on which the bank booked it."),
    "payment_of_an_invoice": _("Payments are noted on invoices, not on credit notes."),
    # the bank
    "payment_from_the_bank_names_its_entry": _(
        "A payment from the bank names the bank's entry, others do not."
    ),
    "payment_of_the_sellers_account": _("The entry is of another seller's account than the invoice."),
    "payment_within_the_entry": _("There is not so much left of the bank's entry."),
    "bank_file_kind_known": _("The kind of bank file is not known."),
    "bank_file_not_in_the_future": _("The file cannot cover days that lie ahead."),
    "bank_file_within_its_own_days": _("The file covers no more days than it says itself."),
    "bank_file_from_its_last_entry": _("Choose a day from the last entry of the file until today."),
    "bank_file_has_its_checksum": _("A bank file has its checksum."),
    "bank_file_of_this_century": CENTURY,
    "bank_file_not_read_ahead": AHEAD,
    "bank_file_stays": _("What the bank said stays on record."),
    "bank_entry_stays": _("What the bank said stays on record."),
    "bank_entry_once_per_seller": _("This entry of the bank is known already."),
    "bank_entry_moves_money": _("An entry of the bank moves an amount."),
    "bank_entry_of_this_century": CENTURY,
    "bank_entry_has_an_id": _("An entry of the bank has an identifier of its own."),
    "bank_entry_of_the_files_seller": _("The entry belongs to another seller than its file."),
    "set_aside_stays": _("That an entry was put aside stays on record."),
    "set_aside_not_ahead": AHEAD,
    "set_aside_with_a_reason": _("Write why the entries are put aside."),
    # reminders
    "reminder_once": _("This reminder has already been sent."),
    "reminder_three_at_most": _("At most three reminders are sent of one invoice."),
    "reminder_in_order": _("A reminder does not follow the one before it."),
    "reminder_fee_at_most_100": _("The fee of a reminder is at most 100 kr."),
    "reminder_of_an_overdue_invoice": _(
        "Only an invoice that is overdue, and of which something is left, is reminded of."
    ),
    "reminder_ten_days_apart": _("Ten days pass between two reminders."),
    "reminder_not_while_stopped": _("Reminders of this invoice have been stopped."),
    "reminder_on_fresh_bank_data": _(
        "What the bank said is more than three days old: read a new file first."
    ),
    "reminder_time_is_the_clock": _("The time of a reminder is the database's, not the sender's."),
    "reminder_stays": _("What was sent stays on record."),
    "reminder_stop_stays": _("That reminders were stopped stays on record."),
    "reminder_stop_with_a_reason": _("Write why the reminders are stopped."),
    "reminder_stop_not_ahead": AHEAD,
    "reminder_stop_of_an_invoice": _("Only the reminders of an invoice are stopped."),
    "reminder_stop_alternates": _("It is noted so already."),
    "reminder_has_its_letter": _("A reminder is a letter to somebody: without one there is none."),
    "reminder_letter_once": _("This letter has already been written."),
    "reminder_letter_says_something": _("A letter has a subject and a text."),
    "reminder_letter_to_somebody": _("Whoever was erased is not written to."),
    "reminder_letter_to_its_members": _("A reminder is written to the members whose seats are invoiced."),
    "reminder_letter_written_with_it": _("The letter is written together with its reminder."),
    "reminder_letter_stays": _("A letter that was sent stays on record."),
    "waiver_within_the_fee": _("There is not so much left of the reminder's fee."),
    "waiver_forgives_something": _("An amount must be more than nought."),
    "waiver_with_a_reason": _("Write why the fee is waived."),
    "waiver_time_is_the_clock": _("The time of a waiver is the database's, not the sender's."),
    "waiver_stays": _("That a fee was waived stays on record."),
    "payment_of_the_invoices_reminder": _("The reminder is of another invoice."),
    "payment_within_the_fee": _("There is not so much left of the reminder's fee."),
    # the accounts
    "accounting_period_in_order": _("The last day lies before the first."),
    "accounting_period_of_this_century": CENTURY,
    "accounting_period_not_ahead": _("The accounts are made up until today at the latest."),
    "accounting_export_not_ahead": AHEAD,
    "accounting_invoice_once_in_a_file": _("A file carries each thing once."),
    "accounting_payment_once_in_a_file": _("A file carries each thing once."),
    "accounting_reminder_once_in_a_file": _("A file carries each thing once."),
    "accounting_waiver_once_in_a_file": _("A file carries each thing once."),
    "accounting_item_of_its_export": _("A file carries what its own network has in its own period."),
    "accounting_item_is_one_thing": _("A line of the accounts is about one thing."),
    "accounting_export_matches_its_checksum": _("The file does not match its checksum."),
    "accounting_export_with_its_file": _("A file for the accounting system is kept as it was made."),
    "accounting_export_stays": _("What was carried over stays on record."),
    "accounting_item_stays": _("What was carried over stays on record."),
    # runs
    "run_once": _("This run has already been ordered."),
    "run_item_once_per_run": _("The membership is in this run already."),
    "run_item_one_open_per_membership": _("This membership is being invoiced already."),
    "run_item_ends_in_one_way": _("A membership in a run is either invoiced or left out, never both."),
}
