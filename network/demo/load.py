"""Load the demonstration, once: in one transaction, by the verbs of the product, through time."""

from django.db.models import F

from meetings.tasks.keeping.presence import end_told
from members.keeping.letters import end_letters
from members.keeping.people import end_profiles
from members.models import Letter, Network

from . import cast
from .bank import read_the_bank, remind
from .calendar import Calendar
from .chapters import list_of_2017, next_year, present_year, sister_network, year_2017
from .clock import travelling
from .hosting import talk_about_hosting
from .money import bill_together, credit, issue_and_pay, make_seller, plan_to_move
from .peers import meet_as_peers, tell
from .stage import Stage, make_networks
from .wordings import word_admission


def load(now):
    """Make the demonstration as if it were `now` (aware); says False if some network is there already."""
    if Network.objects.exists():
        return False
    with travelling() as go_to:
        stage = Stage(Calendar(now), go_to)
        stage.go_to(stage.calendar.ago(400))
        innovation, spread = make_networks(stage)
        facilitator, finance = stage.person(cast.FACILITATOR), stage.person(cast.FINANCE)
        word_admission(innovation, facilitator, stage.calendar.ago(400))
        past = year_2017(stage, innovation, facilitator)
        seller = make_seller([innovation, spread], finance, stage.go_to(stage.calendar.ago(300)))
        present, members = present_year(stage, innovation, facilitator)
        tell(stage, members)
        meet_as_peers(stage, present, members, facilitator)
        talk_about_hosting(stage, present, facilitator)
        _, spreaders = sister_network(stage, spread, stage.person(cast.SISTER))
        issued = issue_and_pay(stage, members, finance)
        remind(stage, issued, seller, finance)
        credit(stage, issued, finance, facilitator)
        read_the_bank(stage, issued, seller, finance)
        bill_together(stage, spreaders, finance)
        plan_to_move(stage, seller, finance)
        next_year(stage, innovation, facilitator)
        list_of_2017(past, facilitator, stage.go_to(now))
        deliver_letters(now)
        end_what_is_due(now)
    return True


def deliver_letters(now):
    """Letters of the past have long arrived; what the worker sends begins today."""
    Letter.objects.filter(sent_at__isnull=True, written_at__lt=now).update(sent_at=F("written_at"))


def end_what_is_due(now):
    """What the nightly sweep has long erased: old letters, food needs, and what members of 2017 told of themselves."""
    end_letters(now)
    end_profiles(now)
    end_told(now)
