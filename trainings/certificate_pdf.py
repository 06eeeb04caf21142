"""A certificate and a training record on paper, in the company's colour and with its logo."""

import io
from collections.abc import Iterable
from datetime import datetime

import segno
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from fpdf.enums import XPos, YPos

from ambassadors import brand, logos
from ambassadors.models import Programme, User
from ambassadors.paper import FAMILY, MARGIN, SMALL_LINE, Sheet
from ambassadors.templatetags.hub import plain_day
from trainings.models import Certificate, Session, Training
from trainings.record import Entry, day_of, in_words, local_start, minutes_of

# Millimetres.
BAND, LOGO_HEIGHT, LOGO_WIDTH, QR = 7, 16, 70, 32


class Branded(Sheet):
    """With a band in the company's colour at the top of each page, and its logo or name on the first."""

    def __init__(self, title: str, *, at: datetime) -> None:
        self.programme = Programme.current()
        self.colours = brand.both(self.programme.accent)[0]
        super().__init__(title, at=at)
        self._say_whose()
        self.set_text_color(self.colours.text)
        self.say(title, 24, "B", 10, below=6)
        self.set_text_color(brand.INK)

    def header(self) -> None:
        self.set_fill_color(self.colours.accent)
        self.rect(0, 0, self.w, BAND, style="F")

    def _say_whose(self) -> None:
        logo = self.programme.logo_wide or self.programme.logo_square
        if logo and logos.path_of(logo).exists():
            top = self.get_y()
            self.image(logos.path_of(logo), MARGIN, top, w=LOGO_WIDTH, h=LOGO_HEIGHT, keep_aspect_ratio=True)
            self.set_y(top + LOGO_HEIGHT + 12)
        else:
            self.say(self.programme.company or self.programme.name, 13, "B", below=14)

    def fact(self, what: str, content: str) -> None:
        self.say(what, 9.5, line=SMALL_LINE)
        self.say(content, 12.5, "B", 6.5, below=3)


class _Certificate(Branded):
    def footer(self) -> None:
        """One page, without a number."""


def certificate_pdf(certificate: Certificate) -> bytes:
    """In the active language. Its title is the one that the training had when the certificate was made."""
    session, person = certificate.session, certificate.person
    title = _("Certificate of attendance") if session else _("Certificate")
    sheet = _Certificate(title, at=certificate.made_at)
    sheet.set_auto_page_break(True, MARGIN + QR + 6)
    sheet.say(person.name, 26, "B", 11, below=3)
    sheet.say(
        _("has taken part in the training") if session else _("has finished this training at their own pace"),
        12,
        below=3,
    )
    sheet.say(certificate.title, 18, "B", 8, below=9)
    for what, content in _facts(certificate):
        sheet.fact(what, content)
    _check(sheet, certificate)
    return bytes(sheet.output())


def _facts(certificate: Certificate) -> Iterable[tuple[str, str]]:
    session, programme = certificate.session, Programme.current()
    yield pgettext("certificate", "Date"), plain_day(day_of(certificate))
    if minutes := minutes_of(certificate.training, session):
        yield _("Duration"), in_words(minutes)
    if session and (led := [trainer.name for trainer in User.objects.filter(led_sessions=session).by_name()]):
        yield _("Led by"), ", ".join(led)
    yield (
        _("Held by"),
        ", ".join(part for part in (programme.company, programme.name) if part),
    )
    yield _("Number"), certificate.code


def _check(sheet: Branded, certificate: Certificate) -> None:
    """At the foot of the page: the way to the public page, to scan and to type."""
    picture = io.BytesIO()
    segno.make(certificate.address, error="m", micro=False).save(picture, kind="png", scale=8, border=0)
    top = sheet.h - MARGIN - QR
    sheet.set_auto_page_break(False)
    sheet.image(picture, sheet.w - MARGIN - QR, top, w=QR, h=QR)
    sheet.set_y(top)
    sheet.set_font(FAMILY, "", 9.5)
    text = _("Whoever has this number can check it, without signing in:") + "\n" + certificate.address
    text += "\n" + _("Issued on %(day)s.") % {"day": plain_day(localtime(certificate.made_at))}
    width = sheet.w - 2 * MARGIN - QR - 10
    sheet.multi_cell(width, SMALL_LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def record_pdf(*, person: User, entries: Iterable[Entry], paths: Iterable[str], now: datetime) -> bytes:
    """Everything, the last first. `paths`: titles of the learning paths that are finished."""
    sheet = Branded(_("Training record"), at=now)
    sheet.say(person.name, 16, "B", 8, below=1)
    sheet.say(_("As of %(day)s") % {"day": plain_day(localtime(now))}, below=6)
    for entry in entries:
        sheet.say(entry.training.words.title, 11.5, "B")
        sheet.say(_line(entry), 9.5, line=SMALL_LINE, below=3)
    titles = list(paths)
    if titles:
        sheet.ln(3)
        sheet.say(_("Learning paths that are finished"), 13, "B", 7, below=1)
        for title in titles:
            sheet.say(title)
    return bytes(sheet.output())


def _line(entry: Entry) -> str:
    day = plain_day(local_start(entry.session) if entry.session else localtime(entry.at))
    kind = _("attended") if entry.session else _("finished at one’s own pace")
    number = _("certificate %(code)s") % {"code": entry.certificate.code} if entry.certificate else ""
    return ", ".join(part for part in (day, entry.duration, kind, number) if part)


def file_name(training: Training, session: Session | None) -> str:
    day = f"-{local_start(session):%Y-%m-%d}" if session else ""
    name = _("certificate")
    return f"{name}-{training.slug}{day}.pdf"
