"""The company's colour: a preview that saves nothing, measured, and warned of where it could be taken for something else."""

import pytest

from ambassadors.models import Programme

pytestmark = pytest.mark.django_db
LOOK, CSS = "/cockpit/settings/look/", "/cockpit/settings/look/preview.css"


def test_a_preview_saves_nothing_and_puts_no_secret_into_the_address(client_for, selma):
    response = client_for(selma).post(
        LOOK, {"accent": "a03a12", "preview": "yes", "csrfmiddlewaretoken": "x"}
    )
    assert (response.status_code, response["Location"]) == (303, f"{LOOK}?accent=%23A03A12")
    assert Programme.objects.get().accent == "#0B5C57"


@pytest.mark.parametrize(
    ("accent", "warnings"),
    [
        ("E8A020", (True, False)),
        ("A03A12", (False, True)),
        ("2446A8", (False, False)),
        ("808080", (False, False)),
    ],
)
def test_what_is_close_to_ember_or_danger_is_warned_of(client_for, selma, accent, warnings):
    page = client_for(selma).get(LOOK, {"accent": accent}).content.decode()
    said = ("Close to the ember of the hub.", "Close to the red of warnings.")
    assert tuple(words in page for words in said) == warnings


def test_the_contrast_of_each_stands_beside_the_preview(client_for, selma):
    page = client_for(selma).get(LOOK, {"accent": "#E8C547"}).content.decode()
    assert [ratio in page for ratio in ("9.89", "10.13", "1.68", "below 3;")] == [True] * 4


@pytest.mark.parametrize(
    "accent", ["", "red", "#12345", "#1234567", "\x00", "#GGGGGG", "9" * 5000, "\u202e#A03A12x"]
)
def test_what_is_no_colour_is_told_and_shows_the_saved_one(client_for, selma, accent):
    client = client_for(selma)
    page = client.post(LOOK, {"accent": accent})
    assert (page.status_code, [*page.context["form"].errors], page.context["accent"]) == (
        200,
        ["accent"],
        "#0B5C57",
    )
    css = client.get(CSS, {"accent": accent})
    assert (css["Content-Type"], "--accent:#0b5c57" in css.content.decode()) == (
        "text/css; charset=utf-8",
        True,
    )


def test_a_partial_holds_the_preview_alone(client_for, selma):
    page = client_for(selma).get(LOOK, {"accent": "2446A8"}, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in page, "Preview of #2446A8" in page) == (False, True)


def test_a_saved_colour_is_everybodys(client_for, client, selma):
    client_for(selma).post(LOOK, {"accent": "#2446a8"})
    assert "--accent:#2446a8" in client.get("/brand.css").content.decode()
