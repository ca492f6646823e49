"""What this app has about one person, as a download tells it."""

from django.db.models import Prefetch

from members.own_data import columns

from .models import Document, Invoice, ReminderLetter


def own_data(person):
    """The invoices and credit notes for the person's seats, with lines and payments."""
    found = Invoice.objects.of_member(person).distinct().order_by("issued_at")
    return {
        "invoices": [
            columns(
                invoice,
                lines=[columns(line) for line in invoice.lines.all()],
                payments=[columns(payment, without=("key",)) for payment in invoice.payments.all()],
                reminders=[told(reminder) for reminder in invoice.reminders.all()],
                credits_asked_for=[
                    columns(asked, without=("key",)) for asked in invoice.credit_requests.all()
                ],
                sent=[columns(sent) for sent in invoice.dispatches.all()],
            )
            for invoice in found.prefetch_related(
                "lines",
                "payments",
                "dispatches",
                Prefetch("reminders__letters", ReminderLetter.objects.to(person)),
                "reminders__waivers",
                "credit_requests",
            )
        ]
    }


def told(reminder):
    """A reminder with the letters that the person got, and what was forgiven of its fee."""
    letters = [columns(letter) for letter in reminder.letters.all()]
    return columns(reminder, letters=letters, waived=[columns(one) for one in reminder.waivers.all()])


def documents(person):
    """(path, content) of each file that was made from those invoices."""
    own = Invoice.objects.of_member(person).values("pk")
    for made in Document.objects.filter(invoice__in=own).select_related("invoice"):
        ending = "xml" if made.kind == "xml" else "pdf" if made.kind == "pdf" else f"{made.kind}.xml"
        yield f"invoices/{made.invoice.number}.{ending}", bytes(made.content)
