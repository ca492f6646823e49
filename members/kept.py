"""Questions of the pages that many open: their SQL is made once, and planned once by the database.

Django makes the SQL of a queryset anew each time, which for wide rows costs more than asking and reading them. A
question that is kept is a queryset whose values are given when it is asked. See docs/decisions/0009.
"""

import inspect
from copy import copy
from functools import cache, cached_property

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, Func, Value
from django.http import Http404


class Given(Value):
    """The place of a value in a question that is kept."""

    def __init__(self, name):
        super().__init__(None)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    @property
    def pk(self):
        """Rows are given by their numbers: `visible_to(person)` asks for no more of a person."""
        return self


class AnyOf(Func):
    """Whether a column is one of the values given: `filter(AnyOf("cohort", cohorts))`."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()


class Kept:
    """A question: a function from values to a queryset, which must not look at the values. Asked, it gives a list."""

    def __init__(self, build):
        self.build = build
        self.__doc__ = build.__doc__

    @cached_property
    def queryset(self):
        return self.build(*map(Given, inspect.signature(self.build).parameters))

    @cached_property
    def compiler(self):
        """What Django made of the queryset: its SQL, the places of the values in it, how its columns are read."""
        compiler = self.queryset.query.get_compiler(connection.alias)
        compiler.sql, compiler.places = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda columns: converters
        return compiler

    def __call__(self, **values):
        """The rows, as the queryset would give them."""
        answered = Answered(self.queryset, self.compiler, values)
        found = list(self.queryset._iterable_class(answered))
        for name in self.queryset._prefetch_related_lookups:
            hang_on(found, name)
        return found


def the_one(found):
    """The one that was found, or 404."""
    if not found:
        raise Http404
    return found[0]


class Answered:
    """As much of a queryset and its query as Django needs to make objects of rows."""

    _known_related_objects = {}

    def __init__(self, queryset, compiler, values):
        self.db, self.model, self.made_of = connection.alias, queryset.model, queryset
        self.query, self.compiler = self, copy(compiler)
        self.compiler.connection = connection
        parameters = [values[place.name] if isinstance(place, Given) else place for place in compiler.places]
        self.compiler.execute_sql = lambda *_, **options: [rows(compiler.sql, parameters)]

    def get_compiler(self, using):
        return self.compiler

    def __getattr__(self, name):
        return getattr(self.made_of.query, name)


def rows(sql, parameters):
    """The rows of a statement whose parameters travel apart from it, so that its plan can be kept."""
    here = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up at every word
    here.close_if_health_check_failed()
    here.ensure_connection()
    with here._prepare_cursor(ServerBindingCursor(here.connection)) as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def hang_on(found, name):
    """Give every object found its rows of that name, as `prefetch_related(name)` does."""
    by, ask = children(type(found[0]), name) if found else ("", None)
    of = {one.pk: [] for one in found}
    for child in ask(owners=list(of)) if found else []:
        of[getattr(child, by)].append(child)
    for one in found:
        one._prefetched_objects_cache = {**getattr(one, "_prefetched_objects_cache", {}), name: of[one.pk]}


@cache
def children(model, name):
    """The column by which the rows of that name hang on the model, and the question for them."""
    field = model._meta.get_field(name).field
    return field.attname, Kept(lambda owners: field.model.objects.filter(AnyOf(field.name, owners)))
