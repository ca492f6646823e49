"""The test world with one of everything, so that every address leads somewhere."""

import datetime as dt
import uuid

from django.utils import timezone

from billing import bank
from billing.models import (
    AccountingExport,
    CreditRequest,
    Dispatch,
    Document,
    Payment,
    Run,
    VatRate,
    issue,
)
from billing.models.taking import draft, fingerprint, plan, take
from billing.rules import Channel, DocumentKind
from meetings.models import AgendaItem, Challenge, HostRequest, Material, Minutes, OwnCalendar
from members.asking import ask
from members.letters import post
from members.models import Network, Notice, Organisation, Remark
from members.rules import Outcome
from network.models import DemoMail

from . import factories
from .billing.factories import seller
from .meetings.factories import meeting, peer_meeting, suggested
from .members.waiting import offer, waiting

PEOPLE = (
    "visitor", "stranger", "applicant", "other_applicant", "declined", "member", "colleague", "former",
    "sister_member", "facilitator", "sister", "finance", "superuser",
)  # fmt: skip


class Scene(factories.World):
    """The world, and an application of each kind, a meeting, an invoice, a letter, a run."""

    def __init__(self):
        super().__init__()
        now = timezone.now()
        self.meet_more_people()
        self.decide_in_every_way(now)
        self.talk_about_the_application(now)
        self.fill_the_year(now)
        self.gather_on_the_agenda(now)
        self.plan_and_meet(now)
        self.lay_papers_out(now)
        self.issue_an_invoice(now)
        self.read_the_bank(now)
        self.hand_over(now)
        self.ask_for_credit_and_order_a_run(now)
        self.write_and_take_over(now)

    def person_called(self, who):
        return getattr(self, who)

    @property
    def month(self):
        return dt.date(self.running.year, 9, 1)

    def meet_more_people(self):
        """Whoever the world lacks: a visitor, a colleague, a second member, somebody whom nobody admits."""
        self.visitor = None
        self.colleague = factories.person(
            "colleague@example.dk", name="Kim Kollega", organisation=self.employer
        )
        self.other_member = factories.person("member2@example.dk", name="Mads Medlem")
        self.declined = factories.person("declined@example.dk", name="Dina Afslag")

    def decide_in_every_way(self, now):
        """One is declined, one of an unlisted organisation undecided, one waits and is offered a seat next year."""
        self.unlisted = Organisation.objects.create(name="Ukendt Forening")
        declined = factories.submitted(self.next, self.declined, factories.organisation())
        decision = factories.prepared(declined, self.facilitator, Outcome.DECLINE)
        decision.announce(by=self.facilitator, at=now)
        self.other_application = factories.submitted(self.next, self.other_applicant, self.unlisted)
        waits = factories.submitted(self.next, self.colleague)
        self.offer = offer(waiting(waits, self.facilitator, place=1), self.facilitator, reason="Et afbud")

    def talk_about_the_application(self, now):
        """The applicant has begun a new version, a draft beside the submitted one, and was asked a question."""
        self.application.replace(now)
        self.decision = factories.prepared(self.application, self.facilitator)
        self.remark = Remark.write(
            self.application, text="Kender hende", criterion=None, by=self.facilitator, at=now
        )
        self.question = ask(self.application, text="Hvor mange?", by=self.facilitator, at=now)

    def fill_the_year(self, now):
        """A seat that is not invoiced, a year that is planned, and an announced meeting at the member's."""
        self.uninvoiced = factories.membership(self.running, self.other_member, self.facilitator)
        self.planned = factories.cohort(self.network, starts_in=900, opens_in=None)
        self.meeting = meeting(self.running, self.facilitator, days=140)
        self.meeting.announce(by=self.facilitator, at=now)
        self.meeting.give_host(membership=self.membership, by=self.facilitator, at=now)

    def gather_on_the_agenda(self, now):
        """The member's challenge has its place on the meeting's agenda, and the meeting in a calendar."""
        self.challenge = Challenge.objects.share(
            self.membership, at=now, title="Vi når det ikke", hard="Alle vil være med.", wanted="Modstand."
        )
        AgendaItem.objects.begin(self.meeting, by=self.facilitator, at=now)
        self.talk = AgendaItem.objects.of(self.meeting).filter(kind="talk").get()
        self.turn = AgendaItem.objects.of(self.meeting).filter(kind="challenge").first()
        self.slot = AgendaItem.objects.of(self.meeting).filter(kind="challenge").last()
        AgendaItem.objects.place(self.challenge, self.turn, cohort=self.running)
        self.calendar_token = OwnCalendar.objects.subscribe(self.member, on=timezone.localdate(), at=now)

    def plan_and_meet(self, now):
        """A planned meeting whose host is asked, and one with a host; two members have met and were suggested to meet."""
        self.plan = meeting(self.running, self.facilitator, days=200, number=2)
        # The colleague of the year has noted a peer meeting with the member, and both were suggested to meet.
        self.peer_meeting = peer_meeting(self.uninvoiced, self.membership, silent=True)
        self.suggested = suggested(self.running, self.membership, self.uninvoiced, by=self.facilitator)
        self.hosted = meeting(self.running, self.facilitator, days=220, number=3, host=self.membership)
        self.host_request = HostRequest.objects.ask(self.plan, self.membership, by=self.facilitator, at=now)

    def lay_papers_out(self, now):
        """A file and minutes of the meeting, laid out before it has been held."""
        self.material = Material.objects.lay(
            self.meeting, name="Dagsorden.pdf", kind="pdf", content=b"%PDF-1.7", by=self.facilitator, at=now,
            prepares=True,
        )  # fmt: skip
        Minutes.objects.write(self.meeting, "Kort referat", by=self.facilitator, at=now, prepares=True)

    def issue_an_invoice(self, now):
        """The member's invoice with its files, by the seller of both networks."""
        self.seller = seller(self.network, self.sister_network, by=self.finance)
        ahead = timezone.localdate() + dt.timedelta(days=100)
        self.coming_details = self.seller.details.create(
            **self.seller.details_in_full, valid_from=ahead, written_by=self.finance, written_at=now
        )
        self.coming_rate = VatRate.objects.add(25, ahead, by=self.finance, at=now)
        self.invoice = issue(self.membership, by=self.finance)
        for kind, content in ((DocumentKind.PDF, b"%PDF-1.7"), (DocumentKind.DELIVERY, b"<Invoice/>")):
            Document.objects.put(self.invoice, kind, content, format_id="x", format_version="1", at=now)

    def read_the_bank(self, now):
        """A file of the bank was taken in, and is drafted once more; one krone of it pays on the invoice."""
        rows = f"{timezone.localdate():%d-%m-%Y};Overførsel;1,00"
        content = f"Dato;Tekst;Beløb\n{rows}".encode()
        statement = bank.read(content)
        first = draft(self.seller, statement, content, filename="konto.csv", by=self.finance, at=now)
        self.bank_file = take(
            first, up_to=statement.up_to, seen=fingerprint(plan(first)), by=self.finance, at=now
        )
        self.bank_entry = self.bank_file.entries.get()
        self.bank_draft = draft(
            self.seller, statement, content, filename="konto.csv", by=self.finance, at=now
        )
        self.bank_payment = Payment.objects.note(
            self.invoice, amount=1, received_on=statement.up_to, key=uuid.UUID(int=7), by=self.finance, at=now,
            entry=self.bank_entry,
        )  # fmt: skip

    def hand_over(self, now):
        """The invoice was sent to its receiver, and handed over to the accounts."""
        Dispatch.objects.note(
            [self.invoice], channel=Channel.VIRK, sent_at=now, by=self.finance, key=uuid.UUID(int=8)
        )
        self.dispatch = self.invoice.dispatches.get()
        today = self.bank_file.up_to
        self.export = AccountingExport.objects.make(
            self.network,
            first=today,
            last=today,
            things=[self.invoice],
            content=b"Bilag;Tekst",
            by=self.finance,
            at=now,
        )

    def ask_for_credit_and_order_a_run(self, now):
        """The invoice is asked to be credited, and the rest of the year ordered."""
        line = self.invoice.lines.get()
        self.credit_request = CreditRequest.objects.ask(
            self.invoice, reason="double", nets={line.pk: line.net}, note="To gange", key=uuid.uuid4(), by=self.finance, at=now
        )  # fmt: skip
        self.run = Run.objects.create(cohort=self.running, ordered_by=self.finance, ordered_at=now)

    def write_and_take_over(self, now):
        """A letter, a list of the members of 2017, somebody who wants to be told, and a mail of the demonstration."""
        post("members/withdrawal_noted", self.member, about=self.membership, at=now, network=self.network,
             context={"membership": self.membership, "cohort": self.running})  # fmt: skip
        self.letter = Network.objects.get(pk=self.network.pk).letters.first()
        self.member_list = self.past.member_lists.create(
            read_by=self.facilitator,
            read_at=now,
            filename="medlemmer.csv",
            lines=[{"line": 2, "name": "Nis Ny", "email": "nis@example.dk", "organisation": "Vejle Kommune"}],
        )
        self.token = Notice.objects.ask(self.network, email="visitor@example.dk", language="da", at=now)
        self.mail = DemoMail.objects.create(
            to="stranger@example.dk", subject="Din kode", raw=b"Subject: Din kode\n\n123456", sent_at=now
        )
