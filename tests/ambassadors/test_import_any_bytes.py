"""Whatever the bytes: a table or a clear problem, never anything else."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ambassadors.imports import checking, headings, reading
from ambassadors.imports.exports import csv_lines
from ambassadors.imports.problems import ImportProblem
from ambassadors.imports.sentences import sentence
from ambassadors.imports.tables import Row
from tests.ambassadors.conftest import FILES

GERMAN = (FILES / "hr-export-excel-deutsch.csv").read_bytes()[:3_000]
WORKBOOK = (FILES / "auszubildende-2026.xlsx").read_bytes()
OFTEN = settings(max_examples=150)  # Each costs a millisecond.
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
MEANINGS = st.lists(st.sampled_from(["", *headings.FIELDS]), min_size=1, max_size=8)


def read_or_refuse(content: bytes) -> None:
    try:
        read_all(content)
    except ImportProblem as refused:
        problem = refused
    else:
        return
    assert problem.sentence


def read_all(content: bytes) -> None:
    look = reading.look(content)
    for row in reading.reopen(content, look.layout).rows():
        checked = checking.check(row, columns=look.columns, layout=look.layout)
        for remark in (*checked.faults, *checked.notes):
            assert sentence(remark.kept())


@OFTEN
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    read_or_refuse(content)


@OFTEN
@given(st.integers(0, len(GERMAN)), st.binary(min_size=1, max_size=6))
def test_a_damaged_csv_file_is_read_or_refused(at, damage):
    read_or_refuse(GERMAN[:at] + damage + GERMAN[at + len(damage) :])


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_workbook_is_read_or_refused(at, damage):
    read_or_refuse(WORKBOOK[:at] + damage + WORKBOOK[at + len(damage) :])


@OFTEN
@given(st.lists(TEXT, max_size=8), MEANINGS)
def test_any_cells_with_any_meaning(cells, columns):
    layout = reading.Layout(kind="csv", delimiter=";")

    checked = checking.check(Row(2, cells), columns=columns, layout=layout)

    assert all(len(value) <= 300 and "\x00" not in value for value in checked.values.values())
    assert checked.faults or {"first_name", "last_name"} <= checked.values.keys()


@OFTEN
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_exported_cell_starts_a_formula(rows):
    written = "".join(csv_lines(rows)).removeprefix("\ufeff")

    for cells in csv.reader(io.StringIO(written, newline=""), delimiter=";"):
        for cell in cells:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_a_formula_is_exported_behind_an_apostrophe(cell):
    assert "".join(csv_lines([[cell]])).lstrip("\ufeff").lstrip('"').startswith("'")
