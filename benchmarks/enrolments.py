"""A burst of people on one date through the real page, beside pgbench with the same statements on one hot row."""

import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

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


def open_date(capacity: int) -> Session:
    starts_at = timezone.now() + timedelta(days=20)
    return Session.objects.create(
        training=Training.objects.get(slug="wenns-stuermt"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        capacity=capacity,
        enrolment_closes_at=starts_at - timedelta(days=1),
        cancel_by=starts_at - timedelta(hours=1),
        published_at=timezone.now(),
    )


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    people = visitors.colleagues(sizes.enrolling, start=0)
    seats = round(sizes.enrolling * SHARE_OF_SEATS)
    session = open_date(seats)
    path, form = reverse("trainings:enrol", args=[session.pk]), f"csrfmiddlewaretoken={visitors.CSRF}"
    requests = [load.post(path, cookies, form) for cookies in visitors.signed_in(people)]
    with house.serving() as port:
        page = load.get(reverse("trainings:session", args=[session.pk]), visitors.signed_in(people[:1])[0])
        load.one_reader(port, page, 20)
        began = time.perf_counter()
        answers = load.burst(port, requests, sizes.at_once)
        rate = len(answers) / (time.perf_counter() - began)
    slowest = load.percentile((answer.seconds for answer in answers), 0.99)
    fair = _is_fair(session, answers, seats)
    script = statements(base.folder / "enrolment.sql")
    yardstick = pgbench(script, clients=sizes.at_once, turns=sizes.enrolling // sizes.at_once)
    yield Row(
        f"enrolment burst: {sizes.enrolling:,} people, {sizes.at_once} at a time, one date of {seats:,} seats",
        f"{rate:.0f} people/s, p99 {slowest:.0f} ms, {_told(answers)}, {'none' if fair else 'SOME'} oversold",
        f"pgbench, the deed's own statements on one hot row: {yardstick:.0f}/s",
        rate / yardstick,
        "POST of the real form: session, CSRF, deed, confirmation and reminders queued",
        f"{PEOPLE_PER_SECOND}/s ({BARE_ENROLMENTS:,}/s), p99 under 1 s, none oversold",
        fair and rate >= PEOPLE_PER_SECOND and slowest < SLOWEST_MS,
        asked=PEOPLE_PER_SECOND / BARE_ENROLMENTS if fair and slowest < SLOWEST_MS else None,
    )


def _told(answers: Sequence[load.Answer]) -> str:
    counts = Counter(answer.status for answer in answers)
    return ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))


def _is_fair(session: Session, answers: Sequence[load.Answer], seats: int) -> bool:
    """No answer but a page or "please try again", every seat taken once, none too many."""
    session.refresh_from_db()
    booked = Enrolment.objects.for_session(session).booked().values("person").distinct().count()
    calm = all(answer.status in (200, 303, BUSY) for answer in answers)
    busy = sum(answer.status == BUSY for answer in answers)
    return calm and booked == session.taken and seats - busy <= booked <= seats


def statements(script: Path) -> Path:
    """What one enrolment says to the database, as a script that enrols another person each time.

    `:person` counts the people of `visitors.colleagues`; it is the number in the line as well.
    """
    person, session = User.objects.get(pk=visitors.colleague_id(0)), open_date(1_000_000)
    with CaptureQueriesContext(connection) as captured:
        enrolment = enrol(session=session, person=person, now=timezone.now()).enrolment
    assert enrolment is not None
    text = ";\n".join(query["sql"].strip() for query in captured) + ";\n"
    for row_id, begin in (
        (person.pk, visitors.COLLEAGUE),
        (enrolment.pk, visitors.COLLEAGUE.replace("8", "9")),
    ):
        text = text.replace(str(row_id), f"{begin}:person").replace(
            row_id.hex, f"{begin.replace('-', '')}:person"
        )
    text, numbers = re.subn(rf"'booked', {enrolment.number},", "'booked', :person,", text)
    assert numbers == 1, text
    enrolment.delete()
    connection.cursor().execute(
        "DELETE FROM outbox_message WHERE recipient_id = %s AND object_id = %s", [person.pk, str(session.pk)]
    )
    count = f"\\set turn :turn + 1\n\\set person {visitors.FIRST_COLLEAGUE} + :client_id * :turns + :turn\n"
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
