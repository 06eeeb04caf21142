"""The guidelines of Nordwerk AG: what binds anyway, and six sentences that people may opt in to, in three versions."""

from dataclasses import dataclass

TITLE = ("Leitplanken", "Guidelines")

_DE = """## Du sprichst für dich.

{first}

## Sag, dass du hier arbeitest.

{second}

## Frag, bevor jemand im Bild ist.

Kolleginnen, Kunden, Kinder: erst fragen, dann posten. Ein Nein muss niemand begründen.

## Was intern ist, bleibt intern.

{fourth}

## Fehler passieren.

Korrigieren, kurz entschuldigen, weitermachen. Du bekommst Rückendeckung, keine Abmahnung, solange kein Vorsatz im Spiel ist.

## Du darfst aufhören.

Jederzeit, ohne Begründung, ohne Gespräch. Deine Daten nimmst du mit oder löschst sie.

*Abgestimmt mit dem Konzernbetriebsrat (Gesamtbetriebsvereinbarung „Digitale Stimmen“, § 4) und Dr. Marie-Luise Grünewald, Recht.*
"""
_EN = """## You speak for yourself.

{first}

## Say that you work here.

{second}

## Ask before somebody is in the picture.

Colleagues, customers, children: ask first, then post. Nobody has to give a reason for a no.

## What is internal stays internal.

{fourth}

## Mistakes happen.

Correct them, apologise briefly, carry on. You get backing, not a warning, as long as no harm was meant.

## You may stop.

At any time, without a reason, without a talk. You take your data along or delete them.

*Agreed with the works council (company agreement “Digital voices”, section 4) and Dr Marie-Luise Grünewald, legal department.*
"""


@dataclass(frozen=True)
class VersionText:
    number: int
    german: str
    english: str


def _version(
    number: int, first: tuple[str, str], second: tuple[str, str], fourth: tuple[str, str]
) -> VersionText:
    parts = {"first": first, "second": second, "fourth": fourth}
    german, english = (
        _text.format(**{k: v[i] for k, v in parts.items()}) for i, _text in enumerate((_DE, _EN))
    )
    return VersionText(number, german, english)


_OWN_EARLY = (
    "Du bist keine Pressestelle. Niemand gibt dir Themen oder Texte vor.",
    "You are no press office. Nobody sets your topics or texts.",
)
_OWN = (
    "Du bist keine Pressestelle. Niemand gibt dir Themen oder Texte vor, niemand gibt frei.",
    "You are no press office. Nobody sets your topics or texts, and nobody approves them.",
)
_HERE = ("Ein Hinweis im Profil oder ein #Nordwerk genügt.", "A line in your profile or a #Nordwerk will do.")
_LABEL = (
    "Ein Hinweis im Profil oder ein #Nordwerk genügt. Bei bezahlten Kooperationen mit Dritten kennzeichne sie bitte als Werbung.",
    "A line in your profile or a #Nordwerk will do. If a third party pays you, please label the post as advertising.",
)
_INTERNAL_EARLY = (
    "Zahlen vor Veröffentlichung, Kundenanlagen, Ausweise.",
    "Figures before publication, customers’ plants, badges.",
)
_INTERNAL = (
    "Zahlen vor Veröffentlichung, Kundenanlagen, Bildschirme, Ausweise. Im Zweifel: erst fragen.",
    "Figures before publication, customers’ plants, screens, badges. When in doubt, ask first.",
)

VERSIONS = (
    _version(1, _OWN_EARLY, _HERE, _INTERNAL_EARLY),
    _version(2, _OWN, _HERE, _INTERNAL),
    _version(3, _OWN, _LABEL, _INTERNAL),
)

BINDING_DE = """## Vertraulichkeit

Geschäftsgeheimnisse, Kundendaten und personenbezogene Daten von Kolleginnen und Kollegen gehören nicht ins Netz. Das steht in deinem Arbeitsvertrag und im Gesetz.

## Kritische Anlagen

Leitstände, Schaltanlagen und Zutrittskontrollen werden nicht fotografiert. Schilder an der Tür sagen es dir.

## Recht am eigenen Bild

Wer auf einem Bild zu erkennen ist, entscheidet mit. Bei Kindern entscheiden die Eltern.

## Werbung

Bekommst du Geld oder Geschenke für einen Beitrag, muss „Werbung“ oder „Anzeige“ dabeistehen.
"""
BINDING_EN = """## Confidentiality

Trade secrets, customers’ data and personal data of colleagues do not belong online. Your contract and the law say so.

## Critical plants

Control rooms, switchgear and access controls are not photographed. A sign on the door tells you.

## Portrait rights

Whoever can be recognised in a picture has a say. For children, their parents decide.

## Advertising

If you get money or presents for a post, “Werbung” or “Anzeige” has to stand beside it.
"""

SIMPLE_DE = """Du sprichst für dich.

Niemand sagt dir, was du schreiben sollst.

Sag, dass du bei Nordwerk arbeitest.

Bekommst du Geld für einen Beitrag? Dann schreib „Werbung“ dazu.

Frag die Menschen auf dem Bild, bevor du es zeigst.

Was in der Firma bleiben soll, bleibt in der Firma.

Fehler sind nicht schlimm. Wir helfen dir.

Du darfst jederzeit aufhören.
"""
SIMPLE_EN = """You speak for yourself.

Nobody tells you what to write.

Say that you work at Nordwerk.

Do you get money for a post? Then write “advertising” beside it.

Ask the people in a picture before you show it.

What should stay in the company stays in the company.

Mistakes are not bad. We help you.

You may stop at any time.
"""

PICTURES = ("Bilder aus dem Werk", "Pictures from the plant")
PICTURES_DE = """## Erst fragen, dann auslösen.

Ein kurzes „Darf ich?“ reicht. Wer nicht aufs Bild will, tritt zur Seite, und niemand fragt warum.

## Schau, was im Hintergrund steht.

Bildschirme, Ausweise, Pläne: einmal hinsehen, bevor du etwas zeigst.

## Sicherheit geht vor.

Kein Foto ist es wert, die Hand vom Geländer zu nehmen.
"""
PICTURES_EN = """## Ask first, then take the picture.

A short “May I?” will do. Whoever does not want to be in it steps aside, and nobody asks why.

## Look at what is behind.

Screens, badges, plans: look once before you show anything.

## Safety comes first.

No photo is worth taking your hand off the rail.
"""

LAW = ("Vertraulichkeit und Gesetz", "Confidentiality and law")

OWN_STEP = {
    "title_de": "Kaffee mit jemandem, der dabei ist",
    "text_de": "Selma bringt euch zusammen, wenn du magst.",
    "title_en": "Coffee with somebody who takes part",
    "text_en": "Selma brings you together, if you like.",
}
