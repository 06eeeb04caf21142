"""A coordinator reads how many came and how long people waited, month by month, and takes the month along as a file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.visitor import Look, Visitor
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import BERLIN, NOW, SessionFactory
from trainings import monthly
from trainings.models import Enrolment

pytestmark = pytest.mark.browser
LOOKS = [Look("de", "light", 1440), Look("en", "dark", 390)]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_month_is_read_and_taken_along(
    visit: Callable[..., Visitor], world: str, look: Look, tmp_path: Path
) -> None:
    session = SessionFactory(starts_at=datetime(2026, 10, 14, 10, tzinfo=BERLIN), capacity=30, taken=25)
    Enrolment.objects.bulk_create(
        Enrolment(
            session=session,
            person=person,
            state="attended" if number < 14 else "no_show",
            number=number,
            asked_at=NOW - timedelta(days=60),
            booked_at=NOW - timedelta(days=54),
        )
        for number, person in enumerate(UserFactory.create_batch(25))
    )
    SessionFactory(training__title="Podcast", starts_at=datetime(2026, 9, 9, 10, tzinfo=BERLIN))
    monthly.recount(NOW)
    selma = visit(CoordinatorFactory(), look=look)
    selma.open("/cockpit/insights/trainings/")
    told = selma.page.locator(".table tbody td").all_inner_texts()
    assert told == ["1", "30", "25", "55 %", selma.words("within a week")]
    with selma.page.expect_download() as download:
        selma.page.get_by_role("link", name=selma.words("This month as CSV")).click()
    download.value.save_as(tmp_path / "month.csv")
    lines = (tmp_path / "month.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[2:] for line in lines[1:]] == [told]
    selma.page.locator(".insights-month .btn").click()
    few = selma.words("too few to show")
    assert selma.page.locator(".table tbody tr:first-child td").all_inner_texts()[3:] == [few, few]
    selma.look_around()
    selma.follow("Podcast")
    assert selma.page.locator(".table tbody tr").count() == 1
