"""The demonstration's people: invented names at real municipalities and state bodies, all @example.dk.

Each row: the address before the @, name, title, organisation.
"""

FACILITATOR = ("facilitator", "Karen Lindholm", "Netværksleder", None)
FINANCE = ("finance", "Bo Rasmussen", "Økonomikonsulent", None)
SISTER = ("sister", "Signe Falk", "Netværksleder", None)
STRANGER = ("stranger", "Torben Gæst", "", None)

# The present year's members. The first is the one whose button says "member".
MEMBERS = [
    ("member", "Mette Brandt", "Innovationschef", "Vejle Kommune"),
    ("anders.krogh", "Anders Krogh", "Chef for Innovation og Digitalisering", "Aarhus Kommune"),
    ("birgitte.dam", "Birgitte Dam", "Udviklingschef", "Viborg Kommune"),
    ("christian.holm", "Christian Holm", "Innovationschef", "Odense Kommune"),
    ("dorte.vinther", "Dorte Vinther", "Leder af Innovationsenheden", "Københavns Kommune"),
    ("erik.sommer", "Erik Sommer", "Udviklingschef", "Aalborg Kommune"),
    ("fatma.yilmaz", "Fatma Yilmaz", "Chef for Velfærdsinnovation", "Furesø Kommune"),
    ("gitte.lund", "Gitte Lund", "Innovationskoordinator", "Esbjerg Kommune"),
    ("henrik.bak", "Henrik Bak", "Strategi- og innovationschef", "Horsens Kommune"),
    ("ida.storm", "Ida Storm", "Udviklingschef", "Bornholms Regionskommune"),
    ("jakob.friis", "Jakob Friis", "Innovationschef", "Roskilde Kommune"),
    ("kirsten.toft", "Kirsten Toft", "Leder af Fremtidens Velfærd", "Guldborgsund Kommune"),
    ("lars.mejer", "Lars Mejer", "Innovationschef", "Randers Kommune"),
    ("maria.hvid", "Maria Hvid", "Chef for Udvikling og Innovation", "Gentofte Kommune"),
    ("niels.aagaard", "Niels Aagaard", "Udviklingschef", "Sønderborg Kommune"),
    ("olga.petersen", "Olga Petersen", "Kontorchef", "Digitaliseringsstyrelsen"),
    ("peter.vang", "Peter Vang", "Innovationschef", "Skatteforvaltningen"),
    ("rikke.norup", "Rikke Norup", "Chef for Brugerrejser", "Erhvervsstyrelsen"),
    ("sanne.kjer", "Sanne Kjær", "Kontorchef", "Sundhedsstyrelsen"),
    ("thomas.beck", "Thomas Beck", "Innovationsleder", "Vejdirektoratet"),
    ("ulla.ravn", "Ulla Ravn", "Udviklingschef", "Miljøstyrelsen"),
    (
        "viggo.dahl",
        "Viggo Dahl",
        "Chefkonsulent med innovationsansvar",
        "Styrelsen for Arbejdsmarked og Rekruttering",
    ),
    ("winnie.moos", "Winnie Moos", "Innovationschef", "Patent- og Varemærkestyrelsen"),
    ("yasmin.karim", "Yasmin Karim", "Kontorchef", "Børne- og Undervisningsministeriet"),
]
# Applied for the present year, and did not get a seat.
TURNED_DOWN = [("aksel.bro", "Aksel Bro", "Projektleder", "Kolding Kommune")]
LAPSED = [("bente.skov", "Bente Skov", "Digitaliseringschef", "Herning Kommune")]

# New applicants for next year, beside those of this year's members who go on.
APPLICANT = ("applicant", "Camilla Østergaard", "Innovationschef", "Silkeborg Kommune")
APPLICANTS = [
    ("david.lau", "David Lau", "Udviklingschef", "Næstved Kommune"),
    ("ellen.rask", "Ellen Rask", "Innovationschef", "Hjørring Kommune"),
    ("finn.juul", "Finn Juul", "Kontorchef", "Kystdirektoratet"),
    ("grethe.bay", "Grethe Bay", "Leder af Innovationslab", "Frederiksberg Kommune"),
    ("hassan.ali", "Hassan Ali", "Chef for Analyse og Innovation", "Kriminalforsorgen"),
    ("ingrid.voss", "Ingrid Voss", "Udviklingskonsulent", "Svendborg Kommune"),
    ("jens.overgaard", "Jens Overgaard", "Innovationschef", "Middelfart Kommune"),
    ("karina.lind", "Karina Lind", "Chef for Borgerservice", "Slagelse Kommune"),
    ("leif.norre", "Leif Nørre", "Udviklingschef", "Holstebro Kommune"),
    ("mona.riis", "Mona Riis", "Kontorchef", "Rigspolitiet"),
]
UNLISTED = ("nanna.tang", "Nanna Tang", "Innovationschef", "Fællesskabet for Sønderjysk Velfærdsteknologi")

SPREADERS = [
    ("oskar.munk", "Oskar Munk", "Innovationskonsulent", "Aarhus Kommune"),
    ("pernille.galt", "Pernille Galt", "Projektleder", "Odense Kommune"),
    ("rune.have", "Rune Have", "Projektleder", "Digitaliseringsstyrelsen"),
    ("susanne.elm", "Susanne Elm", "Afdelingsleder", "Esbjerg Kommune"),
    ("tina.grau", "Tina Grau", "Innovationskonsulent", "Aarhus Kommune"),
    ("ulrik.bech", "Ulrik Bech", "Teamleder", "Arbejdstilsynet"),
    ("vibeke.lyng", "Vibeke Lyng", "Projektleder", "Thisted Kommune"),
    ("wilhelm.kaas", "Wilhelm Kaas", "Innovationskonsulent", "Odense Kommune"),
]
# Wait for a seat in the present year of Spredningsnetværket.
SPREAD_WAITING = [
    ("xenia.holt", "Xenia Holt", "Projektleder", "Herning Kommune"),
    ("zakir.noor", "Zakir Noor", "Teamleder", "Kriminalforsorgen"),
    ("aase.krag", "Aase Krag", "Innovationskonsulent", "Silkeborg Kommune"),
]

# Hosts of 2017 whom the source names; their organisations as it writes them.
HOSTS_2017 = {
    "helle": ("helle.vibeke", "Helle Vibeke", "", "Københavns Kommune"),
    "jane": ("jane", "Jane", "", "SKAT IT og innovation"),
    "claus": ("claus", "Claus", "", "Furesø Kommune"),
}

# What this year's members wrote about their responsibility, by the kind they chose.
RESPONSIBILITIES = [
    ("unit", "Jeg leder innovationsenheden med syv medarbejdere og refererer til direktionen. Vi driver forløb på tværs af forvaltningerne."),
    ("coordinates", "Jeg koordinerer innovationsarbejdet på tværs af fagområderne og har ansvaret for vores innovationsstrategi."),
    ("equivalent", "Jeg leder udviklingsafdelingen, som har ansvaret for nye løsninger sammen med borgere og virksomheder."),
]  # fmt: skip

# What the facilitator remarks about applicants for next year, and asks them.
REMARKS = [
    "Stærk beskrivelse. Mangler vi nogen fra hovedstaden, er det her et godt bud.",
    "Rejser i forvejen meget; spørg, om der er tid til møder i hele landet.",
    "Er det innovationsansvaret eller analyseansvaret, der fylder mest?",
]
QUESTIONS = [
    "Kan du være med til møderne, også når de ligger i Nordjylland eller på Bornholm?",
    "Hvor stor en del af din tid bruger du på innovation på tværs af politikredsene?",
]
ANSWER = "Ja. Min chef har sat dagene af, og jeg har prøvet at rejse med nattog før."

# The programme of the present year: theme, English theme, host (index into MEMBERS or "secretariat"),
# first and last hour; a seminar has a night.
THEMES = [
    ("Borgeren som medskaber – også når det er svært", "The citizen as co-creator – also when it is hard", 4, "10:00", "16:00"),
    ("Kunstig intelligens i driften: fra forsøg til hverdag", "Artificial intelligence at work: from trial to everyday", 15, "09:30", "16:30"),
    ("Ledelse af det, ingen ejer: innovation på tværs", "Leading what nobody owns: innovation across", "secretariat", "10:00", "12:30"),
    ("Fra projekt til praksis: at gøre det nye til det normale", "From project to practice: making the new normal", 2, "10:00", "16:00"),
    ("Innovation i sparetider – ti år efter", "Innovation in times of saving – ten years on", None, "10:00", "16:00"),
]  # fmt: skip
SPREAD_THEMES = [
    ("Genbrug med stolthed", "Reuse with pride", 0, "10:00", "15:30"),
    ("Hvad skal der til, for at andre tør?", "What does it take for others to dare?", 3, "10:00", "15:30"),
    ("Spredning uden projektpenge", "Spreading without project money", None, "10:00", "15:30"),
]

# Lines of a list with other members of 2017: right, with an employer to be added, and wrong.
LIST_2017 = [
    {
        "name": "Agnes Holt",
        "email": "agnes.holt@example.dk",
        "title": "Innovationschef",
        "organisation": "Vejle",
    },
    {
        "name": "Bertil Krag",
        "email": "bertil.krag@example.dk",
        "title": "Kontorchef",
        "organisation": "Statens Prøveanstalt",
        "sector": "statslig",
    },
    {
        "name": "Clara Munk",
        "email": "clara.munk(a)example.dk",
        "title": "Chef",
        "organisation": "Furesø Komune",
    },
]

# Street and postcode of the payers, by organisation where it is not plain "Rådhuset".
POSTCODES = {
    "Vejle Kommune": ("7100", "Vejle"), "Aarhus Kommune": ("8000", "Aarhus C"), "Viborg Kommune": ("8800", "Viborg"),
    "Odense Kommune": ("5000", "Odense C"), "Københavns Kommune": ("1550", "København V"),
    "Aalborg Kommune": ("9000", "Aalborg"), "Furesø Kommune": ("3500", "Værløse"), "Esbjerg Kommune": ("6700", "Esbjerg"),
    "Horsens Kommune": ("8700", "Horsens"), "Bornholms Regionskommune": ("3700", "Rønne"),
    "Roskilde Kommune": ("4000", "Roskilde"), "Guldborgsund Kommune": ("4800", "Nykøbing F"),
    "Randers Kommune": ("8900", "Randers C"), "Gentofte Kommune": ("2920", "Charlottenlund"),
    "Sønderborg Kommune": ("6400", "Sønderborg"), "Silkeborg Kommune": ("8600", "Silkeborg"),
    "Næstved Kommune": ("4700", "Næstved"), "Hjørring Kommune": ("9800", "Hjørring"),
    "Frederiksberg Kommune": ("2000", "Frederiksberg"), "Svendborg Kommune": ("5700", "Svendborg"),
    "Middelfart Kommune": ("5500", "Middelfart"), "Slagelse Kommune": ("4200", "Slagelse"),
    "Holstebro Kommune": ("7500", "Holstebro"), "Kystdirektoratet": ("7620", "Lemvig"),
    "Kolding Kommune": ("6000", "Kolding"), "Herning Kommune": ("7400", "Herning"),
    "Lolland Kommune": ("4930", "Maribo"), "Thisted Kommune": ("7700", "Thisted"),
    "Ballerup Kommune": ("2750", "Ballerup"),
}  # fmt: skip
# Where the state bodies of the demonstration lie, as municipality codes.
STATE_LIES_IN = {
    "Kystdirektoratet": "0665",
    "Patent- og Varemærkestyrelsen": "0187",
    "Miljøstyrelsen": "0461",
}
