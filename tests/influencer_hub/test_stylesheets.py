"""One sheet holds every sheet of every page, and leads to the same pictures and fonts."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

CSS = Path("static/css")
PARTS = [*CSS.glob("*.css"), *(CSS / "components").glob("*.css")]


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def found() -> Path:
    return Path(finders.find("css/hub.css"))


def test_it_holds_every_part_and_begins_with_the_layers():
    text = found().read_text()
    assert [part.name for part in PARTS if part.read_text().split("url(")[0] not in text] == []
    assert text.index("@layer tokens, brand, base, layout, components, pages;") < 200


def test_it_leads_to_files_that_are_there():
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', found().read_text())
    assert [to for to in addresses if not (CSS / to).is_file()] == []
    assert len(addresses) == 10


def test_it_follows_its_parts(settings, tmp_path):
    before = found().read_text()
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    (tmp_path / "static/css/components").mkdir(parents=True)
    for name in ("tokens", "base", "layout", "shell", "sidebar", "components/card"):
        (tmp_path / f"static/css/{name}.css").write_text(f"/* {name} */")
    after = found().read_text().split("\n")
    assert (
        before
        != after
        == [f"/* {n} */" for n in ("tokens", "base", "layout", "shell", "sidebar", "components/card")]
    )
    assert [file.name for file in found().parent.iterdir()] == ["hub.css"]


def test_it_is_collected_under_a_name_of_its_own_with_addresses_that_are_hashed_too(settings, tmp_path):
    storage = "servestatic.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    settings.STATIC_ROOT = tmp_path / "collected"
    call_command("collectstatic", interactive=False, verbosity=0)
    (hashed,) = (tmp_path / "collected/css").glob("hub.*.css")
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', hashed.read_text())
    assert [to for to in addresses if not (hashed.parent / to).is_file() or to.count(".") < 4] == []
