"""The company's one colour, derived for buttons, links and soft grounds in both themes.

All in OKLCH with the hue kept. Contrast is WCAG 2.2's ratio; text needs 4.5. Conversion: Björn Ottosson, "A
perceptual color space for image processing" (2020).
"""

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0
WHITE, INK = "#ffffff", "#13211f"
LIGHT_PAGE, LIGHT_SURFACE = "#f4f6f3", "#ffffff"
DARK_PAGE, DARK_SURFACE = "#0d1516", "#141e1f"
# The design's own teal was tuned by hand and stands in tokens.css.
OWN_ACCENT = "#0b5c57"
# Lighter than this a colour keeps its character only with ink on it.
LIGHT_CHARACTER = 0.75
DARK_LIGHTNESS = 0.8
DARK_CHROMA = 0.12
STEP = 0.005
# Hues that mean something: a company colour close to them could be taken for them.
MEANINGFUL = {"ember": "#f0a02f", "danger": "#a3271c"}
CLOSE_DEGREES = 20


@dataclass(frozen=True, slots=True)
class Accent:
    """The colours of one theme."""

    accent: str
    hover: str
    on_accent: str
    text: str
    soft: str


def _channels(colour: str) -> tuple[float, float, float]:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return r, g, b


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    lights = []
    for colour in (one, other):
        r, g, b = (_linear(c) for c in _channels(colour))
        lights.append(0.2126 * r + 0.7152 * g + 0.0722 * b)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in radians."""
    r, g, b = (_linear(c) for c in _channels(colour))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def colour_of(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour that a screen can show: chroma gives way, lightness and hue stay."""
    while chroma > 0 and not all(-0.0005 <= c <= 1.0005 for c in _rgb(lightness, chroma, hue)):
        chroma = max(chroma - 0.002, 0)
    channels = (round(255 * _gamma(min(max(c, 0.0), 1.0))) for c in _rgb(lightness, chroma, hue))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _mixed(colour: str, share: float, ground: str) -> str:
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(255 * (c * share + g * (1 - share))):02x}" for c, g in pairs)


def _until_readable(colour: str, grounds: tuple[str, ...], step: float) -> str:
    """Darker or lighter by `step`, until the colour can be read on every ground."""
    lightness, chroma, hue = oklch(colour)
    while min(contrast(colour, ground) for ground in grounds) < TEXT_CONTRAST and 0 < lightness < 1:
        lightness = min(max(lightness + step, 0.0), 1.0)
        colour = colour_of(lightness, chroma, hue)
    return colour


def _moved(colour: str, by: float) -> str:
    lightness, chroma, hue = oklch(colour)
    return colour_of(min(max(lightness + by, 0.0), 1.0), chroma, hue)


def light(accent: str) -> Accent:
    accent = accent.lower()
    stays_light = oklch(accent)[0] > LIGHT_CHARACTER
    if not stays_light:
        accent = _until_readable(accent, (WHITE,), -STEP)
    hover = _moved(accent, -0.06 if stays_light else 0.1 if oklch(accent)[0] < 0.12 else -0.08)
    soft = _mixed(accent, 0.12, LIGHT_SURFACE)
    text = _until_readable(accent, (LIGHT_PAGE, LIGHT_SURFACE, soft), -STEP)
    return Accent(accent, hover, INK if stays_light else WHITE, text, soft)


def dark(accent: str) -> Accent:
    accent = accent.lower()
    lightness, chroma, hue = oklch(accent)
    if lightness < DARK_LIGHTNESS:
        accent = colour_of(DARK_LIGHTNESS, min(chroma, DARK_CHROMA), hue)
    soft = _mixed(accent, 0.22, DARK_SURFACE)
    text = _until_readable(accent, (DARK_PAGE, DARK_SURFACE, soft), STEP)
    return Accent(accent, _moved(accent, 0.06), INK, text, soft)


def looks_like(accent: str) -> list[str]:
    """What the colour could be taken for, because its hue is close: "ember", "danger"."""
    _lightness, chroma, hue = oklch(accent)
    if chroma < 0.03:
        return []
    apart = {name: abs(math.degrees(hue - oklch(other)[2])) % 360 for name, other in MEANINGFUL.items()}
    return [name for name, degrees in apart.items() if min(degrees, 360 - degrees) <= CLOSE_DEGREES]


def _rules(colours: Accent) -> str:
    return (
        f"--accent:{colours.accent};--accent-hover:{colours.hover};--on-accent:{colours.on_accent};"
        f"--accent-text:{colours.text};--accent-soft:{colours.soft}"
    )


# As in tokens.css.
OWN_LIGHT = Accent(OWN_ACCENT, "#07443f", "#ffffff", OWN_ACCENT, "#dcece8")
OWN_DARK = Accent("#6fd0c2", "#93e0d5", "#06211e", "#7fd8cb", "#143431")


def both(accent: str) -> tuple[Accent, Accent]:
    """By day and by night, as pages show it."""
    if accent.lower() == OWN_ACCENT:
        return OWN_LIGHT, OWN_DARK
    return light(accent), dark(accent)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A contrast and what it has to be at least; `of` names the pair."""

    of: str
    value: float
    least: float

    @property
    def is_enough(self) -> bool:
        return self.value >= self.least


def ratios(colours: Accent, *, page: str, surface: str) -> list[Ratio]:
    """Of "button", "link", "hashtag" and "seats", in this order."""
    link = min(contrast(colours.text, page), contrast(colours.text, surface))
    return [
        Ratio("button", contrast(colours.on_accent, colours.accent), TEXT_CONTRAST),
        Ratio("link", link, TEXT_CONTRAST),
        Ratio("hashtag", contrast(colours.text, colours.soft), TEXT_CONTRAST),
        Ratio("seats", contrast(colours.accent, surface), GRAPHIC_CONTRAST),
    ]


def preview(accent: str) -> str:
    """Rules for the two panels of the settings page, whatever colour the hub has at present."""
    by_day, by_night = (_rules(colours) for colours in both(accent))
    return (
        "@layer tokens,brand;@layer brand{\n"
        f'.brand-panel[data-theme="light"]{{{by_day}}}\n'
        f'.brand-panel[data-theme="dark"]{{{by_night}}}\n'
        "}\n"
    )


@lru_cache(maxsize=64)
def stylesheet(accent: str) -> str:
    """What /brand.css says; nothing where the company keeps the design's own colour."""
    if accent.lower() == OWN_ACCENT:
        return "@layer brand{}\n"
    by_day, by_night = (_rules(colours) for colours in both(accent))
    return (
        "@layer tokens,brand;@layer brand{\n"
        f':root,[data-theme="light"]{{{by_day}}}\n'
        f'[data-theme="dark"]{{{by_night}}}\n'
        f'@media(prefers-color-scheme:dark){{[data-theme="system"]{{{by_night}}}}}\n'
        "}\n"
    )


@lru_cache(maxsize=64)
def version(accent: str) -> str:
    """Changes with the stylesheet, so that browsers may keep it for good."""
    return hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:10]
