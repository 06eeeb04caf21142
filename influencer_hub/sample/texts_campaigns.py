"""The campaigns of Nordwerk AG: their words, hashtags and kits in German and English."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AssetText:
    """A picture of a kit. Title and alternative text are in the campaign's own language."""

    scene: str
    title: str
    alt: str
    square: bool = False


@dataclass(frozen=True)
class CampaignText:
    """Days are counted from today; pairs are German, English."""

    slug: str
    hashtags: tuple[str, ...]
    title: tuple[str, str]
    summary: tuple[str, str]
    story: tuple[str, str]
    header: str
    starts: int
    ends: int
    assets: tuple[AssetText, ...] = ()
    language: str = "de"
    contact: str = "Selma Öztürk"
    invited_days_ago: int | None = None
    published: bool = True
    credit: str = "Nordwerk AG / K. Mensah"


WERKSTOLZ = CampaignText(
    "werkstolz",
    ("Werkstolz", "Dabei"),
    ("Zeig, was deine Hände können", "Show what your hands can do"),
    (
        "Ein Handgriff, eine Schweißnaht, eine Zeile Code: eine Sache, auf die du stolz bist, in deinen Worten.",
        "A movement of the hand, a weld seam, a line of code: one thing you are proud of, in your own words.",
    ),
    (
        """Seit zwei Jahren werden wir gefragt, was hinter den Toren eigentlich passiert. Die besten Antworten standen nie in einer Pressemitteilung. Sie kamen von Thorben, der elf Sekunden lang seine Hände filmte, während er ein Kupferrohr bördelte.

#Werkstolz sammelt solche Momente. Es gibt keine Vorgabe, was du sagst, keine Länge und keinen richtigen Kanal. Der Hashtag ist nur der Punkt, um den wir alle fliegen.

## Ton

- Ich-Form, konkret, eine Sache
- Dialekt ist willkommen, Tippfehler auch
- Sag, dass du hier arbeitest

## Fakten, auf die du dich verlassen kannst

- 1.240 Auszubildende in 9 Berufen
- 412 km Fernwärmeleitung
- Geprüft am 12. November von Dr. M.-L. Grünewald
""",
        """For two years people have asked us what actually happens behind the gates. The best answers never came from a press release. They came from Thorben, who filmed his hands for eleven seconds while flaring a copper pipe.

#Werkstolz collects moments like that. There is no brief for what you say, no length, and no right channel. The hashtag is only the point we all fly around.

## Tone

- First person, concrete, one thing
- Dialect is welcome, typos too
- Say that you work here

## Facts you can rely on

- 1,240 apprentices in 9 trades
- 412 km of district-heating pipe
- Checked on 12 November by Dr M.-L. Grünewald
""",
    ),
    "wrenches",
    -12,
    24,
    (
        AssetText(
            "control-room",
            "Leitstand, Halle 3",
            "Ein Kollege mit gelbem Helm in einem langen Gang zwischen Rohren und Schaltschränken",
        ),
        AssetText(
            "apprentices",
            "Ausbildungsjahrgang 2026",
            "Vier Menschen in Arbeitskleidung und Helmen stehen nebeneinander und lachen",
        ),
        AssetText(
            "heat-pump", "Wärmepumpe im Schnee", "Eine Wärmepumpe mit Schneehaube vor einer roten Ziegelwand"
        ),
        AssetText(
            "trench",
            "Fernwärme, Bauabschnitt 7",
            "Rohre im offenen Graben, daneben ein Kollege mit weißem Helm",
        ),
        AssetText(
            "wind-farm",
            "Feierabend, Windpark Süd",
            "Windräder als Schatten vor einem orangefarbenen Abendhimmel",
        ),
        AssetText(
            "mug",
            "Werkstatt-Kaffee, 6:10 Uhr",
            "Eine dampfende Tasse mit dem Zeichen der Werkstimmen, dahinter Lichter",
            square=True,
        ),
    ),
    invited_days_ago=6,
)

NORDWERKWALL = CampaignText(
    "lichterfest",
    ("Nordwerkwall", "Lichterfest"),
    ("Lichterfest: Fotos auf die 20-Meter-Wand", "Festival of lights: photos on the 20-metre wall"),
    (
        "Vor Ort ein Foto machen, QR-Code scannen, fertig. Eigene Kanäle brauchst du dafür nicht.",
        "Take a photo at the venue, scan a QR code, done. You need no channel of your own for it.",
    ),
    (
        """Am Abend des Lichterfests hängt in der Messehalle eine Leinwand von zwanzig Metern. Darauf erscheint, was ihr an diesem Abend seht: eure Kolleginnen, euer Team, die Lichter.

Jedes Bild schaut sich vorher ein Mensch an. Du kannst deines jederzeit wieder herunternehmen, auch wenn es schon läuft.

## Was hilft

- Quer fotografieren, nah herangehen
- Fragen, bevor jemand im Bild ist
- Ein Satz dazu, wenn dir einer einfällt
""",
        """On the evening of the festival of lights a screen of twenty metres hangs in the hall. It shows what you see that evening: your colleagues, your team, the lights.

A human looks at each picture first. You can take yours down at any time, even while it is on.

## What helps

- Hold the phone sideways, go close
- Ask before somebody is in the picture
- Add a sentence if one comes to mind
""",
    ),
    "lights",
    -2,
    17,
    (
        AssetText(
            "lights",
            "Lichterfest, die Wand",
            "Menschen vor einer großen Leinwand mit Porträts, darüber Lichterketten am Abendhimmel",
        ),
        AssetText(
            "mug", "Punsch, alkoholfrei", "Eine dampfende Tasse vor verschwommenen Lichtern", square=True
        ),
    ),
    invited_days_ago=2,
)

WARMTH = CampaignText(
    "winter-ready",
    ("WarmDurchsNetz",),
    ("Winterfest: was Wärme möglich macht", "Winter-ready: what makes warmth possible"),
    (
        "Bald geht die Heizsaison richtig los. Zeig, wer dafür sorgt, dass niemand friert.",
        "The heating season is about to begin in earnest. Show who sees to it that nobody is cold.",
    ),
    (
        """Wenn es draußen kalt wird, merkt kaum jemand, dass wir arbeiten. Das ist ein gutes Zeichen. Erzähl trotzdem davon: von der Nachtschicht, vom Anruf um fünf, von der Pumpe, die wieder läuft.

Die Bilder darfst du frei verwenden, deine eigenen sind noch besser.
""",
        """When it gets cold outside, hardly anybody notices that we are at work. That is a good sign. Tell people all the same: about the night shift, the call at five, the pump that runs again.

The pictures are yours to use, your own are better still.
""",
    ),
    "heat-pump",
    9,
    51,
    (
        AssetText(
            "heat-pump",
            "Heat pump in the snow",
            "A heat pump under a cap of snow in front of a red brick wall",
        ),
        AssetText(
            "trench",
            "District heating, section 7",
            "Pipes in an open trench, beside them a colleague in a white helmet",
        ),
        AssetText("weld", "The seam, at minus four", "Sparks fly from a weld on a large pipe"),
    ),
    language="en",
    contact="Aylin Yıldırım",
)

DABEI = CampaignText(
    "ausbildungsstart",
    ("Dabei",),
    ("Erster Tag: unser Ausbildungsstart", "Day one: our apprentices begin"),
    (
        "312 neue Auszubildende haben angefangen. Wie war dein erster Tag?",
        "312 new apprentices have started. What was your first day like?",
    ),
    (
        """Der Helm sitzt, das Herz noch nicht ganz. Im September haben 312 Menschen bei uns angefangen, und viele von euch haben erzählt, wie das bei ihnen war: vor einem Jahr, vor dreißig.

Das Materialpaket bleibt hier zum Nachschauen.
""",
        """The helmet fits, the heart not quite. In September 312 people started here, and many of you told how it was for you: a year ago, thirty years ago.

The kit stays here to look back at.
""",
    ),
    "apprentices",
    -85,
    -40,
    (
        AssetText(
            "apprentices", "Jahrgang 2026", "Vier Menschen in Arbeitskleidung und Helmen stehen nebeneinander"
        ),
        AssetText(
            "wrenches",
            "Das erste Werkzeug",
            "Drei Schraubenschlüssel und ein Arbeitshandschuh auf einer Holzbank",
        ),
    ),
    contact="Nguyễn Thị Hà",
    invited_days_ago=80,
)

CAMPAIGNS = (WERKSTOLZ, NORDWERKWALL, WARMTH, DABEI)

# Past these, campaigns of any number are made of an occasion and a place.
OCCASIONS = (
    ("Ein Tag in {place}", "A day in {place}", "EinTagIn", "trench"),
    ("Nachtschicht in {place}", "Night shift in {place}", "Nachtschicht", "control-room"),
    ("Offene Werkstatt in {place}", "Open workshop in {place}", "OffeneWerkstatt", "wrenches"),
    ("Frühstück mit dem Team in {place}", "Breakfast with the team in {place}", "TeamKaffee", "mug"),
    ("Rückenwind in {place}", "Tailwind in {place}", "Rückenwind", "wind-farm"),
    ("Meisterstück in {place}", "Masterpiece in {place}", "Meisterstück", "weld"),
)
OCCASION_SUMMARY = (
    "Erzähl von einem Tag, den sonst niemand sieht. In deinen Worten, auf deinem Kanal, wenn du magst.",
    "Tell about a day that nobody else sees. In your words, on your channel, if you like.",
)
OCCASION_STORY = (
    "Es gibt keine Vorgabe. Ein Bild oder ein Satz genügt, und wer nur mitliest, ist auch dabei.\n",
    "There is no brief. A picture or a sentence will do, and reading along counts as well.\n",
)
