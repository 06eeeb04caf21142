"""List pages at many rows: one warm reader, then eight, beside a bare Django view on the same server."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ambassadors.models import User
from benchmarks import house, load, visitors
from benchmarks.enrolments import open_date
from benchmarks.house import Base
from benchmarks.results import Row
from benchmarks.sizes import Sizes
from influencer_hub.sample import people
from trainings.models import Enrolment, Session

MILLISECONDS, MOST_QUERIES, PAGES_PER_SECOND = 25, 10, 150
# What the bare view did where the promise was made: per second on two cores, so that one page cost a core that long.
BARE_PAGES = 3_000
BARE_MILLISECONDS = 2 * 1000 / BARE_PAGES
READERS = 8
FILTERED = {"state": "programme", "language": "de", "sort": "-joined"}
NARROWED = {"language": "de", "level": "beginners", "format": "on_site"}
YARDSTICK = "a bare Django view with five queries"


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    reader: User

    def queries(self) -> int:
        """Of a second view: what a process keeps is there by then."""
        client = Client()
        client.force_login(self.reader, backend=visitors.BACKEND)
        client.get(self.path, headers={"host": load.HOST})
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(self.path, headers={"host": load.HOST})
        if answer.status_code != 200:
            raise RuntimeError(f"{self.path} answers {answer.status_code}")
        return len(captured)


def pages() -> list[Page]:
    ambassador, coordinator = _readers()
    return [
        Page("catalogue of trainings", reverse("trainings:catalogue"), ambassador),
        Page("catalogue, filtered", f"{reverse('trainings:catalogue')}?{urlencode(NARROWED)}", ambassador),
        *of_people(),
        Page("cockpit, trainings", reverse("trainings:cockpit_trainings"), coordinator),
        Page("roster of one date", reverse("trainings:cockpit_session", args=[crowded().pk]), coordinator),
        Page("campaigns", reverse("campaigns:campaigns"), ambassador),
        Page("cockpit, campaigns", reverse("campaigns:cockpit_campaigns"), coordinator),
    ]


def of_people() -> list[Page]:
    """Those that grow with the people."""
    ambassador, coordinator = _readers()
    list_, directory = reverse("ambassadors:cockpit_people"), reverse("ambassadors:people")
    filtered = f"{list_}?{urlencode(FILTERED, doseq=True)}"
    return [
        Page("cockpit, people", list_, coordinator),
        Page("cockpit, people filtered", filtered, coordinator),
        Page("cockpit, search", f"{reverse('cockpit_search')}?q=be", coordinator),
        Page("directory", directory, ambassador),
        Page("directory, search", f"{directory}?q=be&language=de", ambassador),
    ]


def _readers() -> tuple[User, User]:
    numbers = (people.AMBASSADOR.number, people.COORDINATOR.number)
    ambassador, coordinator = (User.objects.get(personnel_number=number) for number in numbers)
    return ambassador, coordinator


def crowded() -> Session:
    """A date on which everybody has a seat."""
    now, everybody = timezone.now(), list(User.objects.active())
    session = open_date(len(everybody))
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                session=session,
                person=person,
                state=Enrolment.State.BOOKED,
                number=number,
                asked_at=now,
                booked_at=now,
            )
            for number, person in enumerate(everybody, start=1)
        ),
        batch_size=2000,
    )
    session.taken = session.asked = len(everybody)
    session.save()
    return session


def measure(base: Base, sizes: Sizes) -> Iterator[Row]:
    lists = pages()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with house.serving("benchmarks.bare:application") as port:
        request = load.get("/")
        bare_ms = load.percentile((a.seconds for a in load.one_reader(port, request, sizes.asks * 4)), 0.5)
        bare_rate = load.readers(port, request, count=READERS, seconds=sizes.seconds)
    with house.serving() as port:
        for page in lists:
            request = load.get(page.path, visitors.signed_in([page.reader])[0])
            yield _one_reader(page, port, request, sizes, bare_ms)
            yield _eight_readers(page, port, request, sizes, bare_rate)


def _one_reader(page: Page, port: int, request: bytes, sizes: Sizes, bare_ms: float) -> Row:
    answers = load.one_reader(port, request, sizes.asks)
    seconds = [answer.seconds for answer in answers]
    median, slow, queries = load.percentile(seconds, 0.5), load.percentile(seconds, 0.95), page.queries()
    return Row(
        f"{page.name}, {sizes.rows:,} rows, one reader",
        f"{median:.1f} ms (p95 {slow:.1f}), {queries} queries",
        f"{YARDSTICK}: {bare_ms:.1f} ms",
        median / bare_ms,
        f"warm, {answers[0].size / 1000:.0f} kB of HTML, median of {len(answers)}",
        f"{MILLISECONDS} ms ({BARE_MILLISECONDS:.1f} ms), {MOST_QUERIES} queries",
        median <= MILLISECONDS and queries <= MOST_QUERIES,
        asked=MILLISECONDS / BARE_MILLISECONDS if queries <= MOST_QUERIES else None,
        is_time=True,
    )


def _eight_readers(page: Page, port: int, request: bytes, sizes: Sizes, bare_rate: float) -> Row:
    rate = load.readers(port, request, count=READERS, seconds=sizes.seconds)
    return Row(
        f"{page.name}, {sizes.rows:,} rows, {READERS} readers",
        f"{rate:.0f} pages/s",
        f"{YARDSTICK}: {bare_rate:.0f}/s",
        rate / bare_rate,
        f"{sizes.seconds:.0f} s",
        f"{PAGES_PER_SECOND}/s ({BARE_PAGES:,}/s)",
        rate >= PAGES_PER_SECOND,
        asked=PAGES_PER_SECOND / BARE_PAGES,
    )
