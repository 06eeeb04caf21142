"""What Nordwerk AG offers without a date, and in which order its trainings make sense. Pairs are German, English."""

from dataclasses import dataclass

from influencer_hub.sample.training_texts import TrainingText, points


@dataclass(frozen=True)
class Lesson:
    """A training at one's own pace: what is read, and how many minutes it takes."""

    training: TrainingText
    text: tuple[str, str]


@dataclass(frozen=True)
class PathText:
    """`stations`: the slugs of its trainings."""

    slug: str
    title: tuple[str, str]
    summary: tuple[str, str]
    stations: tuple[str, ...]


LESSONS = (
    Lesson(
        TrainingText(
            "alternativtexte",
            ("barrierefreiheit", "schreiben"),
            ("Alternativtexte: drei Bilder, drei Sätze", "Alternative text: three pictures, three sentences"),
            (
                "Zum Lesen und Ausprobieren, in der Pause oder im Zug. Danach schreibst du Bildbeschreibungen, die etwas erzählen.",
                "To read and try out, in a break or on the train. Afterwards you describe pictures so that they tell something.",
            ),
            (
                points(
                    "Was ein guter Satz zuerst nennt",
                    "Was du weglassen darfst",
                    "Wie es sich vorgelesen anhört",
                ),
                points(
                    "What a good sentence names first",
                    "What you may leave out",
                    "How it sounds when read out",
                ),
            ),
            (),
            20,
            1,
        ),
        (
            """## Ein Bild, ein Satz

Such dir ein Bild von deiner letzten Schicht. Beschreib es so, wie du es jemandem am Telefon erzählen würdest.

- Wer oder was ist zu sehen?
- Was passiert gerade?
- Warum zeigst du es?

## Vorlesen lassen

Schalte auf deinem Telefon die Sprachausgabe ein und hör dir deinen Satz an. Klingt er nach dir?

## Weglassen

„Bild von“ und „Foto zeigt“ brauchst du nicht: das sagt die Sprachausgabe schon.""",
            """## One picture, one sentence

Choose a picture of your last shift. Describe it as you would tell somebody on the phone.

- Who or what can be seen?
- What is happening?
- Why do you show it?

## Have it read out

Switch on your phone's screen reader and listen to your sentence. Does it sound like you?

## Leave out

You need not say “picture of” or “photo shows”: the screen reader does.""",
        ),
    ),
    Lesson(
        TrainingText(
            "profil-in-zwanzig-minuten",
            ("netzwerke",),
            ("Dein Profil: was andere zuerst sehen", "Your profile: what others see first"),
            (
                "Ein Bild, eine Zeile, drei Sätze. Du entscheidest, was davon öffentlich ist.",
                "A picture, a line, three sentences. You decide what of it is public.",
            ),
            (
                points("Eine Zeile, die nach dir klingt", "Welche Angaben du weglassen kannst"),
                points("A line that sounds like you", "What you can leave out"),
            ),
            (),
            15,
            1,
        ),
        (
            (
                "Öffne dein Profil so, wie es Fremde sehen. Lies nur die erste Zeile. Würdest du dich wiedererkennen?\n\n"
                "Schreib drei Fassungen davon auf Papier, leg sie weg und nimm morgen die, die dir noch gefällt."
            ),
            (
                "Open your profile as strangers see it. Read the first line only. Would you know yourself?\n\n"
                "Write three versions of it on paper, put them away, and tomorrow take the one you still like."
            ),
        ),
    ),
)
# Waits for a date.
WISHED = TrainingText(
    "podcast",
    ("foto-video",),
    (
        "Podcast in der Werkstatt: aufnehmen, schneiden, anhören",
        "A podcast in the workshop: record, cut, listen",
    ),
    (
        "Ein halber Tag mit zwei Mikrofonen. Wir suchen noch, wann und wo es vielen passt.",
        "Half a day with two microphones. We are still looking for when and where it suits many.",
    ),
    (
        points("Ein Gespräch, dem man zuhören mag", "Schneiden ohne teures Programm"),
        points("A conversation worth listening to", "Cutting without expensive software"),
    ),
    (),
    240,
    8,
)
WOULD_COME = 14
LEVELS = {
    "profil-und-grenzen": "beginners",
    "handyfotos": "beginners",
    "profil-in-zwanzig-minuten": "beginners",
    "vor-der-kamera": "practised",
    "kommentare": "practised",
    "podcast": "practised",
}
# What helps before it.
BEFORE = {
    "vor-der-kamera": ("handyfotos",),
    "kommentare": ("wenns-stuermt", "sicher-schreiben"),
    "podcast": ("vor-der-kamera",),
}
PATHS = (
    PathText(
        "erster-beitrag",
        ("Dein erster Beitrag", "Your first post"),
        (
            "Vom leeren Profil zu etwas, hinter dem du stehst. In deiner Reihenfolge, wenn dir eine andere lieber ist.",
            "From an empty profile to something you stand behind. In your own order, if you like another better.",
        ),
        ("profil-in-zwanzig-minuten", "profil-und-grenzen", "sicher-schreiben", "alternativtexte"),
    ),
    PathText(
        "bilder-und-kamera",
        ("Bilder, die nach Arbeit riechen", "Pictures that smell of work"),
        (
            "Erst das Telefon, dann die Rechte, dann du selbst vor der Kamera.",
            "First the phone, then the rights, then you in front of the camera.",
        ),
        ("handyfotos", "urheberrecht", "alternativtexte", "vor-der-kamera"),
    ),
)
