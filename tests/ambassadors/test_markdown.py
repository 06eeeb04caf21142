"""Markdown that coordinators write."""

import pytest

from ambassadors.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n\n## Two", "<h3>One</h3>\n<h4>Two</h4>\n"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        (
            "[x](https://a.example 'title')",
            '<p><a href="https://a.example" rel="noopener noreferrer">x</a></p>\n',
        ),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
    ],
)
def test_markdown_becomes_plain_safe_html(text, html):
    assert to_html(text, 3) == html


def test_no_picture_of_another_host_gets_in():
    assert "<img" not in to_html("![x](https://elsewhere.example/pixel.png)")


def test_headings_never_go_below_the_last_level():
    assert to_html("# One\n\n###### Six", 4) == "<h4>One</h4>\n<h6>Six</h6>\n"


def test_a_text_that_begins_below_the_first_level_leaves_none_out():
    assert to_html("## One\n\n### Two\n\n## Three", 2) == "<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>\n"
