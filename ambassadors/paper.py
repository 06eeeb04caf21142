"""A sheet of paper: A4 as PDF, set in Public Sans, which lies beside the fonts of the pages."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

FAMILY = "Public Sans"
FONTS = {"": "public-sans-regular.ttf", "B": "public-sans-bold.ttf"}
# Millimetres.
MARGIN, LINE, SMALL_LINE = 22, 5.6, 4.6


def _font(style: str) -> Path:
    return Path(settings.BASE_DIR) / "static" / "fonts" / FONTS[style]


class Sheet(FPDF):
    """Says what it is, in the active language, and dates itself by `at`, not by the clock."""

    def __init__(self, title: str, *, at: datetime) -> None:
        super().__init__(format="A4")
        self.set_title(title)
        self.set_lang(get_language() or "en")
        self.set_creation_date(at)
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
