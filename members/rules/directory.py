"""What a member chooses to tell colleagues (bylaw 11): all of it optional, none of it public."""

from enum import StrEnum

LONGEST_HELP = 600


class Topic(StrEnum):
    """What members of the networks are occupied with; two who share one have something to talk about."""

    USERS = "users"
    LEADERSHIP = "leadership"
    CULTURE = "culture"
    DIGITAL = "digital"
    DATA = "data"
    EFFECTS = "effects"
    SPREADING = "spreading"
    COLLABORATION = "collaboration"
    PROCUREMENT = "procurement"
    SKILLS = "skills"
