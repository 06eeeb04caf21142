"""The proof of a person's consent on paper. Set in Public Sans, which lies beside the fonts of the pages."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from ambassadors.proof import COMMAND, Proof, ProvedEvent, ProvedText, how_to_verify
from ambassadors.templatetags.hub import plain_day

FAMILY = "Public Sans"
FONTS = {"": "public-sans-regular.ttf", "B": "public-sans-bold.ttf"}
# Millimetres.
MARGIN, LINE, SMALL_LINE = 22, 5.6, 4.6


def _font(style: str) -> Path:
    return Path(settings.BASE_DIR) / "static" / "fonts" / FONTS[style]


class _Sheet(FPDF):
    def __init__(self) -> None:
        super().__init__(format="A4")
        for style in FONTS:
            self.add_font(FAMILY, style, _font(style))
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(FAMILY, "", 8.5)
        self.cell(0, 5, _("Page %(number)d") % {"number": self.page_no()}, align="R")

    def say(
        self, text: str, size: float = 10.5, style: str = "", line: float = LINE, below: float = 0
    ) -> None:
        self.set_font(FAMILY, style, size)
        self.multi_cell(0, line, self.printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(below)

    def printable(self, text: str) -> str:
        """Letters that the font does not have are named by their number: better than an empty box in a proof."""
        lines = text.replace("\r\n", "\n").replace("\t", "    ")
        font = self.current_font
        known = font.cmap if isinstance(font, TTFFont) else {}
        return "".join(
            letter if letter == "\n" or ord(letter) in known else f"[U+{ord(letter):04X}]" for letter in lines
        )


def as_pdf(proof: Proof) -> bytes:
    """In the active language."""
    sheet = _Sheet()
    title = _("Proof of consent to guidelines")
    sheet.set_title(title)
    sheet.set_lang(get_language() or "en")
    sheet.set_creation_date(proof.last_at)
    sheet.say(title, 21, "B", 9, below=2)
    company = proof.programme.company
    sheet.say(proof.person.name, 12, "B")
    sheet.say(f"{proof.programme.name}, {company}" if company else proof.programme.name, below=4)
    sheet.say(
        _(
            "These are all decisions that the Hub has kept, in the order of time. They cannot be changed or deleted, and "
            "only you can download this proof."
        ),
        below=4,
    )
    titles = {(text.guideline, text.version, text.language): text.title for text in proof.texts}
    for event in proof.events:
        _event(sheet, event, titles[event.guideline, event.version, event.language])
    sheet.say(_("How to verify a hash"), 13, "B", 7, below=1)
    sheet.say(how_to_verify(), 9.5, below=2)
    sheet.say(COMMAND, 8.5, line=SMALL_LINE)
    for text in proof.texts:
        _text(sheet, text)
    return bytes(sheet.output())


def _deed(event: ProvedEvent) -> str:
    words = {
        "opted_in": _("Opted in to “%(title)s”, version %(number)d"),
        "withdrawn": _("Withdrew from “%(title)s”, version %(number)d"),
        "carried_on": _(
            "“%(title)s”, version %(number)d was published as a correction: the consent carries on"
        ),
    }
    return words[event.deed]


def _event(sheet: _Sheet, event: ProvedEvent, title: str) -> None:
    sheet.say(_deed(event) % {"title": title, "number": event.version}, style="B")
    offset = f"{event.at:%z}"
    about = [
        f"{plain_day(event.at)}, {event.at:%H:%M:%S} (UTC{offset[:3]}:{offset[3:]})",
        str(get_language_info(event.language)["name_translated"]),
    ]
    sheet.say(", ".join(about), 9.5, line=SMALL_LINE)
    sheet.say(f"SHA-256 {event.text_sha256}", 8.5, line=SMALL_LINE)
    sheet.say(_("Key %(key)s") % {"key": event.key}, 8.5, line=SMALL_LINE, below=3.5)


def _text(sheet: _Sheet, text: ProvedText) -> None:
    sheet.add_page()
    version = _("%(title)s, version %(number)d") % {"title": text.title, "number": text.version}
    sheet.say(version, 16, "B", 8, below=1)
    valid = _("valid since %(day)s") % {"day": plain_day(text.valid_from)}
    sheet.say(f"{valid}, {get_language_info(text.language)['name_translated']}", 9.5, line=SMALL_LINE)
    sheet.say(f"SHA-256 {text.sha256}", 8.5, line=SMALL_LINE, below=4)
    sheet.say(text.text, below=4)
    if text.binding:
        sheet.say(_("What binds anyway"), 13, "B", 7, below=1)
        sheet.say(text.binding)
