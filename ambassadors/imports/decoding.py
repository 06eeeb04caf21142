"""From bytes to text: which encoding a CSV file has, found by its content."""

import codecs
import re

from ambassadors.imports.problems import ImportProblem

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
SAMPLE_BYTES = 65_536
# Control characters beyond tab and line ends; a text may hold a few, a binary file holds many.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CONTROLS_IN_TEXT = 0.02
UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
# What Windows programs write between words: quotes, dashes, currency and the like.
WINDOWS_SIGNS = set("€‚„…†‘’“”•–—™°§´·«»\u00a0\u00ad²½")
INSIDE_A_WORD = re.compile(r"(?<=[^\W\d_])[€‚„…†“”•™°§«»](?=[^\W\d_])")
DOS_LETTERS = set("äöüÄÖÜßéèêàâçôîïëñåÅæÆøØáíóúÉ")
SIGNS_AMONG_LETTERS = 0.2


def encoding_of(content: bytes) -> str:
    """The name of a codec that reads `content`. Raises ImportProblem where none does, or it is no text at all."""
    if not content.strip():
        raise ImportProblem("empty")
    name = _marked(content) or _unmarked_utf16(content) or _by_trying(content)
    _refuse_binary(content[: SAMPLE_BYTES * 4].decode(name, errors="ignore"))
    return name


def _marked(content: bytes) -> str:
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            if not _reads(content, name):
                raise ImportProblem("mixed_encodings" if name == "utf-8-sig" else "encoding")
            return name
    return ""


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without a mark: in European text every other byte is zero."""
    sample = content[: SAMPLE_BYTES // 2 * 2]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        name = "utf-16-le"
    elif sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        name = "utf-16-be"
    else:
        return ""
    return name if _reads(content, name) else ""


def _by_trying(content: bytes) -> str:
    if _reads(content, "utf-8"):
        return "utf-8"
    high = sum(byte > 0x7F for byte in content[: SAMPLE_BYTES * 16])
    if 2 * len(UTF8_LETTER.findall(content[: SAMPLE_BYTES * 16])) > high * 0.6:
        raise ImportProblem("mixed_encodings")
    if _reads(content, "cp1252") and _is_plausible(content.decode("cp1252")):
        return "cp1252"
    text = content.decode("cp850")
    if all(c in DOS_LETTERS for c in text if ord(c) > 127):
        return "cp850"
    if len(CONTROLS.findall(text)) > len(text) * CONTROLS_IN_TEXT:
        raise ImportProblem("not_a_table")
    raise ImportProblem("encoding")


def _reads(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible(text: str) -> bool:
    """Whether the letters beyond ASCII are letters: read wrongly, most of them become signs."""
    beyond = [c for c in text if ord(c) > 127]
    signs = sum(not c.isalpha() and c not in WINDOWS_SIGNS for c in beyond) + len(INSIDE_A_WORD.findall(text))
    return signs <= len(beyond) * SIGNS_AMONG_LETTERS


def _refuse_binary(text: str) -> None:
    if len(CONTROLS.findall(text)) > max(len(text) * CONTROLS_IN_TEXT, 3):
        raise ImportProblem("not_a_table")
