"""What a network's first year begins with: texts and criteria to edit, taken from the bylaws."""

from ...rules import CriterionKind

TEXTS = {
    "covers_da": "Forplejning og oplægsholdere. Rejser betaler du selv.",
    "covers_en": "Meals and speakers. You pay for travel yourself.",
    "terms_da": "Tilmeldingen er bindende for et år. Der gives ikke penge retur ved afbud eller udtræden.",
    "terms_en": "Joining is binding for one year. There is no refund for regrets or withdrawal.",
    "programme_da": "Møderne holdes på skift hos medlemmerne rundt om i landet.",
    "programme_en": "Members take turns hosting the meetings around the country.",
}
CRITERIA = [
    {
        "kind": CriterionKind.EVIDENCE,
        "wording_da": "Du har ansvar for innovation i din organisation.",
        "wording_en": "You are responsible for innovation in your organisation.",
        "answers": "unit | Jeg leder en innovationsenhed | I head an innovation unit\n"
        "equivalent | Jeg leder noget tilsvarende | I head an equivalent\n"
        "coordinates | Jeg koordinerer innovation | I coordinate innovation",
    },
    {
        "kind": CriterionKind.COMMITMENT,
        "wording_da": "Du deler åbent og ærligt udfordringer og personlige erfaringer med de andre medlemmer.",
        "wording_en": "You share challenges and personal experience openly and honestly with the other members.",
    },
    {
        "kind": CriterionKind.COMMITMENT,
        "wording_da": "Du mødes mindst én gang om året med mindst ét andet medlem uden for de fastlagte møder.",
        "wording_en": "You meet at least one other member at least once a year outside the fixed meetings.",
    },
    {
        "kind": CriterionKind.COMMITMENT,
        "wording_da": "Du rejser derhen i landet, hvor værten for mødet er.",
        "wording_en": "You travel to wherever in the country the host of the meeting is.",
    },
]
