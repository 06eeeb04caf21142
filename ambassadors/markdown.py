"""Markdown that coordinators write, as HTML that a page may show: no raw HTML, no pictures, no foreign schemes."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {"p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
TAGS |= {"h2", "h3", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto", "tel"}


def _lower_headings(state: StateCore) -> None:
    """The highest heading becomes the one that `top` names, so that the page keeps its one h1 and leaves no level out."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + state.env['top'], 6)}"


_parser = MarkdownIt("commonmark", {"html": False}).disable("image")
_parser.core.ruler.push("lower_headings", _lower_headings)


@lru_cache(maxsize=256)
def to_html(text: str, top: int = 2) -> SafeString:
    """`top`: the level that the highest heading of the text becomes."""
    html = _parser.render(text, {"top": top})
    attributes: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
    clean = nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308 (cleaned one line above)
