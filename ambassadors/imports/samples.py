"""A small file that shows what an import needs; for people who ask how theirs should look."""

from django.utils.translation import gettext as _

from ambassadors.imports.headings import DEPARTMENT, EMAIL, ENTERED, FIRST, LANGUAGE, LAST, LOCATION, NUMBER
from ambassadors.imports.sentences import FIELD_LABELS

FIELDS = [NUMBER, LAST, FIRST, EMAIL, DEPARTMENT, LOCATION, LANGUAGE, ENTERED]


def sample_rows() -> list[list[str]]:
    """Headings and three invented people, one without a mailbox."""
    return [
        [str(FIELD_LABELS[field]) for field in FIELDS],
        [
            "200006",
            "Brüggemann",
            "Jördis",
            "joerdis.brueggemann@nordwerk.example",
            _("Grid operation"),
            "Bremen",
            "de",
            "01.09.2026",
        ],
        ["200007", "Mensah", "Kwame", "", _("Plant"), "Görlitz", "en", "15.03.2024"],
        ["000418", "Wójcik", "Piotr", "piotr.wojcik@nordwerk.example", "IT", "Wrocław", "en", "2019-11-04"],
    ]
