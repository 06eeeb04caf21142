"""Trainings at one's own pace: started, ticked off and put away, with one reminder, and nobody else ever sees it."""

from datetime import UTC, date, time, timedelta

import pytest

from ambassadors import known, leavers
from outbox import figures, kinds
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import AdministratorFactory, CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, OwnPaceFactory, ProgressFactory, SessionFactory, TrainingFactory
from trainings import policies, services
from trainings.models import Progress, Training

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def lesson():
    return OwnPaceFactory(slug="alt", second_title="Alternative text", second_summary="Twenty minutes.")


def press(client, deed, **data):
    return client.post(f"/trainings/alt/{deed}/", data, follow=True)


def mine(person):
    return Progress.objects.filter(person=person).values_list("started_at", "done_at", "nudge_on").first()


def nudges(state="due"):
    found = Message.objects.filter(kind="trainings_nudge", state=state).order_by("due_at")
    return [(message.recipient, message.due_at.astimezone(UTC)) for message in found]


# The deeds --------------------------------------------------------------------------------------------


def test_somebody_starts_ticks_off_and_takes_both_back(client, person, lesson):
    seen = []
    for deed in ("start", "tick", "untick", "put-away"):
        page = press(client, deed).content.decode()
        headline = page.partition('id="own-pace-title"')[2].partition(">")[2].partition("<")[0]
        seen.append((deed, headline, mine(person)))
    assert seen == [
        ("start", "You have started", (NOW, None, None)),
        ("tick", "You have ticked it off", (NOW, NOW, None)),
        ("untick", "You have started", (NOW, None, None)),
        ("put-away", "Whenever it suits you", None),
    ]
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(("deed", "undone_by"), [("start", "put-away"), ("tick", "untick")])
def test_what_was_pressed_can_be_undone_on_the_next_page(client, lesson, deed, undone_by):
    assert (
        f'action="/trainings/alt/{undone_by}/"' in press(client, deed).content.decode().partition("<main")[0]
    )


def test_pressing_twice_does_it_once(person, lesson):
    services.start(training=lesson, person=person, now=NOW)
    services.start(training=lesson, person=person, now=NOW + timedelta(days=1))
    services.tick_off(training=lesson, person=person, now=NOW + timedelta(days=2))
    services.tick_off(training=lesson, person=person, now=NOW + timedelta(days=3))
    assert mine(person) == (NOW, NOW + timedelta(days=2), None)


def test_it_can_be_ticked_off_without_having_been_started(person, lesson):
    assert services.tick_off(training=lesson, person=person, now=NOW)
    assert mine(person) == (NOW, NOW, None)


def test_a_training_with_dates_is_not_started(person):
    training = TrainingFactory()
    services.start(training=training, person=person, now=NOW)
    assert (services.tick_off(training=training, person=person, now=NOW), mine(person)) == (False, None)


def test_a_fragment_brings_the_card_alone(client, lesson):
    page = client.post("/trainings/alt/start/", headers={"HX-Request": "true"}).content.decode()
    assert ('id="own-pace"' in page, "You have started" in page, "<html" in page) == (True, True, False)


def test_the_lesson_is_read_in_the_readers_language_where_there_is_one(client, person, lesson):
    lesson.second_lesson = "Look at three pictures."
    lesson.save()
    english = client.get("/trainings/alt/").content.decode()
    person.language = "de"
    person.save()
    german = client.get("/trainings/alt/").content.decode()
    assert ("Look at three pictures." in english, "Schau dir drei Bilder an." in german) == (True, True)


# The reminder -----------------------------------------------------------------------------------------


def test_a_reminder_comes_in_the_morning_of_the_day_that_was_picked(client, person, lesson):
    press(client, "start")
    page = press(client, "nudge", day="2026-11-27").content.decode()
    assert "in the morning of Fri 27 November" in page
    assert nudges() == [(person, policies.nudge_at(FRIDAY, person).astimezone(UTC))]
    assert policies.nudge_at(FRIDAY, person).astimezone(person.zone).time() == time(8)


@pytest.mark.parametrize(
    ("quiet", "comes_at"),
    [
        ((time(20), time(7)), time(8)),
        ((time(22), time(9, 30)), time(9, 30)),
        ((time(6), time(14)), time(14)),
        ((time(7), time(6)), time(7)),
    ],
)
def test_it_waits_for_the_end_of_quiet_hours(lesson, quiet, comes_at):
    person = UserFactory(quiet_from=quiet[0], quiet_until=quiet[1])
    services.start(training=lesson, person=person, now=NOW)
    services.set_nudge(training=lesson, person=person, day=FRIDAY, now=NOW)
    ((_person, at),) = nudges()
    assert (at.astimezone(person.zone).date(), at.astimezone(person.zone).time()) == (FRIDAY, comes_at)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2026, 12, 1), date(2027, 10, 31)])
def test_morning_is_eight_by_the_clock_of_the_person_also_when_clocks_change(zone, day):
    person = UserFactory.build(timezone=zone, quiet_from=time(0), quiet_until=time(0))
    local = policies.nudge_at(day, person).astimezone(person.zone)
    assert (local.date(), local.time()) == (day, time(8))


def test_another_day_takes_the_place_of_the_first_and_it_can_be_dropped(client, person, lesson):
    press(client, "start")
    for day in ("2026-11-27", "2026-11-30", "2026-11-27"):
        press(client, "nudge", day=day)
    assert nudges() == [(person, policies.nudge_at(FRIDAY, person).astimezone(UTC))]
    press(client, "nudge/stop")
    assert (nudges(), mine(person)) == ([], (NOW, None, None))


@pytest.mark.parametrize("day", ["", "soon", "2026-11-24", "2026-11-23", "2027-11-25", "9999-12-31"])
def test_a_day_that_cannot_be_chosen_is_said_so(client, person, lesson, day):
    press(client, "start")
    assert "Please choose a day" in press(client, "nudge", day=day).content.decode()
    fragment = client.post("/trainings/alt/nudge/", {"day": day}, headers={"HX-Request": "true"})
    assert "Please choose a day" in fragment.content.decode()
    assert (nudges(), mine(person)) == ([], (NOW, None, None))


@pytest.mark.parametrize("deed", ["tick", "put-away"])
def test_it_does_not_come_for_what_is_done_or_put_away(client, lesson, deed):
    press(client, "start")
    press(client, "nudge", day="2026-11-27")
    press(client, deed)
    assert (nudges(), len(nudges("dropped"))) == ([], 1)


def test_at_send_time_it_is_asked_once_more(person, lesson):
    services.start(training=lesson, person=person, now=NOW)
    services.set_nudge(training=lesson, person=person, day=FRIDAY, now=NOW)
    message, kind = Message.objects.get(), kinds.get("trainings_nudge")
    before = kind.untrue(message, NOW)
    Progress.objects.update(nudge_on=None, done_at=NOW)
    assert (before, kind.untrue(message, NOW)) == ("", "no longer needed")


def test_nobody_sets_one_for_what_they_have_not_started(person, lesson):
    assert not services.set_nudge(training=lesson, person=person, day=FRIDAY, now=NOW)
    assert nudges() == []


# Only the person --------------------------------------------------------------------------------------


def test_no_page_of_anybody_else_tells_that_somebody_started(client_for, at_nine, lesson):
    coordinator, administrator, colleague = CoordinatorFactory(), AdministratorFactory(), UserFactory()
    paths = ["/trainings/", "/trainings/alt/", f"/cockpit/trainings/{lesson.pk}/", "/cockpit/trainings/"]
    paths += ["/cockpit/", "/cockpit/messages/", f"/admin/trainings/training/{lesson.pk}/change/"]

    def pages():
        for reader in (coordinator, administrator, colleague):
            for path in paths:
                response = client_for(reader).get(path)
                text = response.content.decode().partition("<main")[2]
                yield (reader.pk, path, response.status_code, "".join(text.split("csrfmiddlewaretoken")[:1]))

    before = list(pages())
    for done_at in (None, NOW):
        ProgressFactory(training=lesson, done_at=done_at)
    someone = ProgressFactory(training=lesson).person
    services.set_nudge(training=lesson, person=someone, day=FRIDAY, now=NOW)
    assert list(pages()) == before


def test_the_number_of_reminders_is_told_nowhere(lesson):
    someone = ProgressFactory(training=lesson).person
    services.set_nudge(training=lesson, person=someone, day=FRIDAY, now=NOW)
    delivery = figures.of_kind(kinds.get("trainings_nudge"), k=10, now=NOW)
    assert (delivery.due, delivery.planned, delivery.sent, delivery.failed) == (None, None, None, None)


def test_the_person_takes_it_along_and_reads_what_is_known(client, person, lesson):
    ProgressFactory(training=lesson, person=person, done_at=NOW)
    ProgressFactory()
    rows = known.records_of(person)["trainings at their own pace"]
    assert [(row["training"], row["done_at"]) for row in rows] == [(lesson.title, NOW)]
    assert "1 ticked off" in client.get("/me/privacy/").content.decode()


@pytest.mark.parametrize("goodbye", [leavers.say_goodbye, leavers.erase])
def test_it_goes_with_the_person(lesson, goodbye):
    someone = ProgressFactory(training=lesson).person
    other = ProgressFactory(training=lesson).person
    services.set_nudge(training=lesson, person=someone, day=FRIDAY, now=NOW)
    goodbye(person=someone, now=NOW)
    assert (list(Progress.objects.values_list("person", flat=True)), nudges()) == ([other.pk], [])


def test_my_trainings_list_what_i_started(client, person, lesson):
    ProgressFactory(training=lesson, person=person)
    ProgressFactory()
    assert [row.training for row in client.get("/me/trainings/").context["own_pace"]] == [lesson]


# At the desk ------------------------------------------------------------------------------------------

FORM = {
    "language": "de",
    "title": "Alternativtexte",
    "summary": "Zwanzig Minuten.",
    "format": "self_paced",
    "level": "beginners",
    "languages": "German, Türkisch",
    "lesson": "Schau hin.",
    "minutes": "20",
    "reminders": [],
}


def test_a_coordinator_makes_one_and_puts_it_into_the_catalogue(client_for, at_nine):
    desk, before = client_for(CoordinatorFactory()), OwnPaceFactory(title="before")
    response = desk.post(
        "/cockpit/trainings/new/", FORM | {"prerequisites": [before.pk], "is_working_time": "no"}
    )
    made = Training.objects.get(title="Alternativtexte")
    assert (response.status_code, made.is_published) == (303, False)
    assert (made.format, made.level, made.languages, made.lesson, made.minutes) == (
        "self_paced", "beginners", ["de", "tr"], "Schau hin.", 20,
    )  # fmt: skip
    assert list(made.prerequisites.all()) == [before]
    desk.post(f"/cockpit/trainings/{made.pk}/publish/")
    employee = client_for(UserFactory())
    shown = employee.get(f"/trainings/{made.slug}/").status_code
    desk.post(f"/cockpit/trainings/{made.pk}/hide/")
    assert (shown, employee.get(f"/trainings/{made.slug}/").status_code) == (200, 404)
    deeds = AuditEntry.objects.order_by("at", "pk").values_list("deed", flat=True)
    assert sorted(deeds) == ["create training", "hide training", "publish training"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"lesson": ""}, "lesson"), ({"languages": "Klingonisch"}, "languages"), ({"minutes": "0"}, "minutes")],
)
def test_what_is_missing_is_said_at_its_field(client_for, at_nine, change, field):
    response = client_for(CoordinatorFactory()).post("/cockpit/trainings/new/", FORM | change)
    assert response.context["form"].errors.keys() == {field}


def test_a_training_that_has_dates_does_not_become_one(client_for, at_nine):
    training = SessionFactory().training
    response = client_for(CoordinatorFactory()).post(f"/cockpit/trainings/{training.pk}/edit/", FORM)
    assert response.context["form"].errors.keys() == {"format"}


def test_it_gets_no_date(client_for, at_nine, lesson):
    assert client_for(CoordinatorFactory()).get(f"/cockpit/trainings/{lesson.pk}/new/").status_code == 404


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_takes_the_same_queries(client, lesson, many, queries_of):
    for _n in range(many):
        lesson.prerequisites.add(OwnPaceFactory())
        ProgressFactory(training=lesson)
    assert queries_of(client, "/trainings/alt/") == 9
