"""The programme's name, address and colour on every mail, and the sky above an invitation."""

import io
from functools import lru_cache, partial
from itertools import groupby, pairwise

from django.conf import settings
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from ambassadors import brand, logos
from ambassadors.flock import GRID, Flock, birds, kite
from ambassadors.models import Programme
from outbox.letterhead import Letterhead

# The picture is drawn at twice the size it is shown at. Colours and steps are those of "dusk" in static/css/tokens.css.
SIZE = (1216, 380)
DUSK = ((0.0, "#0E2733"), (0.32, "#1C4250"), (0.54, "#5F7472"), (0.72, "#D39C63"), (1.0, "#F6C580"))
INK = (19, 33, 31)
MARGIN = 64
LARGEST, SMALLEST = 56, 30
COLOURS = 128
FONTS = [
    settings.BASE_DIR / f"static/fonts/bricolage-grotesque-{script}.woff2"
    for script in ("latin", "latin-ext", "vietnamese")
]
BOLD = 720
FLOCK = Flock(
    *SIZE, 1500, seed=18, centre=(0.56, 0.3), orbit=(0.42, 0.2), band=0.42, clear=(0.0, 0.0), tilt=0.06, twist=1.6,
    phase=0.7, turbulence=0.05, strays=0.12, sizes=(4.0, 10.0),
)  # fmt: skip


def letterhead() -> Letterhead:
    programme = Programme.current()
    return _of(
        programme.name,
        programme.company,
        programme.postal_address,
        programme.contact_name,
        programme.contact_email,
        programme.accent,
        programme.logo_square,
    )


@lru_cache(maxsize=8)
def _of(
    name: str, company: str, address: str, contact: str, contact_email: str, accent: str, logo: str
) -> Letterhead:
    light, dark = brand.light(accent), brand.dark(accent)
    return Letterhead(
        programme=name,
        company=company,
        postal_address=address,
        contact_name=contact,
        contact_email=contact_email,
        privacy=settings.BASE_URL + reverse("ambassadors:privacy"),
        accent=light.accent,
        on_accent=light.on_accent,
        link=light.text,
        dark_accent=dark.accent,
        dark_on_accent=dark.on_accent,
        dark_link=dark.text,
        sky=sky,
        ambassadors=_ambassadors,
        logo=partial(logos.for_mails, logo),
    )


def _ambassadors() -> str:
    return Programme.current().ambassadors


@lru_cache(maxsize=32)
def sky(words: str) -> bytes:
    """The dusk of an invitation as PNG: a flock above the horizon, the words below it, nothing across."""
    picture = _dusk()
    pen = ImageDraw.Draw(picture)
    for bird in birds(FLOCK):
        shade = tuple(round(c + (40 - 40 * bird.depth)) for c in INK)
        pen.polygon([(x / GRID, y / GRID) for x, y in kite(bird)], fill=shade)
    _write(pen, words)
    written = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG).save(written, "PNG", optimize=True)
    return written.getvalue()


def _dusk() -> Image.Image:
    height = SIZE[1]
    column = Image.new("RGB", (1, height))
    column.putdata([_colour_at(y / (height - 1)) for y in range(height)])
    return column.resize(SIZE, Image.Resampling.NEAREST)


def _colour_at(share: float) -> tuple[int, int, int]:
    above, below = next((a, b) for a, b in pairwise(DUSK) if share <= b[0])
    part = (share - above[0]) / (below[0] - above[0])
    first, last = (tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for _at, colour in (above, below))
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, last, strict=True))
    return red, green, blue


def _write(pen: ImageDraw.ImageDraw, words: str) -> None:
    """As large as fits; every run of letters from the font file that has them."""
    room = SIZE[0] - 2 * MARGIN
    for size in range(LARGEST, SMALLEST - 1, -2):
        runs = _runs(words, [_font(str(path), size) for path in FONTS])
        if sum(font.getlength(letters) for font, letters in runs) <= room:
            break
    x = float(MARGIN)
    for font, letters in runs:
        pen.text((x, SIZE[1] - 44), letters, font=font, fill=INK, anchor="ls")
        x += font.getlength(letters)


def _runs(words: str, fonts: list[ImageFont.FreeTypeFont]) -> list[tuple[ImageFont.FreeTypeFont, str]]:
    return [
        (font, "".join(letters)) for font, letters in groupby(words, key=lambda letter: _with(letter, fonts))
    ]


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([BOLD])
    return font


def _with(letter: str, fonts: list[ImageFont.FreeTypeFont]) -> ImageFont.FreeTypeFont:
    """The first font that has the letter: what it has not, it draws as an empty box."""
    return next(
        (font for font in fonts if bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))), fonts[0]
    )
