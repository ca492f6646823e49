"""What the demonstration's members share in confidence: challenges, some had, some to come, some without a place."""

from meetings.models import AgendaItem, Challenge
from meetings.rules import ItemKind

# Whose (their place among the members), in a few words, what is hard, what is wanted.
CHALLENGES = [
    (
        3,
        "Pilotprojekterne dør, når pengene slipper op",
        "Vi har haft elleve forsøg på to år. To lever videre i driften. De andre sluttede pænt, og så skete der ikke mere.",
        "Fortæl om ét forsøg hos jer, der overlevede, og hvad I gjorde i det sidste halve år.",
    ),
    (
        5,
        "Medarbejderne er trætte af nye idéer",
        "Da jeg præsenterede det seneste forløb, sagde en leder højt, hvad mange tænkte: Ikke et projekt mere.",
        "Modstand: Er det mig, der skal holde op, eller er det måden, vi gør det på?",
    ),
    (
        9,
        "Alene på en ø med innovationsansvaret",
        "Jeg har ingen enhed, kun mig selv og gode kolleger, der har travlt med andet.",
        "Hvordan har I fået andre til at bære noget af det, uden at de fik det som en opgave?",
    ),
    (
        0,
        "Byrådet vil se gevinster inden valget",
        "Vi er begyndt på noget, der tager fem år. Udvalget vil have tal til foråret, og jeg er bange for at love for meget.",
        "Hvordan taler I om fremdrift uden at opfinde gevinster? Jeg vil gerne øve samtalen med jer.",
    ),
    (
        16,
        "Jura siger nej, før vi har spurgt borgerne",
        "Hver gang vi vil prøve noget, ender vi i et notat om hjemmel. Det er ikke forkert, men det er for tidligt.",
        "Erfaringer med at få juristerne med fra den første dag.",
    ),
    (
        11,
        "To forvaltninger, én borger, ingen ejer",
        "Vi har tegnet et forløb, som alle er glade for. Ingen af de to chefer vil have det i sit budget.",
        "Idéer til, hvem der kan eje noget, der ligger imellem to.",
    ),
    (
        19,
        "Vi måler aktivitet, fordi det er nemt",
        "Vi tæller workshops og deltagere. Jeg kan ikke længere selv huske, hvad vi ville opnå.",
        "Vis mig ét mål hos jer, som I faktisk har styret efter.",
    ),
]
ON_AGENDAS = [(0, 1), (1, 2), (2, 2), (3, 3), (4, 3)]  # which challenge stands on the agenda of which meeting


def share_challenges(stage, cohort, members, by):
    """Seven share a challenge: three have had the floor, two are on the next agenda, two wait for a place."""
    shared = []
    for place, (whose, title, hard, wanted) in enumerate(CHALLENGES):
        at = stage.go_to(stage.calendar.ago(60 - 7 * place, 14))
        shared.append(Challenge.objects.share(members[whose], at=at, title=title, hard=hard, wanted=wanted))
    for which, number in ON_AGENDAS:
        free = AgendaItem.objects.filter(
            part__meeting__number=number, part__cohort=cohort, kind=ItemKind.CHALLENGE, challenge=None
        )
        AgendaItem.objects.place(
            shared[which], free.order_by("part__starts_at", "starts_after").first(), cohort=cohort
        )
    speak(cohort)


def speak(cohort):
    """Somebody from outside gives a talk at the next meeting."""
    talks = AgendaItem.objects.filter(part__meeting__number=3, part__cohort=cohort, kind=ItemKind.TALK)
    first = talks.order_by("part__starts_at").values("pk")[:1]
    talks.filter(pk__in=first).update(
        title_da="Når ingen har mandatet",
        title_en="When nobody has the mandate",
        speaker="Ditte Sand, Handelshøjskolen",
    )
