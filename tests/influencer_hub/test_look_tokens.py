"""The tokens in the stylesheet keep the contrast that the design promises."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from ambassadors.brand import contrast

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()


def block(selector: str) -> dict[str, str]:
    """The custom properties of the rule whose selector ends so."""
    rules = re.search(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.DOTALL)
    assert rules
    return dict(re.findall(r"--([\w-]+): (.*?);", rules[1]))


LIGHT = block('[data-theme="light"]')
DARK = block('[data-theme="dark"]')
PROMISED = {
    ("ink", "page"): (15.27, 15.84),
    ("ink", "surface"): (16.60, 14.56),
    ("ink-2", "page"): (7.66, 9.94),
    ("ink-2", "surface"): (8.32, 9.14),
    ("ink-2", "sunken"): (7.03, 10.33),
    ("ink-3", "page"): (5.44, 6.88),
    ("ink-3", "surface"): (5.91, 6.33),
    ("ink-3", "sunken"): (4.99, 7.15),
    ("line-strong", "page"): (3.22, 4.17),
    ("line-strong", "surface"): (3.50, 3.84),
    ("on-accent", "accent"): (7.83, 9.23),
    ("accent-text", "page"): (7.20, 11.08),
    ("accent-text", "surface"): (7.83, 10.19),
    ("accent-text", "accent-soft"): (6.41, 8.04),
    ("ember-text", "ember-soft"): (6.84, 9.26),
    ("on-ember", "ember"): (7.73, 9.11),
    ("ok", "ok-soft"): (5.62, 8.18),
    ("danger", "danger-soft"): (6.07, 7.93),
    ("danger", "surface"): (7.33, 8.42),
    ("info", "info-soft"): (6.58, 7.88),
    ("focus", "page"): (6.12, 9.22),
    ("focus", "surface"): (6.65, 8.47),
    ("c1", "surface"): (6.36, 8.12),
    ("c2", "surface"): (3.11, 8.07),
    ("c3", "surface"): (5.28, 7.51),
    ("c4", "surface"): (6.30, 7.11),
    ("c5", "surface"): (3.90, 6.33),
}


@pytest.mark.parametrize(("pair", "ratios"), PROMISED.items(), ids=str)
def test_a_pair_has_the_contrast_of_the_design(pair: tuple[str, str], ratios: tuple[float, float]) -> None:
    one, other = pair
    measured = tuple(round(contrast(theme[one], theme[other]), 2) for theme in (LIGHT, DARK))
    assert measured == ratios


def test_a_device_in_the_dark_gets_the_dark_theme() -> None:
    assert block('[data-theme="system"]') == DARK


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize(
    ("text", "sky", "ratio"),
    [
        ("#ffffff", "#0e2733", 15.48),
        ("#ffffff", "#1c4250", 10.80),
        ("#ffffff", "#4a6767", 6.13),
        ("#13211f", "#d39c63", 6.88),
        ("#13211f", "#f6c580", 10.45),
    ],
)
def test_words_on_the_sky_can_be_read(text: str, sky: str, ratio: float) -> None:
    assert (sky in TOKENS, round(contrast(text, sky), 2)) == (True, ratio)


def test_stylesheets_speak_in_layers() -> None:
    bare = [file.name for file in CSS.rglob("*.css") if "@layer" not in file.read_text()]
    assert bare == []


def test_colours_stand_in_the_tokens_alone() -> None:
    """The sky's night, ink and white and the black of a printed letter belong to no theme."""
    allowed = {"#fff", "#13211f", "#0e2733", "#000"}
    strays = {
        file.name: found
        for file in CSS.rglob("*.css")
        if file.name != "tokens.css"
        and (found := set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])", file.read_text())) - allowed)
    }
    assert strays == {}
