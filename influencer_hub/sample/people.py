"""Who works at Nordwerk AG: thirteen people whom everybody knows, and as many others as wanted."""

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from influencer_hub.sample import looks, names

DOMAIN = "nordwerk.example"
FIRST_NUMBER = 300_000
WITH_PORTRAIT = 0.62


@dataclass(frozen=True)
class Sketch:
    """A person before the database knows them. `entered` in days before today; without `look`, initials."""

    first_name: str
    last_name: str
    number: str
    email: str
    department: str
    location: str
    language: str = "de"
    timezone: str = "Europe/Berlin"
    entered: int = 1000
    headline: str = ""
    look: looks.Look | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def entered_on(self, today: date) -> date:
        return today - timedelta(days=self.entered)


def _known(first: str, last: str, department: str, location: str, headline: str, **more: str) -> Sketch:
    name = f"{first} {last}"
    number = str(FIRST_NUMBER + 101 + len(name) * 7 + sum(map(ord, name)) % 997)
    return Sketch(
        first,
        last,
        number,
        more.pop("email", address(first, last)),
        department,
        location,
        headline=headline,
        entered=900 + sum(map(ord, name)) % 4000,
        look=looks.KNOWN.get(name),
        **more,
    )


def address(first: str, last: str, again: int = 0) -> str:
    """The initial and the last name, as this company writes addresses."""
    written = f"{_ascii(first)[:1]}.{_ascii(last)}"
    return f"{written}{again + 1 if again else ''}@{DOMAIN}"


def _ascii(text: str) -> str:
    for letter, letters in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("ł", "l"),
        ("đ", "d"),
        ("ı", "i"),
    ):
        text = text.casefold().replace(letter, letters)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9-]", "", plain)


COORDINATOR = _known(
    "Selma", "Öztürk", "Öffentlichkeitsarbeit", "Bremen", "Ich kümmere mich um die Werkstimmen."
)
AMBASSADOR = _known(
    "Jördis", "Brüggemann", "Netz & Betrieb", "Bremen", "Ich erzähle, was im Leitstand passiert."
)
TRAINER = _known("Frauke", "Petersen", "Personal", "Lüneburg", "Vereinbarkeit ist kein Frauenthema.")
ADMINISTRATOR = _known("Piotr", "Wójcik", "IT & Leitstand", "Görlitz", "Schweißnähte sind Handschriften.")
EMPLOYEE = _known("Daniel", "Oyelaran", "Einkauf", "Lüneburg", "Where copper comes from.", language="en")
COUNCIL = _known("Marie-Luise", "Grünewald", "Recht", "Bremen", "Recht, ohne dass es wehtut.")
HELPER = _known(
    "Dirk", "Großekathöfer", "Öffentlichkeitsarbeit", "Saarbrücken", "Ich beantworte Baustellenfragen."
)
KNOWN = (
    COORDINATOR,
    AMBASSADOR,
    TRAINER,
    ADMINISTRATOR,
    EMPLOYEE,
    _known("Ömer", "Şahin", "IT & Leitstand", "Würzburg", "Nachts um drei ist alles grün."),
    _known("Kwame", "Mensah", "Wärmepumpen", "Bremen", "Ein Haus, ein Bild, jeden Freitag."),
    _known(
        "Giulia", "Ferraro", "Öffentlichkeitsarbeit", "Bremen", "Thirty seconds are plenty.", language="en"
    ),
    _known(
        "Aylin",
        "Yıldırım",
        "IT & Leitstand",
        "Würzburg",
        "Load forecasts, explained like weather.",
        language="en",
    ),
    _known(
        "Nguyễn Thị",
        "Hà",
        "Ausbildung",
        "Görlitz",
        "Zweites Lehrjahr, ungefiltert.",
        email=f"t.nguyen@{DOMAIN}",
    ),
    _known("Thorben", "Kühl", "Fernwärme", "Bremen", "Ich filme meine Hände, nicht mein Gesicht."),
    _known("Lena", "Weiß", "Öffentlichkeitsarbeit", "Lüneburg", "Ein Satz unter dem Bild."),
    COUNCIL,
    HELPER,
    _known("Björn", "Müller-Wüstenhagen", "Fernwärme", "Saarbrücken", "Baustelle erklärt in vier Bildern."),
)


def others(count: int, *, more_than: int = 0, taken: Iterable[str] = ()) -> Iterator[Sketch]:
    """`count` people beside those whom everybody knows; the same count gives the same people.

    `more_than` people are there already and have the addresses in `taken`.
    """
    dice = random.Random(f"people {more_than}")
    used = {*taken, *(person.email for person in KNOWN)}
    for index in range(count):
        yield _somebody(more_than + index, dice, used)


def _somebody(index: int, dice: random.Random, taken: set[str]) -> Sketch:
    _share, skins, scarfs, women, men, last_names = dice.choices(names.ORIGINS, _ORIGIN_SHARES)[0]
    woman = dice.random() < 0.46
    first, last = dice.choice((women if woman else men).split()), dice.choice(last_names.split())
    department, _share, without_mailbox = dice.choices(names.DEPARTMENTS, _DEPARTMENT_SHARES)[0]
    place, zone, _share, german = dice.choices(names.PLACES, _PLACE_SHARES)[0]
    language = "de" if dice.random() < german else "en"
    with_mailbox = dice.random() >= without_mailbox
    headline = dice.choice(names.HEADLINES_DE if language == "de" else names.HEADLINES_EN)
    portrait = dice.random() < WITH_PORTRAIT
    seed = f"{index} {first} {last}"
    return Sketch(
        first,
        last,
        str(FIRST_NUMBER + 5000 + index),
        _free_address(first, last, taken) if with_mailbox else "",
        department,
        place,
        language,
        zone,
        entered=dice.randrange(30, 9000),
        headline=headline if dice.random() < 0.7 else "",
        look=looks.chosen(seed, woman=woman, skins=skins, scarf_share=scarfs) if portrait else None,
    )


def _free_address(first: str, last: str, taken: set[str]) -> str:
    again = 0
    while (found := address(first, last, again)) in taken:
        again += 1
    taken.add(found)
    return found


_ORIGIN_SHARES = [origin[0] for origin in names.ORIGINS]
_PLACE_SHARES = [place[2] for place in names.PLACES]
_DEPARTMENT_SHARES = [department[1] for department in names.DEPARTMENTS]
