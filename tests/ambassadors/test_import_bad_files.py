"""Files that are no table: a clear sentence, and nothing written."""

import io
import os
import zipfile

import pytest

from ambassadors.imports import reading
from ambassadors.imports.problems import PROBLEMS, ImportProblem
from ambassadors.models import Import, ImportFile
from ambassadors.services import imports
from tests.ambassadors.conftest import FILES
from tests.ambassadors.importing import table, workbook

HEADINGS = "Nachname;Vorname;E-Mail"
PORTRAIT = FILES / "portrait-rotated-with-gps.jpg"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
UMLAUTS = "Größmann;Jörg;j@x.example\n" * 20


def archive(**members: bytes | str) -> bytes:
    """A zip file; `__` in a name is a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def repacked(content: bytes, name: str, member: bytes) -> bytes:
    """A workbook with one member replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, member if info.filename == name else old.read(info))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(["Nachname", "Vorname", "E-Mail"], ["Kade", "Ralf", "r@x.example"])
BOMB = repacked(GOOD, SHEET, b"<worksheet>" + b" " * 151_000_000)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>'
)
BAD_FILES = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n\t ", "empty"),
    "headings alone": (table(headings=HEADINGS), "no_rows"),
    "empty rows": (table(";;", "", headings=HEADINGS), "no_rows"),
    "prose": (b"Dear all,\nhere is the list.\nBest, Ralf\n" * 5, "not_a_table"),
    "noise": (bytes(range(256)) * 40, "not_a_table"),
    "JSON": (b'[{"name": "Kade"}]', "not_a_table"),
    "a picture": (PORTRAIT.read_bytes(), "picture"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "document"),
    "a letter": (archive(word__document__xml="<w/>").replace(b"document/xml", b"document.xml"), "document"),
    "a web page": (b"\xef\xbb\xbf<html><table><tr><td>Name</td></tr></table>", "web_page"),
    "an old workbook": (OLD_WORKBOOK, "old_workbook"),
    "a protected workbook": (OLD_WORKBOOK + "EncryptedPackage".encode("utf-16-le"), "password"),
    "OpenDocument": (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "old_workbook"),
    "some archive": (archive(list="a;b"), "not_a_table"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "damaged"),
    "a sheet of nonsense": (repacked(GOOD, SHEET, b"<worksheet><sheetData><row>"), "damaged"),
    "an empty workbook": (workbook(), "no_rows"),
    "a zip bomb": (BOMB, "unpacks_too_large"),
    "growing entities": (repacked(GOOD, SHEET, LAUGHS), "damaged"),
    "200 columns": (table(";".join("x" * 200), headings=";".join(f"Feld {i}" for i in range(200))), "too_many_columns"),
    "200 columns of a workbook": (workbook([f"Feld {i}" for i in range(200)], ["x"] * 200), "too_many_columns"),
    "two encodings": ((HEADINGS + "\n" + UMLAUTS).encode() + b"M\xfcller;Max;m@x.example", "mixed_encodings"),
    "another encoding": (table("Żołądkiewicz;Wąż;w@x.example" * 3, headings=HEADINGS).decode().encode("cp1250"), "encoding"),
    "cut UTF-16": (table("Kade;Ralf;r@x.example", headings=HEADINGS).decode().encode("utf-16")[:-1], "encoding"),
    "an endless cell": (table('Kade;Ralf;"' + "x" * 140_000, headings=HEADINGS), "open_quote"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence(name):
    content, code = BAD_FILES[name]

    with pytest.raises(ImportProblem) as refused:
        reading.look(content)

    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")


def test_nothing_is_kept_of_a_bad_file(selma, now):
    with pytest.raises(ImportProblem):
        imports.upload(content=PORTRAIT.read_bytes(), file_name="list.csv", by=selma, now=now)

    assert (Import.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_a_file_of_more_than_20_mb_is_refused(selma, now):
    with pytest.raises(ImportProblem) as refused:
        imports.upload(content=b"a;b\n" * 5_000_001, file_name="list.csv", by=selma, now=now)

    assert refused.value.code == "too_large"


def test_a_declared_size_that_lies_does_not_unpack_more():
    """The directory of the archive says 11 bytes for the sheet of a bomb."""
    honest = len(b"<worksheet>" + b" " * 151_000_000).to_bytes(4, "little")
    lying = BOMB.replace(honest, (11).to_bytes(4, "little"))

    with pytest.raises(ImportProblem) as refused:
        reading.look(lying)

    assert refused.value.code == "damaged"


def test_every_problem_says_what_to_do_in_both_languages(settings):
    from django.utils import translation

    facts = {"limit": 20, "count": 200, "row": 3}
    said = {}
    for language in ("de", "en"):
        with translation.override(language):
            said[language] = [str(sentence) % facts for sentence in PROBLEMS.values()]

    assert all(german != english for german, english in zip(said["de"], said["en"], strict=True))


def test_random_bytes_never_take_long():
    for _ in range(20):
        with pytest.raises(ImportProblem):
            reading.look(os.urandom(50_000))
