"""Who may, beyond what the querysets say: who must prove more than an address."""

from .models import Role

# In the session: this sign-in has passed a second factor that allauth does not know of.
SECOND_FACTOR = "second_factor"
# In the session: where somebody was going who had to set up a second factor first.
BOUND_FOR = "bound_for"


def needs_second_factor(person):
    """Whether the person works with others' data: facilitators, finance, and those who repair."""
    if person.is_superuser or person.is_staff:
        return True
    holds_role = getattr(person, "holds_role", None)  # known from the sign-in backend, without a query
    return Role.objects.filter(person=person).exists() if holds_role is None else holds_role


def has_second_factor(session):
    """Whether this sign-in was confirmed by a passkey, an authenticator app or a recovery code."""
    methods = session.get("account_authentication_methods") or []
    return bool(session.get(SECOND_FACTOR)) or any(method.get("method") == "mfa" for method in methods)
