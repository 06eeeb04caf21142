"""The feed in a real calendar program: khal imports it and tells what it understood. Nothing leaves this machine."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.ambassadors import CoordinatorFactory
from tests.factories.trainings import NOW, SessionFactory
from trainings import services

pytestmark = pytest.mark.django_db
KHAL = Path(sys.executable).parent / "khal"
CONFIG = """
[calendars]
[[sessions]]
path = {folder}/vdir/
type = calendar
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = sessions
highlight_event_days = False
"""
BERLIN, LISBON = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Lisbon")


@pytest.fixture
def khal(tmp_path):
    (tmp_path / "vdir").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path))
    home = {"HOME": str(tmp_path), "PATH": str(KHAL.parent), "LANG": "C.UTF-8", "TZ": "Europe/Berlin"}

    def run(*arguments: str) -> list[str]:
        command = [str(KHAL), "-c", str(tmp_path / "config"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=home, timeout=60)
        assert done.returncode == 0, done.stderr
        return [line for line in done.stdout.splitlines() if line.strip()]

    return run


@pytest.fixture
def fetched(tmp_path, person, at_nine):
    """The bytes of the person's feed, in a file."""
    cache.clear()
    feed = services.open_feed(person=person, now=at_nine)

    def fetch() -> str:
        response = Client().get(f"/trainings/calendar/{feed.token}.ics")
        (tmp_path / "feed.ics").write_bytes(response.content)
        return str(tmp_path / "feed.ics")

    return fetch


def listed(khal) -> list[str]:
    """Title, start, end, place and state of every entry, by the clock of Berlin."""
    told = "{title}|{start-date} {start-time}|{end-time}|{location}|{status}"
    return khal("list", "--format", told, "--day-format", "", "2026-11-01", "420d")


def test_khal_reads_titles_and_times_as_they_were_meant(khal, fetched, person):
    at = {
        "Fotos; mit dem Handy, und mehr": datetime(2026, 12, 8, 9, tzinfo=BERLIN),
        "Łódź – „Tschüß“": datetime(2027, 7, 8, 9, tzinfo=LISBON),
        "Nachts in Bremen": datetime(2027, 3, 29, 2, 30, tzinfo=BERLIN),
    }
    for title, start in at.items():
        session = SessionFactory(training__title=title, starts_at=start, timezone=start.tzinfo.key)
        services.enrol(session=session, person=person, now=NOW)
    assert khal("import", "--batch", "-a", "sessions", fetched()) is not None
    where = "Bremen, Halle 3, Treffpunkt Pforte Süd"
    assert listed(khal) == [
        f"Fotos; mit dem Handy, und mehr|2026-12-08 09:00|11:00|{where}|CONFIRMED ",
        f"Nachts in Bremen|2027-03-29 02:30|04:30|{where}|CONFIRMED ",
        f"Łódź – „Tschüß“|2027-07-08 10:00|12:00|{where}|CONFIRMED ",
    ]


def test_khal_keeps_one_entry_through_move_and_cancel(khal, fetched, person, tmp_path):
    """As a subscription does it: what was fetched before is replaced by what is fetched now."""
    session = SessionFactory(training__title="Fotos")
    services.enrol(session=session, person=person, now=NOW)
    seen = [_replaced(khal, fetched, tmp_path)]
    meeting = services.Meeting(
        starts_at=session.starts_at + timedelta(days=1),
        ends_at=session.ends_at + timedelta(days=1),
        timezone=session.timezone,
        place="Halle 4",
    )
    deadlines = services.Deadlines(enrolment_closes_at=meeting.starts_at, cancel_by=meeting.starts_at)
    coordinator = CoordinatorFactory()
    services.move_session(session=session, meeting=meeting, deadlines=deadlines, by=coordinator, now=NOW)
    seen.append(_replaced(khal, fetched, tmp_path))
    services.cancel_session(session=session, reason="", by=coordinator, now=NOW)
    seen.append(_replaced(khal, fetched, tmp_path))
    assert seen == [
        ["Fotos|2026-12-08 09:00|11:00|Bremen, Halle 3, Treffpunkt Pforte Süd|CONFIRMED "],
        ["Fotos|2026-12-09 09:00|11:00|Halle 4|CONFIRMED "],
        ["Cancelled: Fotos|2026-12-09 09:00|11:00|Halle 4|CANCELLED "],
    ]


def _replaced(khal, fetched, tmp_path) -> list[str]:
    for old in (tmp_path / "vdir").iterdir():
        old.unlink()
    khal("import", "--batch", "-a", "sessions", fetched())
    return listed(khal)
