"""What changed between two versions, word by word."""

from html.parser import HTMLParser

import pytest

from ambassadors import differences
from ambassadors.differences import Change
from ambassadors.markdown import to_html


def difference(before: str, after: str) -> str:
    return differences.difference(to_html(before), to_html(after)).html.strip()


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("Same words.", "Same words.", "<p>Same words.</p>"),
        ("A note is enough.", "A note is enough. Mark it.", "<p>A note is enough. <ins>Mark it.</ins></p>"),
        ("One two three.", "One four three.", "<p>One <del>two</del> <ins>four</ins> three.</p>"),
        (
            "End. Nothing more is needed.",
            "End. Please mark advertising.",
            "<p>End. <del>Nothing more is needed.</del> <ins>Please mark advertising.</ins></p>",
        ),
        ("A *b* c", "A **b** c", "<p>A <strong>b</strong> c</p>"),
        ("- a", "- a\n- b", "<ul>\n<li>a</li>\n<li><ins>b</ins></li>\n</ul>"),
        ("- a\n- b\n- c", "- a\n- c", "<ul>\n<li>a</li>\n<li><del>b</del></li> <li>c</li>\n</ul>"),
        ("# A\n\nb", "b", "<p><del>A</del></p> <p>b</p>"),
        ("", "New.", "<p><ins>New.</ins></p>"),
        ("Old.", "", "<p><del>Old.</del></p>"),
    ],
)
def test_new_words_and_missing_words_are_marked(before, after, html):
    assert difference(before, after) == html


class Nesting(HTMLParser):
    """Raises where a tag is closed that is not the innermost open one."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag


@pytest.mark.parametrize("swap", [False, True])
def test_a_mark_never_opens_in_one_element_and_closes_in_another(swap):
    texts = (
        "One **two three** four\n\n- a\n  - b\n\nend",
        "One two **three five**\n\n- b\n- a\n\n# end\n\n> q",
    )
    parser = Nesting()
    parser.feed(difference(*(reversed(texts) if swap else texts)))
    assert parser.inside == []


def test_text_that_looks_like_html_stays_text():
    assert "<b>" not in difference("a", "a <b>bold</b>")


def test_what_changed_is_told_as_a_list_too():
    before, after = to_html("# One & two\n\nthree four"), to_html("# One & two five\n\nfour\n\n- six")
    assert differences.difference(before, after).changes == (
        Change("", "five"),
        Change("three", ""),
        Change("", "six"),
    )


def test_the_same_words_are_no_change_however_they_are_set():
    assert differences.difference(to_html("A *b* c"), to_html("A **b** c")).changes == ()
