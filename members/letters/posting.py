"""A letter is worded in the recipient's language, stored once, and sent by the sweep."""

from dataclasses import dataclass
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.template import Context, loader
from django.utils import translation

from ..models import Attachment, Letter, Person
from ..rules import LONGEST_SUBJECT
from ..wake import wake
from .kinds import KINDS
from .plain import html_of, one_line, plain
from .wordings import in_words

SEND_LETTERS = "members.send_letters"


@dataclass(frozen=True)
class Address:
    """Somebody who gets a letter without having a login."""

    email: str
    name: str = ""
    language: str = "da"


@dataclass(frozen=True)
class File:
    """A file that goes with a letter."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Worded:
    """A letter in words, before anything is stored."""

    subject: str
    text: str
    html: str


def facts_of(to, network, context=None):
    """What every letter may speak of, and what this one does."""
    return {"person": to, "network": network, "site_url": settings.SITE_URL, **(context or {})}


def worded(kind, to, *, network=None, context=None, wordings=None):
    """The letter as this recipient would read it: what `post` stores, and what a preview shows.

    `wordings` are the network's own (`Wording.objects.of(network)`), for whoever words many letters at once.
    """
    facts = facts_of(to, network, context)
    with translation.override(to.language):
        known = KINDS.get(kind)
        subject, text = in_words(known, to.language, facts, wordings) if known else unregistered(kind, facts)
        return dressed(subject, text, to.language, network)


def dressed(subject, text, language, network):
    """The letter with its HTML form; in the language that is active."""
    subject = subject[:LONGEST_SUBJECT]
    words = {"subject": subject, "body": html_of(text), "network": network, "language": language}
    return Worded(subject, text, loader.render_to_string("components/letter.html", words))


def unregistered(kind, facts):
    """Subject and text of a kind that no network can word: its template, with the context as it is."""
    app, name = kind.split("/")
    template = loader.get_template(f"{app}/letters/{name}.txt").template
    first_line, _, rest = template.render(Context(facts, autoescape=False)).strip().partition("\n")
    return one_line(first_line), plain(rest)


def post(kind, to, *, about, at, network=None, context=None, attachments=(), wakes=True, **how):
    """Write a letter to one recipient, once; it leaves when the transaction that causes it is committed.

    `kind` is "<app>/<name of the template>"; `to` a Person or an `Address`; `about` what it is about, a stored
    object or a word: the same kind about the same to the same address is written only the first time.
    `attachments` are `File`s. A fleeting letter is erased once it is sent, and no facilitator sees it.
    Whoever posts many at once does so with `wakes=False`, and wakes `SEND_LETTERS` when all are written.
    `how`: `wordings` as for `worded`, and `is_fleeting`.
    """
    about = f"{about._meta.model_name}:{about.pk}" if isinstance(about, models.Model) else str(about)
    found = Letter.objects.filter(kind=kind, about=about, to_email=to.email).first()
    if found:
        return found
    words = worded(kind, to, network=network, context=context, wordings=how.pop("wordings", None))
    content = {"network": network, **addressed(to, at), **vars(words), **how}
    letter, written = Letter.objects.get_or_create(
        kind=kind, about=about, to_email=to.email, defaults={**content, "written_at": at}
    )
    if written:
        Attachment.objects.bulk_create(
            Attachment(letter=letter, filename=f.filename, content_type=f.content_type, content=f.content)
            for f in attachments
        )
        if wakes:
            wake(SEND_LETTERS)
    return letter


def addressed(to, at):
    """Who a letter goes to, and under which number it leaves."""
    return {
        "person": to if isinstance(to, Person) else None,
        "to_name": one_line(to.name),
        "language": to.language,
        "message_id": new_message_id(),
        # Nobody reads at the address of somebody who was erased.
        "gave_up_at": at if getattr(to, "erased_at", None) else None,
    }


def send_again(letter):
    """Let the sweep send a letter once more; one that had arrived gets a new number, or it might be dropped as known."""
    letter.requeue(message_id=new_message_id() if letter.sent_at else letter.message_id)
    wake(SEND_LETTERS)


def send_failed_again(letters):
    """Let the sweep try all of these that were given up once more, each under its own number; how many."""
    with transaction.atomic():
        failed = letters.failed().select_related("person").select_for_update(of=("self",))
        for letter in failed:
            letter.requeue(message_id=letter.message_id)
        if failed:
            wake(SEND_LETTERS)
    return len(failed)


def new_message_id():
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
