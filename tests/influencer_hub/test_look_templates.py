"""What the strict content policy forbids stands in no template."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# A mail's styles are inlined when it is sent, and 500 pages are pages as well.
PAGES = sorted(file for file in TEMPLATES.rglob("*.html") if file.relative_to(TEMPLATES).parts[0] != "mail")
FORBIDDEN = {
    "style attribute": r"\sstyle=",
    "style element": r"<style",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "handler": r"\son[a-z]+=",
    "htmx handler": r"hx-on|js:",
    "foreign host": r"""(?:src|href|action)=["']https?://""",
}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_keeps_the_content_policy(file: Path) -> None:
    text = file.read_text()
    assert [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_is_short(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 150


def test_scripts_are_small() -> None:
    own = [
        file for file in (Path(settings.BASE_DIR) / "static" / "js").glob("*.js") if "htmx" not in file.name
    ]
    assert sum(file.stat().st_size for file in own) < 15_000
