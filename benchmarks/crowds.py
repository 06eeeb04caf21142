"""Lists of people at ten times as many, one warm reader, beside a bare Django view on the same server; and files of them."""

import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from django.db import connection

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
COPIES = """
    CREATE TEMPORARY TABLE copies AS
    WITH pattern AS (
        SELECT person_id, row_number() OVER () - 1 AS n FROM ambassadors_ambassador
    ), person AS (
        SELECT id, row_number() OVER () AS n FROM ambassadors_user WHERE personnel_number LIKE 'c%'
    )
    SELECT person.id, pattern.person_id AS pattern
    FROM person JOIN pattern ON person.n % (SELECT count(*) FROM ambassadors_ambassador) = pattern.n
    WHERE person.n % 2 = 0
"""
PLACES = """
    INSERT INTO ambassadors_ambassador
    SELECT (jsonb_populate_record(place, jsonb_build_object('person_id', copies.id))).*
    FROM copies JOIN ambassadors_ambassador AS place ON place.person_id = copies.pattern
"""
TOPICS = """
    INSERT INTO ambassadors_topic_ambassadors (topic_id, ambassador_id)
    SELECT topic_id, copies.id FROM copies JOIN ambassadors_topic_ambassadors ON ambassador_id = copies.pattern
"""
CHANNELS = """
    INSERT INTO ambassadors_channel
    SELECT (jsonb_populate_record(channel, jsonb_build_object('id', gen_random_uuid(), 'ambassador_id', copies.id))).*
    FROM copies JOIN ambassadors_channel AS channel ON channel.ambassador_id = copies.pattern
"""
# The parts that follow find the sample programme as it was. Nothing else points at the copies, so nobody asks each row.
GONE = (
    "SET session_replication_role = replica",
    "DELETE FROM ambassadors_channel WHERE ambassador_id IN (SELECT id FROM copies)",
    "DELETE FROM ambassadors_topic_ambassadors WHERE ambassador_id IN (SELECT id FROM copies)",
    "DELETE FROM ambassadors_ambassador WHERE person_id IN (SELECT id FROM copies)",
    "DELETE FROM ambassadors_user WHERE personnel_number LIKE 'c%'",
    "RESET session_replication_role",
    "DROP TABLE copies",
    "VACUUM ANALYZE",
)
TIMES = 9


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [TIMES])
        for statement in (COPIES, PLACES, TOPICS, CHANNELS):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
    people = User.objects.count()
    with house.serving("benchmarks.bare:application") as port:
        answers = load.one_reader(port, load.get("/"), sizes.asks * 4)
        bare_ms = load.percentile((answer.seconds for answer in answers), 0.5)
    with house.serving() as port:
        for page in pages.of_people():
            yield _one_reader(page, port, people, sizes, bare_ms)
    yield _file("csv", people, lambda: _read(exports.csv_file(_everybody(), USUAL)))
    yield _file("csv, every column", people, lambda: _read(exports.csv_file(_everybody(), tuple(COLUMNS))))
    yield _file("xlsx", people, lambda: exports.workbook(_everybody(), USUAL).close())
    with connection.cursor() as cursor:
        for statement in GONE:
            cursor.execute(statement)


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
