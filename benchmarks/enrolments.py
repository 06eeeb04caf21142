"""A burst of people on one date, and on many, through the real page, beside pgbench with the same statements."""

import re
import subprocess
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import User
from benchmarks import house, load, visitors
from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from influencer_hub import embedded
from trainings.models import Enrolment, Session, Training
from trainings.services import enrol

PEOPLE_PER_SECOND, SLOWEST_MS = 250, 1_000
# What pgbench did where the promise was made.
BARE_ENROLMENTS = 1_300
# One in twenty finds the date full.
SHARE_OF_SEATS = 0.95
BUSY = 503
FAIR = "none oversold"
# The people of the second burst are others.
SPREAD_FROM = 200_000
DATE = "00000000-0000-4000-7000-"


def open_date(capacity: int, *, days: int = 20, **facts: Any) -> Session:
    """In so many days: whoever has a seat at the same time would be asked about it."""
    starts_at = timezone.now() + timedelta(days=days)
    return Session.objects.create(
        training=Training.objects.get(slug="wenns-stuermt"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        capacity=capacity,
        enrolment_closes_at=starts_at - timedelta(days=1),
        cancel_by=starts_at - timedelta(hours=1),
        published_at=timezone.now(),
        **facts,
    )


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    rate, slowest, told = _burst(sizes, [open_date(_seats(sizes.enrolling))], start=0)
    script = statements(base.folder / "enrolment.sql", [open_date(1_000_000, days=25)])
    yardstick = pgbench(script, clients=sizes.at_once, turns=sizes.enrolling // sizes.at_once)
    yield Row(
        f"enrolment burst: {_people(sizes)}, one date of {_seats(sizes.enrolling):,} seats",
        f"{rate:.0f} people/s, p99 {slowest:.0f} ms, {told}",
        f"pgbench, the deed's own statements on one hot row: {yardstick:.0f}/s",
        rate / yardstick,
        "POST of the real form: session, CSRF, deed, confirmation and reminders queued",
        f"{PEOPLE_PER_SECOND}/s ({BARE_ENROLMENTS:,}/s), p99 under 1 s, none oversold",
        (is_kept := FAIR in told and slowest < SLOWEST_MS) and rate >= PEOPLE_PER_SECOND,
        asked=PEOPLE_PER_SECOND / BARE_ENROLMENTS if is_kept else None,
    )
    each = _seats(sizes.enrolling // sizes.dates)
    dates = [open_date(each) for _n in range(sizes.dates)]
    rate, slowest, told = _burst(sizes, dates, start=SPREAD_FROM)
    dates = [open_date(1_000_000, days=30, id=date_id(index)) for index in range(sizes.dates)]
    script = statements(base.folder / "enrolments.sql", dates)
    yardstick = pgbench(script, clients=sizes.at_once, turns=sizes.enrolling // sizes.at_once)
    yield Row(
        f"enrolments spread: {_people(sizes)}, {sizes.dates} dates of {each} seats",
        f"{rate:.0f} people/s, p99 {slowest:.0f} ms, {told}",
        f"pgbench, the same statements on {sizes.dates} rows: {yardstick:.0f}/s",
        rate / yardstick,
        "as above; nobody waits for another's lock",
        f"{PEOPLE_PER_SECOND}/s, p99 under 1 s, none oversold",
        (is_kept := FAIR in told and slowest < SLOWEST_MS) and rate >= PEOPLE_PER_SECOND,
    )


def _people(sizes: Sizes) -> str:
    return f"{sizes.enrolling:,} people, {sizes.at_once} at a time"


def _seats(people: int) -> int:
    return max(1, int(people * SHARE_OF_SEATS))


def _burst(sizes: Sizes, dates: Sequence[Session], start: int) -> tuple[float, float, str]:
    """Everybody asks for a seat in one of the dates, in turn: people per second, p99 in milliseconds, what became of it."""
    people = visitors.colleagues(sizes.enrolling, start=start)
    form = f"csrfmiddlewaretoken={visitors.CSRF}"
    places = [reverse("trainings:enrol", args=[date.pk]) for date in dates]
    cookies = visitors.signed_in(people)
    requests = [load.post(places[n % len(places)], cookie, form) for n, cookie in enumerate(cookies)]
    with house.serving() as port:
        page = load.get(reverse("trainings:session", args=[dates[0].pk]), cookies[0])
        load.one_reader(port, page, 20)
        began = time.perf_counter()
        answers = load.burst(port, requests, sizes.at_once)
        rate = len(answers) / (time.perf_counter() - began)
    slowest = load.percentile((answer.seconds for answer in answers), 0.99)
    busy = sum(answer.status == BUSY for answer in answers)
    calm = all(answer.status in (200, 303, BUSY) for answer in answers)
    fair = calm and all(_is_fair(date, busy) for date in dates)
    return rate, slowest, f"{_told(answers)}, {FAIR if fair else 'SOME oversold'}"


def _told(answers: Sequence[load.Answer]) -> str:
    counts = Counter(answer.status for answer in answers)
    return ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))


def _is_fair(date: Session, busy: int) -> bool:
    """Every seat taken once, none too many; as many free as people who were told to try again, at most."""
    date.refresh_from_db()
    booked = Enrolment.objects.for_session(date).booked().values("person").distinct().count()
    return booked == date.taken and date.capacity - busy <= booked <= date.capacity


def date_id(index: int) -> uuid.UUID:
    """As `visitors.colleague_id`: pgbench counts it up."""
    return uuid.UUID(f"{DATE}{visitors.FIRST_COLLEAGUE + index}")


def statements(script: Path, dates: Sequence[Session]) -> Path:
    """What one enrolment says to the database, as a script that enrols another person each time, in the dates by turns.

    `:person` counts the people of `visitors.colleagues`; it is the number in the line as well.
    """
    person, date = User.objects.get(pk=visitors.colleague_id(0)), dates[0]
    with CaptureQueriesContext(connection) as captured:
        enrolment = enrol(session=date, person=person, now=timezone.now()).enrolment
    assert enrolment is not None
    text = ";\n".join(query["sql"].strip() for query in captured) + ";\n"
    counted = [
        (person.pk, visitors.COLLEAGUE, ":person"),
        (enrolment.pk, visitors.COLLEAGUE.replace("8", "9" if len(dates) == 1 else "a"), ":person"),
    ]
    if len(dates) > 1:
        counted.append((date.pk, DATE, ":date"))
    for row_id, begin, number in counted:
        text = text.replace(str(row_id), f"{begin}{number}")
        text = text.replace(row_id.hex, f"{begin.replace('-', '')}{number}")
    text, numbers = re.subn(rf"'booked', {enrolment.number},", "'booked', :person,", text)
    assert numbers == 1, text
    enrolment.delete()
    connection.cursor().execute(
        "DELETE FROM outbox_message WHERE recipient_id = %s AND object_id = %s", [person.pk, str(date.pk)]
    )
    first = visitors.FIRST_COLLEAGUE
    count = f"\\set turn :turn + 1\n\\set person {first} + :client_id * :turns + :turn\n"
    count += f"\\set date {first} + (:client_id * :turns + :turn) % {len(dates)}\n"
    script.write_text(count + text)
    return script


def pgbench(script: Path, *, clients: int, turns: int) -> float:
    """Enrolments per second; each client enrols `turns` people of its own."""
    facts = settings.DATABASES["default"]
    command = [str(embedded.postgres_install() / "bin" / "pgbench"), "-n", "-M", "simple", "-f", str(script)]
    command += ["-c", str(clients), "-j", "2", "-t", str(turns), "-D", f"turns={turns}", "-D", "turn=-1"]
    command += ["-h", facts["HOST"], "-p", str(facts["PORT"] or 5432), "-U", facts["USER"], facts["NAME"]]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=house.ROOT)
    found = re.search(r"tps = ([\d.]+)", run.stdout)
    if run.returncode or not found or "number of failed transactions: 0" not in run.stdout:
        raise RuntimeError(f"pgbench: {run.stdout}\n{run.stderr}")
    return float(found[1])
