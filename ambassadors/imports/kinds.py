"""What a file is, by its first bytes; its name says nothing."""

import io
import re
import zipfile

from ambassadors.imports.problems import ImportProblem

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
DOCUMENTS = (b"%PDF", b"{\\rtf")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The old container also holds workbooks that Excel encrypted; the stream's name is UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHER_WORKBOOKS = ("xl/workbook.bin", "Index/Document.iwa", "Index.zip")
WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<table|<head|<meta)", re.IGNORECASE)
MARKUP = re.compile(rb"\s*(<\?xml|<svg|<[a-z!])", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """ "xlsx" or "csv". Raises ImportProblem for everything that is neither."""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(OLD_OFFICE):
        raise ImportProblem("password" if ENCRYPTED in content else "old_workbook")
    _refuse_pictures(content)
    start = content.removeprefix(b"\xef\xbb\xbf")
    if WEB_PAGE.match(start):
        raise ImportProblem("web_page")
    if MARKUP.match(start) or start.lstrip()[:2] in (b"{\n", b"[{", b'{"'):
        raise ImportProblem("not_a_table")
    return "csv"


def _refuse_pictures(content: bytes) -> None:
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    is_heif = content[4:8] == b"ftyp"
    # "BM" also begins a heading; a bitmap's header has zero bytes.
    known = any(content.startswith(sign) for sign in PICTURES)
    if is_webp or is_heif or (known and b"\x00" in content[:32]):
        raise ImportProblem("picture")
    if content.startswith(DOCUMENTS):
        raise ImportProblem("document")
    if content.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK")):
        raise ImportProblem("not_a_table")


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            office = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    office = member.read(60)
    except Exception as error:
        raise ImportProblem("damaged") from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name in names for name in OTHER_WORKBOOKS) or b"spreadsheet" in office:
        raise ImportProblem("old_workbook")
    if "word/document.xml" in names or "ppt/presentation.xml" in names or b"opendocument" in office:
        raise ImportProblem("document")
    raise ImportProblem("not_a_table")
