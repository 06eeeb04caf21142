"""Lists of people at ten times as many, one warm reader, beside a bare Django view on the same server; and files of them."""

import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import reverse

from ambassadors import exports
from ambassadors.columns import COLUMNS, USUAL
from ambassadors.models import User
from benchmarks import house, load, pages, visitors
from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes

# People of the sample programme over and over, with what they show; their names differ by a number.
PEOPLE = """
    INSERT INTO ambassadors_user
    SELECT (jsonb_populate_record(pattern, jsonb_build_object(
        'id', gen_random_uuid(), 'personnel_number', 'c' || row_number() over (), 'email', NULL, 'photo', '',
        'last_name', pattern.last_name || turn, 'sort_key', pattern.sort_key || turn,
        'search_words', pattern.search_words || turn,
        'is_coordinator', false, 'is_staff', false, 'is_superuser', false
    ))).*
    FROM ambassadors_user AS pattern, generate_series(1, %s) AS turn
"""
PLACES = """
    INSERT INTO ambassadors_ambassador
    SELECT (jsonb_populate_record(pattern.place, jsonb_build_object('person_id', person.id))).*
    FROM ambassadors_user AS person
    JOIN LATERAL (
        SELECT place FROM ambassadors_ambassador AS place
        ORDER BY place.person_id LIMIT 1 OFFSET abs(hashtext(person.id::text)) %% 1000
    ) AS pattern ON true
    WHERE person.personnel_number LIKE 'c%%' AND hashtext(person.personnel_number) %% 2 = 0
"""
TIMES = 9


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [TIMES])
        cursor.execute(PLACES)
        cursor.execute("VACUUM ANALYZE")
    people = User.objects.count()
    lists = [page for page in pages.pages() if page.is_of_people]
    with house.serving("benchmarks.bare:application") as port:
        answers = load.one_reader(port, load.get("/"), sizes.asks * 4)
        bare_ms = load.percentile((answer.seconds for answer in answers), 0.5)
    with house.serving() as port:
        for page in lists:
            yield _one_reader(page, port, people, sizes, bare_ms)
    yield _file("csv", people, lambda: _read(exports.csv_file(_everybody(), USUAL)))
    yield _file("csv, every column", people, lambda: _read(exports.csv_file(_everybody(), tuple(COLUMNS))))
    yield _file("xlsx", people, lambda: exports.workbook(_everybody(), USUAL).close())


def _one_reader(page: pages.Page, port: int, people: int, sizes: Sizes, bare_ms: float) -> Row:
    answers = load.one_reader(port, load.get(page.path, visitors.signed_in([page.reader])[0]), sizes.asks)
    seconds = [answer.seconds for answer in answers]
    median, slow = load.percentile(seconds, 0.5), load.percentile(seconds, 0.95)
    return Row(
        f"{page.name}, {people:,} people, one reader",
        f"{median:.1f} ms (p95 {slow:.1f}), {page.queries()} queries",
        f"{pages.YARDSTICK}: {bare_ms:.1f} ms",
        median / bare_ms,
        f"warm, median of {len(answers)}",
    )


def _everybody() -> Any:
    return User.objects.active().by_name()


def _read(lines: Iterator[str]) -> None:
    for _line in lines:
        pass


def _file(form: str, people: int, write: Any) -> Row:
    began = time.perf_counter()
    write()
    seconds = time.perf_counter() - began
    tracemalloc.start()
    write()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Row(
        f"file of {people:,} people, {form}",
        f"{seconds:.1f} s, {most / 1_000_000:.0f} MB of Python objects at most",
        "",
        None,
        "written piece by piece",
    )
