"""Attacks on the database in plain SQL: which constraint refused?"""

from django.db import DatabaseError, connection, transaction

from members.constraints import constraint_of


def refused_by(sql, **values):
    """The name of the constraint that refuses the statement, "" if nothing does; what it changed is kept then."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            connection.check_constraints()  # what waits from before must not hide the answer
            cursor.execute(sql, values)
            connection.check_constraints()
    except DatabaseError as error:
        return constraint_of(error) or str(error)
    return ""
