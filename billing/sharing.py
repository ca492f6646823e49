"""Why fees that were to stand on one invoice stand apart, and what would have to agree."""

from collections import defaultdict

from django.utils.translation import gettext

from members.models import Payer

from .rules import differing

# So many of the others are told of, the nearest first.
TOLD = 3


def standing_apart(prospects):
    """{membership: sentences} for each that chose a joint invoice and does not stand on one with others of its payer."""
    by_payer = defaultdict(dict)
    for one in prospects:
        for sign in signs(one.membership.payer):
            by_payer[sign][one.membership.pk] = one
    found = {}
    for one in prospects:
        if one.membership.payer.shares_invoice:
            near = {
                key: other for sign in signs(one.membership.payer) for key, other in by_payer[sign].items()
            }
            near.pop(one.membership.pk)
            if reasons := sentences(one, near.values()):
                found[one.membership.pk] = reasons
    return found


def signs(payer):
    """By what two payers are taken for the same organisation, though they are written differently."""
    return {sign for sign in (("cvr", payer.cvr), ("name", payer.legal_name.casefold())) if sign[1]}


def sentences(one, others):
    """What keeps the invoice apart from each of the others."""
    payer = one.membership.payer
    near = [(differing(payer.particulars, other.membership.payer.particulars), other) for other in others]
    near.sort(key=lambda pair: (len(pair[0]), pair[1].names))
    found = [sentence(places, other) for places, other in near]
    return list(filter(None, found))[:TOLD]


def sentence(places, other):
    """What would have to agree for one invoice with the other, or ''."""
    chose = other.membership.payer.shares_invoice
    if chose and places:
        named = [str(Payer._meta.get_field(Payer.COPIED[place]).verbose_name) for place in places]
        return gettext("Not on one invoice with %(names)s; this must be the same: %(particulars)s.") % {
            "names": other.names, "particulars": ", ".join(named),
        }  # fmt: skip
    if not chose and not places:
        return gettext("Not on one invoice with %(names)s, who asked for an invoice of their own.") % {
            "names": other.names
        }
    return ""
