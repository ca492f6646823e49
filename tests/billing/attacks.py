"""Writing past the verbs: rows forged in SQL from rows that are right, and what the database answers."""

from django.db import DatabaseError, connection, transaction

from members.constraints import constraint_of


class SQL(str):
    """A value that the database computes."""


def answer(attack):
    """The name of the constraint that refuses the attack at once or at commit, or '' if nothing does."""
    try:
        with transaction.atomic():
            connection.check_constraints()  # what waits from before must not hide the answer
            attack()
            connection.check_constraints()
    except DatabaseError as error:
        return constraint_of(error) or repr(error)
    return ""


def run(sql, *values):
    """Execute one statement, as the owner of the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def forge(table, pk, **changes):
    """Copy a row of a table with these columns changed; gives the new row's key."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    names.remove("id")
    chosen = [
        (changes[name] if isinstance(changes[name], SQL) else "%s") if name in changes else f'"{name}"'
        for name in names
    ]
    values = [changes[name] for name in names if name in changes and not isinstance(changes[name], SQL)]
    columns = ", ".join(f'"{name}"' for name in names)
    return run(
        f"INSERT INTO {table} ({columns}) SELECT {', '.join(chosen)} FROM {table} WHERE id = %s RETURNING id",
        *values,
        pk,
    )[0]


def forge_invoice(invoice, membership, *, line=None, claim=None, **changes):
    """A second document of the series with its line and claim, right in every way but the changes."""
    sequence = invoice.sequence + 1
    made = forge(
        "billing_invoice",
        invoice.pk,
        **{
            "sequence": sequence,
            "number": f"{invoice.series.year}-{sequence:05d}",
            "previous_id": invoice.pk,
            "issued_at": SQL("network_clock()"),
            **changes,
        },
    )
    forged_line = forge("billing_line", invoice.lines.get().pk, **{"invoice_id": made, **(line or {})})
    forge("billing_document", invoice.documents.get(kind="xml").pk, invoice_id=made)
    if claim is not False:
        forge(
            "billing_claim",
            invoice.lines.get().claim.pk,
            **{"line_id": forged_line, "membership_id": membership.pk, **(claim or {})},
        )
    return made
