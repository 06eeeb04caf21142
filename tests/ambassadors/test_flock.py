"""The mark and the flock are drawn by code, the same each time."""

from pathlib import Path

from django.conf import settings

from ambassadors import flock

FOLDER = Path(settings.BASE_DIR) / "static" / "img"


def test_the_pictures_in_the_repository_are_what_the_code_draws() -> None:
    assert {name: (FOLDER / name).read_text() for name in flock.pictures()} == flock.pictures()


def test_each_flock_has_its_number_of_birds() -> None:
    numbers = {kind: flock.picture(kind).count("z") for kind in flock.FLOCKS}
    assert numbers == {"sign-in": 3600, "empty": 420, "scattered": 420, "moment": 2600}


def test_a_picture_has_one_path_per_layer() -> None:
    assert flock.picture("sign-in").count("<path") == len(flock.LAYERS)


def test_the_middle_of_the_sign_in_flock_is_free_for_the_hashtag() -> None:
    picture = flock.FLOCKS["sign-in"]
    inside = [
        bird
        for bird in flock.birds(picture)
        if abs(bird.x - picture.centre[0] * picture.width) < 0.14 * picture.width
        and abs(bird.y - picture.centre[1] * picture.height) < 0.08 * picture.height
    ]
    assert inside == []


def test_the_mark_has_fewer_dots_when_it_is_small() -> None:
    assert flock.mark(24).count("<circle") < flock.mark(48).count("<circle")
