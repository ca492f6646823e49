"""Letters to those who asked to be told when intake opens: one to confirm the address, one that tells and erases it."""

from django.db import transaction

from .letters import Address, post
from .models import Cohort, Notice
from .models.notices import digest
from .sweeping import each


def ask(network, *, email, language, at):
    """Note the address, and write to it for a confirmation; what is confirmed already gets no second letter."""
    with transaction.atomic():
        token = Notice.objects.ask(network, email=email, language=language, at=at)
        if token:
            post(
                "members/notice_asked",
                Address(email, language=language),
                about=f"notice:{digest(token)[:12]}",
                at=at,
                network=network,
                context={"token": token},
                is_fleeting=True,
            )


def tell_all(at):
    """Write to everybody who waits for an intake that is open at that moment."""
    for cohort in Cohort.objects.applied_to_at(at).select_related("network"):
        each(cohort.network.notices.confirmed(), tell, cohort, at)


def tell(waiting, cohort, at):
    """Write the one letter, and erase the address in the same transaction; of two at once, one does it."""
    with transaction.atomic():
        notice = Notice.objects.confirmed().filter(pk=waiting.pk).select_for_update(skip_locked=True).first()
        if notice is None:
            return
        post(
            "members/intake_open",
            Address(notice.email, language=notice.language),
            about=cohort,
            at=at,
            network=cohort.network,
            context={"cohort": cohort},
            is_fleeting=True,
        )
        notice.delete()
