"""What the database refuses stands in the migrations as plain SQL; here is what the application role may write.

Issued rows are guarded by plain triggers, not by pgtrigger's, because `pgtrigger.ignore` opens those to any
session. Besides, the application role is not granted what these rows never need.
"""

# Tables that the application role may only add to, and the columns that it may change in them. Those of the series
# are changed by a trigger only; the grant also lets the issuing verb lock the row.
INSERT_ONLY_TABLES = (
    "billing_accountingexport",
    "billing_accountingitem",
    "billing_bankentry",
    "billing_bankfile",
    "billing_claim",
    "billing_creditrequest",
    "billing_creditrequestline",
    "billing_dispatch",
    "billing_document",
    "billing_handover",
    "billing_invoice",
    "billing_line",
    "billing_payment",
    "billing_receipt",
    "billing_reminder",
    "billing_reminderletter",
    "billing_reminderstop",
    "billing_sellerdetails",
    "billing_series",
    "billing_setaside",
    "billing_waiver",
)
NEVER_DELETED_TABLES = ("billing_seller", "billing_vatrate")
UPDATABLE_COLUMNS = {
    "billing_claim": ("released_at", "released_by_id"),
    "billing_creditrequest": ("decided_by_id", "decided_at", "credit_note_id", "declined_because"),
    "billing_sellerdetails": ("withdrawn_at", "withdrawn_by_id"),
    "billing_series": ("last_sequence", "last_issued_on"),
}
