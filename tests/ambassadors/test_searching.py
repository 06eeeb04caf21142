"""What somebody typed to search by."""

import pytest

from ambassadors.models.names import typings
from ambassadors.searching import marked, tidy
from campaigns.models import Campaign
from tests.factories.campaigns import CampaignFactory
from tests.factories.trainings import TrainingFactory
from trainings.models import Training


@pytest.mark.parametrize(
    ("typed", "tidied"), [("  Storm ", "Storm"), ("\x00", ""), ("a\x00b", "ab"), ("x" * 300, "x" * 100)]
)
def test_a_search_is_tidied(typed, tidied):
    assert tidy(typed) == tidied


def test_a_word_is_looked_for_in_every_spelling_it_may_have_in_a_text():
    assert typings("waerme") == {"waerme", "wärme", "wäerme"}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["wärmep", "waermep", "warmep", "Wärmepumpe", "WAERMEPUMPEN"])
def test_texts_are_found_however_umlauts_are_written(typed):
    training = TrainingFactory(title="Wärmepumpen erklären")
    campaign = CampaignFactory(title="Wärmepumpen im Winter")
    TrainingFactory(title="Fotografieren mit dem Handy")
    found = [*Training.objects.matching(typed), *Campaign.objects.matching(typed)]
    assert found == [training, campaign]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["strass", "straß", "Straße"])
def test_a_sharp_s_is_found_either_way(typed):
    training = TrainingFactory(title="Auf der Straße")
    assert list(Training.objects.matching(typed)) == [training]


@pytest.mark.parametrize(
    ("text", "searched", "marked_text"),
    [
        ("Lena Weiß", "weiss", "Lena <mark>Weiß</mark>"),
        ("Jördis Brüggemann", "joe brueg", "<mark>Jö</mark>rdis <mark>Brüg</mark>gemann"),
        ("Öl & Gas", "ol", "<mark>Öl</mark> &amp; Gas"),
        ("<i>", "i", "&lt;<mark>i</mark>&gt;"),
        ("Storm", "", "Storm"),
    ],
)
def test_what_was_searched_for_is_marked_where_it_begins_a_word(text, searched, marked_text):
    assert marked(text, searched) == marked_text
