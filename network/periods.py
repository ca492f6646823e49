"""How long each kind of data is kept: the periods of safety.md, which an installation may change."""

from django.core.exceptions import ImproperlyConfigured

# The setting's name: what it is unless set, and the least it may be (law and database hold two of them).
PERIODS = {
    "KEEP_DRAFT_DAYS": (30, 1),
    "KEEP_APPLICATION_MONTHS": (6, 1),
    "KEEP_PROFILE_MONTHS": (12, 1),
    "KEEP_CHALLENGE_MONTHS": (3, 1),
    "KEEP_LOGIN_MONTHS": (6, 1),
    "KEEP_FOOD_DAYS": (30, 1),
    "KEEP_MATERIAL_MONTHS": (12, 1),
    "KEEP_LETTER_DAYS": (90, 1),
    "KEEP_HISTORY_YEARS": (3, 3),
    "KEEP_ACCOUNTING_YEARS": (5, 5),
}


def read(env):
    """Every period from the environment; one that is too short is refused in a sentence."""
    found = {name: env.int(name, usual) for name, (usual, _least) in PERIODS.items()}
    for name, (_usual, least) in PERIODS.items():
        if found[name] < least:
            raise ImproperlyConfigured(
                f"{name} is {found[name]}. Set it to {least} or more, or leave it out."
            )
    return found
