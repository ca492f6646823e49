"""What the demonstration's networks say of themselves: from the network's own page of 2017."""

INNOVATION = {
    "name_da": "Netværk for innovationschefer",
    "name_en": "Network for Heads of Innovation",
    "headline_da": "Hjælp hinanden med det, der er svært",
    "headline_en": "Help each other with what is hard",
    "lede_da": "Et fortroligt netværk for ledere med ansvar for innovation i kommuner og stat. "
    "Fem gange om året, på skift hos hinanden.",
    "lede_en": "A confidential network for leaders responsible for innovation in municipalities and the state. "
    "Five times a year, taking turns at each other's workplaces.",
    "purpose_da": """COI's netværk for offentlige innovationschefer er et forum, hvor medlemmerne åbent og ærligt deler ud af udfordringer og personlige erfaringer og giver sparring til andres problemstillinger.

Innovationsledelse i politisk styrede organisationer

Mange offentlige arbejdspladser har de senere år valgt at arbejde målrettet med innovation – forstået som en målrettet indsats for at skabe nye eller væsentligt forbedrede politikker, reguleringer, teknologiske løsninger, serviceydelser, måder at kommunikere på mv. Typisk sker dette gennem øget involvering af borgere og andre eksterne aktører og ved at introducere nye former for organisationsinterne, tværgående udviklingsprocesser.

Innovationsprocesser i det offentlige adskiller sig fra tilsvarende processer i den private sektor ved, at de skal gennemføres inden for rammerne af et politisk mandat, der i sagens natur kan skifte ved nye poster i regering, byråd og regionsråd. Desuden skal de gennemføres i overensstemmelse med krav til åbenhed og ligebehandling.

Af hensyn til medlemmernes opbygning af tillid og indgående kendskab til hinanden optager netværket kun nye medlemmer én gang om året.""",
    "purpose_en": """COI's network for public heads of innovation is a forum where the members openly and honestly share challenges and personal experience and help each other with the problems they face.

Leading innovation in politically governed organisations

In recent years many public workplaces have chosen to work purposefully with innovation – understood as a purposeful effort to create new or substantially better policies, regulation, technological solutions, services, ways of communicating and so on. Typically this happens by involving citizens and other outside actors more, and by introducing new forms of development that cut across the organisation.

Innovation in the public sector differs from that in the private sector in that it must be carried out within a political mandate, which by its nature can change with new posts in government, city council and regional council. It must also live up to the demands of openness and equal treatment.

For the sake of the members' trust in and thorough knowledge of each other, the network admits new members only once a year.""",
    "audience_da": "For dig, der har ansvaret for innovation i din kommunale eller statslige organisation.",
    "audience_en": "For you who are responsible for innovation in your municipal or state organisation.",
    "sectors": ["municipal", "state"],
    "secretariat": "Center for Offentlig Innovation (COI)",
    "contact_name": "Pia Gjellerup",
    "contact_title": "formand for netværket og centerleder i COI",
    "contact_email": "pgj@example.dk",
    "contact_phone": "00 00 00 00",
    "facilitation_da": "Netværket faciliteres af Center for Offentlig Innovation (COI), evt. i samarbejde med værten for det enkelte møde.",
    "facilitation_en": "The network is facilitated by the National Centre for Public Innovation (COI), where suitable together with the host of the meeting.",
}

SPREAD = {
    "name_da": "Spredningsnetværket",
    "name_en": "The Spread Network",
    "headline_da": "Spred det, der virker",
    "headline_en": "Spread what works",
    "lede_da": "Netværk for spredning af offentlig innovation: for innovationskonsulenter, projektledere, mellemledere m.fl. ansat i den offentlige sektor.",
    "lede_en": "A network for the spreading of public innovation: for innovation consultants, project leaders, middle managers and others employed in the public sector.",
    "purpose_da": "Netværket er forbeholdt innovatører i kommunerne og staten, som ønsker at sprede egne innovative ideer og løsninger og gerne vil lære af andre og genbruge deres løsninger.",
    "purpose_en": "The network is reserved for innovators in the municipalities and the state who wish to spread their own innovative ideas and solutions, and who want to learn from others and reuse theirs.",
    "audience_da": "For innovationskonsulenter, projektledere, mellemledere m.fl. i kommuner og stat.",
    "audience_en": "For innovation consultants, project leaders, middle managers and others in municipalities and the state.",
    "sectors": ["municipal", "state"],
    "secretariat": "Center for Offentlig Innovation (COI)",
    "contact_name": "Majken Præstbro",
    "contact_title": "relationschef hos COI",
    "contact_email": "mmp@example.dk",
    "contact_phone": "00 00 00 00",
    "facilitation_da": "Netværket faciliteres af Center for Offentlig Innovation (COI).",
    "facilitation_en": "The network is facilitated by the National Centre for Public Innovation (COI).",
}

COVERS = {
    "covers_da": "Forplejning og oplægshonorarer. Transportudgifter betaler deltageren selv.",
    "covers_en": "Meals and speakers' fees. Travel is paid by the participant.",
}
TERMS = {
    "terms_da": "Tilmelding er bindende for et år. Der gives ikke penge retur ved afbud.",
    "terms_en": "Joining is binding for one year. No money is returned for regrets.",
}
PROGRAMME = {
    "programme_da": """Møderne afholdes på skift hos medlemmerne i hele landet og indeholder bl.a. en præsentation og diskussion af innovationsarbejdet hos værten.

På enkelte af møderne vil der være inspirationsoplæg udefra, men hovedvægten af arbejdet i netværket foregår omkring medlemmernes egne problemstillinger og udfordringer og behov for sparring.

Der er fire møder og et seminar med overnatning.""",
    "programme_en": """The meetings take turns at the members' workplaces all over the country and include a presentation and discussion of the host's work with innovation.

At some meetings there will be an inspiring talk from outside, but the main part of the network's work is about the members' own problems and challenges and their need for advice.

There are four meetings and a seminar with a night.""",
}
PROGRAMME_2017 = (
    PROGRAMME["programme_da"]
    + """

Netværket faciliteres af Majken Præstbro fra Center for Offentlig Innovation (COI), evt. i samarbejde med værten for det enkelte møde.

Møde i Aarhus Kommune med Netværk for Innovationschefer med besøg af Annemette Digmann. Tekst og foto: Majken Præstbro, relationschef hos COI."""
)

# (kind, Danish, English, answers)
CRITERIA = [
    (
        "evidence",
        "Du har ansvaret for innovation i din kommunale eller statslige organisation, enten for en innovationsenhed eller tilsvarende eller et koordinerende ansvar.",
        "You are responsible for innovation in your municipal or state organisation: you head an innovation unit or the equivalent, or you coordinate.",
        "unit | Jeg leder en innovationsenhed | I head an innovation unit\n"
        "equivalent | Jeg leder noget tilsvarende | I head something equivalent\n"
        "coordinates | Jeg har et koordinerende ansvar for innovation | I have a coordinating responsibility for innovation",
    ),
    (
        "commitment",
        "Du er villig til åbent og ærligt at dele udfordringer og personlige erfaringer med de øvrige medlemmer.",
        "You are willing to share challenges and personal experience openly and honestly with the other members.",
        "",
    ),
    (
        "commitment",
        "Du prioriterer at mødes med mindst ét andet medlem mindst én gang uden for de fastlagte møder, fx i regi af COI's innovationspraktik.",
        "You make it a priority to meet at least one other member at least once outside the fixed meetings, for example within COI's innovation practice (innovationspraktik).",
        "",
    ),
    (
        "commitment",
        "Du kan mødes forskellige steder i landet alt efter værtskabet for møderne (fordeling efter, hvor medlemmerne er fra).",
        "You can meet in different parts of the country, depending on who hosts (shared according to where the members are from).",
        "",
    ),
]

SPREAD_CRITERIA = [
    (
        "evidence",
        "Du arbejder med innovation i kommunerne eller staten og har egne ideer eller løsninger at sprede.",
        "You work with innovation in a municipality or the state and have ideas or solutions of your own to spread.",
        "consultant | Jeg er innovationskonsulent | I am an innovation consultant\n"
        "project | Jeg er projektleder | I am a project leader\n"
        "manager | Jeg er mellemleder | I am a middle manager\n"
        "other | Jeg har en anden rolle i innovationsarbejdet | I have another role in innovation",
    ),
    (
        "commitment",
        "Du ønsker at sprede egne innovative ideer og løsninger.",
        "You wish to spread your own innovative ideas and solutions.",
        "",
    ),
    (
        "commitment",
        "Du vil gerne lære af andre og genbruge deres løsninger.",
        "You want to learn from others and reuse their solutions.",
        "",
    ),
]

# The source's five meetings: theme, remark, host, place, parts (Danish title, from, to).
MEETINGS_2017 = [
    {
        "theme": "Paradokser som afsæt for handlekraft i innovationsledelse; etablering af netværket",
        "theme_en": "Paradoxes as a springboard for the power to act in innovation leadership; founding the network",
        "host": "helle",
        "place": "Socialforvaltningen",
        "town": "København",
        "municipality": "0101",
        "parts": [("", "2017-03-09 10:00", "2017-03-09 16:00")],
    },
    {
        "theme": "Designledelse og innovationskultur – At skabe bruddene kontinuerligt",
        "theme_en": "Design leadership and a culture of innovation – making the breaks continuously",
        "host": "jane",
        "place": "",
        "town": "København",
        "municipality": "0101",
        "parts": [("", "2017-05-09 09:30", "2017-05-09 17:30")],
    },
    {
        "theme": "De værdifulde mellemrum (tværsektoriel innovationsledelse); det personlige innovationslederskab",
        "theme_en": "The valuable spaces between (leading innovation across sectors); personal innovation leadership",
        "host": "secretariat",
        "place": "",
        "town": "Vejle",
        "municipality": "0630",
        "parts": [
            ("Første dag", "2017-08-24 10:00", "2017-08-24 21:00"),
            ("Overnatning", "2017-08-24 21:00", "2017-08-25 08:00"),
            ("Anden dag", "2017-08-25 08:00", "2017-08-25 12:30"),
        ],
    },
    {
        "theme": "Innovation i sparetider",
        "theme_en": "Innovation in times of saving",
        "host": "claus",
        "place": "",
        "town": "Furesø",
        "municipality": "0190",
        "parts": [("", "2017-09-27 10:00", "2017-09-27 16:00")],
    },
    {
        "theme": "Det lange seje træk - implementere, evaluere, skalere og sprede",
        "theme_en": "The long haul – implementing, evaluating, scaling and spreading",
        "host": None,
        "place": "",
        "town": "",
        "municipality": "",
        "remark_da": "dagen før kommunalvalget",
        "remark_en": "the day before the municipal elections",
        "parts": [("", "2017-11-20 10:00", "2017-11-20 16:00")],
    },
]
