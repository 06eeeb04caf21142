"""How the words of a training are written down, and what all trainings of Nordwerk AG share."""

from dataclasses import dataclass

TOPICS = (
    ("mut", "Mut & Grenzen", "Courage & boundaries"),
    ("schreiben", "Schreiben", "Writing"),
    ("foto-video", "Foto & Video", "Photo & video"),
    ("recht", "Recht & Sicherheit", "Law & safety"),
    ("barrierefreiheit", "Barrierefreiheit", "Accessibility"),
    ("netzwerke", "Netzwerke", "Networks"),
)
ACCOUNT = "Kostenstelle 4711 „Weiterbildung“"
LIST_DE = "Sieht nur, wer die Schulung leitet. Deine Führungskraft nicht."
LIST_EN = "Seen only by whoever leads the training. Not by your manager."
SPOKEN_DE = ("Deutsch, Englisch auf Zuruf", "German, English if you ask")
SPOKEN_EN = ("Englisch, Deutsch auf Zuruf", "English, German if you ask")
STEP_FREE = ("Stufenlos, Induktionsschleife vorhanden", "Step-free, induction loop available")
CAPTIONS = ("Live-Untertitel, Kamera darf aus bleiben", "Live captions, your camera may stay off")


@dataclass(frozen=True)
class TrainingText:
    """`places`: towns with a room; none for an online training. Pairs are German, English."""

    slug: str
    topics: tuple[str, ...]
    title: tuple[str, str]
    summary: tuple[str, str]
    takeaways: tuple[str, str]
    trainers: tuple[str, ...]
    minutes: int
    seats: int
    places: tuple[tuple[str, str], ...] = ()
    hybrid: bool = False
    language: str = "de"
    access: tuple[str, str] = CAPTIONS
    bring: tuple[str, str] = ("", "")


def points(*points: str) -> str:
    return "\n".join(f"- {point}" for point in points)
