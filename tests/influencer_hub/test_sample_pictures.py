"""Portraits and pictures drawn by code."""

from dataclasses import replace

import pytest

from influencer_hub.sample import hair, looks, pictures, portraits, studio
from influencer_hub.sample.canvas import Canvas

SMALL = (160, 90)
PLAIN = looks.Look()


def small(look: looks.Look) -> bytes:
    canvas = Canvas(44, 44, scale=0.25, smooth=1, ground=look.ground)
    portraits.bust(canvas, look)
    return canvas.finished().tobytes()


@pytest.mark.parametrize("scene", pictures.SCENES)
def test_a_scene_is_the_same_each_time(scene):
    first, second = pictures.paint(scene, SMALL), pictures.paint(scene, SMALL)

    assert (first.size, first.tobytes()) == (SMALL, second.tobytes())


def test_no_two_scenes_are_alike():
    assert len({pictures.paint(scene, SMALL).tobytes() for scene in pictures.SCENES}) == len(pictures.SCENES)


def test_a_portrait_comes_in_the_sizes_that_are_kept():
    assert set(studio.portrait(looks.KNOWN["Jördis Brüggemann"])) == {704, 352, 88}


def test_those_whom_everybody_knows_look_like_nobody_else():
    assert len({small(look) for look in looks.KNOWN.values()}) == len(looks.KNOWN)


@pytest.mark.parametrize(
    ("feature", "ways"),
    [
        ("hair", [*hair.FRONT]),
        ("top", [*portraits.TOPS]),
        ("headgear", ["", "scarf", *portraits.HEADGEAR]),
        ("face", [*portraits.FACES]),
        ("beard", ["", "stubble", "short", "full", "moustache", "goatee"]),
        ("glasses", ["", "round", "square"]),
        ("mouth", ["smile", "grin", "calm"]),
    ],
)
def test_every_feature_shows(feature, ways):
    assert len({small(replace(PLAIN, **{feature: way})) for way in ways}) == len(ways)


def test_a_seed_always_gives_the_same_look():
    first, second, other = (looks.chosen(seed, woman=True) for seed in ("a", "a", "b"))

    assert (first == second, first == other) == (True, False)
