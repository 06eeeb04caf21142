"""What the ambassadors of Nordwerk AG say about themselves: topics, channels and sentences, all invented."""

from typing import NamedTuple


class ChannelText(NamedTuple):
    """What somebody pasted, how far they go there, and their own boundary."""

    pasted: str
    depth: str
    note: str = ""
    network: str = ""


class ProfileText(NamedTuple):
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    pronouns: str = ""
    stands_for: str = ""
    channels: tuple[ChannelText, ...] = ()


PROFILES = {
    "Selma Öztürk": ProfileText(
        ("Werkstimmen", "Schulungen"),
        ("de", "tr", "en"),
        "sie/ihr",
        "Ich halte euch den Rücken frei. Fragt mich alles, auch nach Feierabend bis acht.",
        (ChannelText("https://www.linkedin.com/in/selma-oeztuerk/", "tell"),),
    ),
    "Jördis Brüggemann": ProfileText(
        ("Fernwärme", "Instandhaltung", "Frauen in der Technik"),
        ("de", "en"),
        "sie/ihr",
        "Ich plane Instandhaltung für 412 Kilometer Fernwärme und erkläre, warum Ihre Straße schon wieder "
        "aufgerissen wird.",
        (
            ChannelText(
                "https://www.linkedin.com/in/joerdis-brueggemann/",
                "tell",
                "Keine Bilder aus meinem Team, ohne vorher zu fragen.",
            ),
            ChannelText("@joerdis@norden.social", "react", "Privates Konto. Arbeit nur donnerstags."),
        ),
    ),
    "Frauke Petersen": ProfileText(("Familie & Beruf", "Mitbestimmung"), ("de",), "sie/ihr"),
    "Ömer Şahin": ProfileText(
        ("IT & Leitstand", "Schichtarbeit"),
        ("de", "tr"),
        "er/ihm",
        "Nachtschicht ist kein Geheimnis. Ich zeige, wer wach ist, wenn alle schlafen.",
        (ChannelText("https://www.linkedin.com/in/oemer-sahin-leitwarte/", "share"),),
    ),
    "Kwame Mensah": ProfileText(
        ("Wärmepumpen", "Fotografie"),
        ("de", "en", "fr"),
        "",
        "Jeden Freitag ein Haus, ein Bild, ein Satz. Mehr braucht es nicht.",
        (
            ChannelText(
                "https://www.instagram.com/ein.haus.freitags/",
                "tell",
                "Nie die Adresse, nie das Klingelschild.",
            ),
        ),
    ),
    "Giulia Ferraro": ProfileText(
        ("Video", "Barrierefreiheit"),
        ("it", "en", "de"),
        "she/her",
        "Thirty seconds, with captions. If your grandmother gets it, it is good.",
        (
            ChannelText("https://www.tiktok.com/@dreissigsekunden", "tell"),
            ChannelText("https://www.youtube.com/@dreissigsekunden", "share"),
        ),
    ),
    "Aylin Yıldırım": ProfileText(
        ("IT & Leitstand", "Mentoring"),
        ("tr", "de", "en"),
        "she/her",
        "Load forecasts are weather forecasts for sockets. Ask me about the first job in data.",
        (ChannelText("https://bsky.app/profile/aylin.lastgang.example", "tell"),),
    ),
    "Nguyễn Thị Hà": ProfileText(
        ("Ausbildung", "Elektronik"),
        ("de", "vi", "en"),
        "sie/ihr",
        "Ich zeige, wie Ausbildung wirklich ist: Frühschicht, Fehlersuche, Freude. Und dass man mit zwanzig einen "
        "Schaltschrank verdrahten kann, ohne jemandem etwas beweisen zu müssen.",
        (
            ChannelText(
                "https://www.instagram.com/ha.verdrahtet/",
                "tell",
                "Nur Arbeit, keine Familie. Antwort in ein, zwei Tagen.",
            ),
            ChannelText("https://www.linkedin.com/in/nguyen-thi-ha/", "read", "Ich lese erst mal mit."),
        ),
    ),
    "Thorben Kühl": ProfileText(
        ("Fernwärme", "Handwerk"),
        ("de",),
        "",
        "Man sieht meine Hände und das Rohr. Das reicht.",
        (ChannelText("https://www.youtube.com/@haendeundrohre", "tell", "Mein Gesicht bleibt draußen."),),
    ),
    "Lena Weiß": ProfileText(("Werkstimmen", "Fotografie"), ("de", "en"), "sie/ihr"),
    "Marie-Luise Grünewald": ProfileText(
        ("Recht", "Schulungen"),
        ("de", "en", "fr"),
        "",
        "Was darf ich schreiben? Fast alles. Ich erkläre das Fast.",
        (ChannelText("https://www.xing.com/profile/MarieLuise_Gruenewald", "read"),),
    ),
    "Dirk Großekathöfer": ProfileText(
        ("Fernwärme", "Nachbarschaft"),
        ("de",),
        "",
        "Wenn vor Ihrem Haus gebaut wird, bin ich der mit den Antworten.",
        (ChannelText("https://www.facebook.com/baustellenfragen", "tell"),),
    ),
    "Björn Müller-Wüstenhagen": ProfileText(
        ("Fernwärme", "Baustelle"),
        ("de", "pl"),
        "er/ihm",
        "Vier Bilder: vorher, Loch, Rohr, zu.",
        (ChannelText("baustelle-in-vier-bildern.example", "tell", network="blog"),),
    ),
}

TOPICS = (
    "Ausbildung",
    "Wärmepumpen",
    "Fernwärme",
    "IT & Leitstand",
    "Nachhaltigkeit",
    "Familie & Beruf",
    "Handwerk",
    "Schichtarbeit",
    "Quereinstieg",
    "Energiewende",
    "Baustelle",
    "Mentoring",
    "Frauen in der Technik",
    "Sicherheit",
    "Lieferkette",
    "Fotografie",
    "Barrierefreiheit",
    "Forschung",
    # Doubles that wait for a coordinator.
    "Wärmepumpe",
    "Energie-Wende",
)
WORDS_DE = (
    "Ich erzähle von Tagen, an denen etwas schiefging, und wie wir es hinbekommen haben.",
    "Mir hilft, wenn Fremde fragen. Dann merke ich, was ich weiß.",
    "Keine Werbung. Nur, was ich heute gelernt habe.",
    "Technik ist Teamarbeit. Ich zeige das Team, wenn es mag.",
)
WORDS_EN = (
    "I write about days when things went wrong, and how we fixed them.",
    "No advertising. Only what I learned today.",
    "Questions from strangers show me what I know.",
)
NOTES_DE = ("Nur Arbeit, keine Familie.", "Ich antworte, wenn ich Pause habe.", "Keine Kundennamen.")
NOTES_EN = ("Work only, no family.", "I reply in my breaks.", "No names of customers.")
ADDRESSES = (
    "https://www.linkedin.com/in/{name}/",
    "https://www.instagram.com/{short}/",
    "https://bsky.app/profile/{short}.bsky.social",
    "@{short}@norden.social",
    "https://www.xing.com/profile/{name}",
)
ADDRESS_SHARES = (60, 16, 9, 9, 6)
ELSEWHERE = {"Wrocław": "pl", "Lyon": "fr", "İzmir": "tr"}
