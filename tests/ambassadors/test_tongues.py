"""Languages as people write them."""

import pytest
from django.utils import translation

from ambassadors import tongues


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Deutsch, English", ["de", "en"]),
        ("türkisch;Turkish\nTürkçe", ["tr"]),
        ("  Deutsche  Gebärdensprache ,", ["gsg"]),
        ("Kurdish, Chinesisch", ["ku", "zh"]),
        ("Tiếng Việt, polski", ["vi", "pl"]),
        ("", []),
    ],
)
def test_every_language_is_understood_in_german_english_and_itself(text, codes):
    assert tongues.understood(text) == codes


def test_what_is_no_language_is_named():
    with pytest.raises(tongues.UnknownLanguage) as unknown:
        tongues.understood("Deutsch, Quenya")
    assert unknown.value.name == "Quenya"


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_written_is_understood_again(language):
    codes = ["de", "en", "tr", "vi", "ku", "gsg", "pl"]
    with translation.override(language):
        assert tongues.understood(tongues.named(codes)) == codes
