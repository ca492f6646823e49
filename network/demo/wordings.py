"""The admission letter in the network's own words, where the demonstration shows that it can be done."""

from members.letters import KINDS, LANGUAGES, Draft, reword, standard

SUBJECT = "Velkommen til $netvaerk $aargang"
TEXT = """Kære $navn

Vi glæder os til at se dig i $netvaerk $aargang. Du har fået en plads.

$begrundelse

Følgende er aftalt:
$aftalt

Tænk allerede nu over en udfordring, som du gerne vil have sparring på. Den kan du tage med til det første møde.

Her finder du din kvittering med de kriterier og vilkår, du har sagt ja til:
$link

$hilsen"""


def word_admission(network, by, moment):
    """The Danish admission letter in the network's own words; the English one stays the standard."""
    kind = KINDS["members/admitted"]
    drafts = {language: standard(kind, language) for language in LANGUAGES}
    reword(network, kind, {**drafts, "da": Draft(SUBJECT, TEXT)}, by=by, at=moment)
