"""Give the role that web and worker connect as its rights: to work, but not to undo what is issued.

Run by the owner of the tables after every migration. Each app declares in its `triggers.py` which of its
tables are only added to (`INSERT_ONLY_TABLES`), which columns of those may still change (`UPDATABLE_COLUMNS`),
of which no row is ever changed (`NEVER_UPDATED_TABLES`), and of which none is ever deleted (`NEVER_DELETED_TABLES`);
history is added to by nature.
"""

from importlib import import_module

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.module_loading import module_has_submodule
from pghistory.models import Context, Event
from psycopg import sql

READ_ONLY_TABLES = {"django_migrations"}


class Command(BaseCommand):
    help = (
        "Grants ROLE what web and worker need: no TRUNCATE, no tables of its own, issued rows only added to."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="an existing role that does not own the tables")

    def handle(self, *, role, verbosity, **options):
        with transaction.atomic(), connection.cursor() as cursor:
            refuse_powerful(cursor, role)
            tables, functions = set(connection.introspection.table_names(cursor)), functions_of_owner(cursor)
            for statement in grants(role, tables, functions):
                cursor.execute(statement)
        if verbosity:
            self.stdout.write(f"{role} may now work in this database.")


def refuse_powerful(cursor, role):
    """End with a sentence if the role is missing, or could pass by its rights."""
    cursor.execute(
        "SELECT rolsuper OR pg_has_role(oid, current_user, 'member') FROM pg_roles WHERE rolname = %s", [role]
    )
    found = cursor.fetchone()
    if not found:
        raise CommandError(f"There is no role {role}. Make it first: CREATE ROLE {role} LOGIN PASSWORD '…'")
    if found[0]:
        raise CommandError(f"{role} is a superuser or the owner: rights do not bind it. Choose another role.")


def functions_of_owner(cursor):
    """Our own functions, with their arguments; an extension's are open to everybody."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole"
    )
    return [function for (function,) in cursor.fetchall()]


def grants(role, tables, functions):
    """The statements that give the role these rights in the present database and no others."""
    insert_only, never_deleted, never_updated, updatable = declarations()
    if unknown := (insert_only | never_deleted | never_updated | updatable.keys()) - tables:
        raise CommandError(f"Declared in triggers, but not in the database: {', '.join(sorted(unknown))}")
    names = {"role": sql.Identifier(role), "database": sql.Identifier(connection.settings_dict["NAME"])}
    for statement in (
        # A temporary table would hide a real one from the triggers that read it.
        "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}",
    ):
        yield sql.SQL(statement).format(**names)
    for function in functions:
        yield sql.SQL("GRANT EXECUTE ON ROUTINE " + function + " TO {role}").format(**names)
    for table in sorted(tables - READ_ONLY_TABLES):
        denied = {"UPDATE": insert_only | never_updated, "DELETE": insert_only | never_deleted}
        rights = ", ".join(["INSERT", *(right for right, tables in denied.items() if table not in tables)])
        yield sql.SQL("GRANT " + rights + " ON {} TO {role}").format(sql.Identifier(table), **names)
    for table, columns in sorted(updatable.items()):
        listed = sql.SQL(", ").join(map(sql.Identifier, columns))
        yield sql.SQL("GRANT UPDATE ({}) ON {} TO {role}").format(listed, sql.Identifier(table), **names)


def declarations():
    """The tables only added to, never deleted from, never changed, and by table the columns that may change all the same."""
    context = Context._meta.db_table
    insert_only, never_deleted, never_updated = {context}, set(), set()
    updatable = {context: ["metadata", "updated_at"]}
    insert_only |= {model._meta.db_table for model in apps.get_models() if is_history(model)}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "triggers"):
            declared = import_module(f"{app.name}.triggers")
            insert_only |= set(getattr(declared, "INSERT_ONLY_TABLES", ()))
            never_deleted |= set(getattr(declared, "NEVER_DELETED_TABLES", ()))
            never_updated |= set(getattr(declared, "NEVER_UPDATED_TABLES", ()))
            updatable |= getattr(declared, "UPDATABLE_COLUMNS", {})
    return insert_only, never_deleted, never_updated, updatable


def is_history(model):
    """Whether the rows of this model are events of django-pghistory, in a table of its own."""
    return issubclass(model, Event) and model._meta.managed and not model._meta.proxy
