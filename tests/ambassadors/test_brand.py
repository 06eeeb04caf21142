"""One accent becomes readable colours in both themes."""

import colorsys
import re
from dataclasses import astuple
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from ambassadors import brand


@pytest.mark.parametrize(
    ("accent", "on_accent", "ratio"),
    [
        ("#0B5C57", brand.WHITE, 7.83),
        ("#A03A12", brand.WHITE, 6.76),
        ("#2446A8", brand.WHITE, 8.34),
        ("#E8C547", brand.INK, 9.89),
    ],
)
def test_the_checked_examples_keep_their_colour_by_day(accent: str, on_accent: str, ratio: float) -> None:
    colours = brand.light(accent)
    measured = round(brand.contrast(colours.accent, colours.on_accent), 2)
    assert (colours.accent, colours.on_accent, measured) == (accent.lower(), on_accent, ratio)


def test_yellow_stays_yellow_by_night() -> None:
    colours = brand.dark("#E8C547")
    measured = (
        round(brand.contrast(colours.accent, brand.DARK_SURFACE), 2),
        round(brand.contrast(colours.accent, colours.on_accent), 2),
    )
    assert (colours.accent, measured) == ("#e8c547", (10.13, 9.89))


def weakest(colours: brand.Accent, page: str, surface: str) -> float:
    """The lowest contrast of all pairs that carry text."""
    pairs = [
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.hover),
        (colours.text, page),
        (colours.text, surface),
        (colours.text, colours.soft),
    ]
    return min(brand.contrast(one, other) for one, other in pairs)


def readable(accent: str) -> tuple[bool, bool]:
    return (
        weakest(brand.light(accent), brand.LIGHT_PAGE, brand.LIGHT_SURFACE) >= brand.TEXT_CONTRAST,
        weakest(brand.dark(accent), brand.DARK_PAGE, brand.DARK_SURFACE) >= brand.TEXT_CONTRAST,
    )


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_gives_readable_text_in_both_themes(number: int) -> None:
    assert readable(f"#{number:06x}") == (True, True)


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_every_hue_gives_readable_text_in_both_themes(hue: int) -> None:
    channels = colorsys.hls_to_rgb(hue / 360, 0.5, 0.9)
    accent = "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
    assert readable(accent) == (True, True)


@pytest.mark.parametrize("accent", ["#A03A12", "#2446A8", "#E20074", "#00A0E0"])
def test_the_hue_is_kept(accent: str) -> None:
    hue = brand.oklch(accent)[2]
    derived = [brand.light(accent).accent, brand.light(accent).text, brand.dark(accent).accent]
    assert [abs(brand.oklch(colour)[2] - hue) < 0.06 for colour in derived] == [True, True, True]


def test_a_colour_close_to_ember_or_danger_is_told() -> None:
    found = {accent: brand.looks_like(accent) for accent in ("#E8A020", "#A03A12", "#2446A8", "#808080")}
    assert found == {"#E8A020": ["ember"], "#A03A12": ["danger"], "#2446A8": [], "#808080": []}


def test_the_own_teal_stands_in_the_tokens_already() -> None:
    assert brand.stylesheet("#0B5C57") == "@layer brand{}\n"


def test_another_colour_changes_the_address() -> None:
    assert brand.version("#A03A12") != brand.version("#2446A8")


def test_the_own_teal_of_the_preview_is_that_of_the_tokens() -> None:
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    for theme, colours in zip(("light", "dark"), brand.both(brand.OWN_ACCENT), strict=True):
        rules = re.search(rf'\[data-theme="{theme}"\] \{{(.*?)\}}', tokens, re.DOTALL)[1]
        names = ("accent", "accent-hover", "on-accent", "accent-text", "accent-soft")
        assert [re.search(rf"--{name}: (.*?);", rules)[1] for name in names] == [*astuple(colours)]


def test_ratios_are_those_of_the_checked_examples() -> None:
    by_day, by_night = brand.both("#E8C547")
    day = brand.ratios(by_day, page=brand.LIGHT_PAGE, surface=brand.LIGHT_SURFACE)
    night = brand.ratios(by_night, page=brand.DARK_PAGE, surface=brand.DARK_SURFACE)
    assert [(ratio.of, round(ratio.value, 2), ratio.is_enough) for ratio in day] == [
        ("button", 9.89, True),
        ("link", 4.53, True),
        ("hashtag", 4.63, True),
        ("seats", 1.68, False),
    ]
    assert [ratio.is_enough for ratio in night] == [True, True, True, True]


def test_the_preview_wins_over_the_colour_of_the_hub() -> None:
    assert '.brand-panel[data-theme="light"]{--accent:#0b5c57;' in brand.preview("#0B5C57")
