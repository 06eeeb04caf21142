"""The hub's own style sheets as one file, `css/hub.css`: on the way to a first page, one request instead of 26.

They stay files of their own in `static/css`, one for each component; the sheet of a page is not among them.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/hub.css"
# The tokens name the layers of the cascade; after them the order does not matter.
FOUNDATIONS = ["tokens", "base", "layout", "shell", "sidebar"]
# A component's file lies one folder deeper than the one sheet.
DEEPER = re.compile(r'url\("\.\./\.\./')


def one_sheet() -> str:
    """All of them, one after the other."""
    folder = Path(settings.STATICFILES_DIRS[0]) / "css"
    foundations = [(folder / f"{name}.css").read_text() for name in FOUNDATIONS]
    components = [file.read_text() for file in sorted((folder / "components").glob("*.css"))]
    return "\n".join([*foundations, *(DEEPER.sub('url("../', text) for text in components)])


class OneSheet(BaseFinder):
    """Where `collectstatic` and the development server find it: written anew whenever one of its parts has changed."""

    def check(self, **_options: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_options: Any) -> str | list[str]:  # type: ignore[override]
        if path != NAME:
            return []
        file = str(_written() / NAME)
        return [file] if find_all else file

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        yield NAME, FileSystemStorage(_written())


def _written() -> Path:
    """The folder that it lies in. Whoever reads it meanwhile sees the old one or the new one, whole."""
    folder: Path = settings.DATA_DIR / "sheets"
    file, text = folder / NAME, one_sheet()
    if not file.exists() or file.read_text() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent, delete=False) as half:
            half.write(text)
        os.replace(half.name, file)
    return folder
