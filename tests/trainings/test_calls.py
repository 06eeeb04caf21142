"""Community calls: they recur, whoever likes comes by the link, and nobody is listed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from ambassadors.models import User
from outbox.models import AuditEntry, Message
from tests.factories.ambassadors import CoordinatorFactory, UserFactory
from tests.factories.trainings import NOW, CallDateFactory, CallFactory
from trainings import services
from trainings.models import Call, CallDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def desk(at_nine, coordinator, client_for):
    return client_for(coordinator)


TEXTS = {
    "language": "de",
    "title": "Werkstimmen am Mittag",
    "summary": "Wir erzählen, was gerade läuft.",
    "link": "https://treffen.nordwerk.example/mittag",
}


def page_of(call):
    return f"/trainings/calls/{call.pk}/"


def test_nothing_of_a_call_points_to_a_person():
    """What is not there can be neither listed nor counted."""
    for model in (Call, CallDate):
        fields = [*model._meta.get_fields()]
        assert [field.name for field in fields if field.related_model is User] == []


def test_a_call_is_made_planned_published_and_found(desk, client):
    response = desk.post("/cockpit/calls/new/", TEXTS)
    call = Call.objects.get()
    assert response["Location"] == f"/cockpit/calls/{call.pk}/"
    sent = {
        "day": "2026-12-11",
        "until": "2026-12-25",
        "weeks": "1",
        "region": "DE-HB",
        "starts": "12:00",
        "ends": "12:45",
        "timezone": "Europe/Berlin",
    }
    preview = desk.post(f"/cockpit/calls/{call.pk}/dates/", sent)
    assert "Christmas Day" in preview.text
    days = ["2026-12-11", "2026-12-18", "2026-12-25"]
    plan = sent | {"plan": "yes", "shown": days, "date": days[:2]}
    assert desk.post(f"/cockpit/calls/{call.pk}/dates/", plan).status_code == 303
    assert [client.get(page_of(call)).status_code, "am Mittag" in client.get("/trainings/").text] == [
        404,
        False,
    ]
    desk.post(f"/cockpit/calls/{call.pk}/publish/")
    page = client.get(page_of(call)).text
    assert ["Friday 11 December 2026" in page, "12:00 – 12:45" in page, TEXTS["link"] in page] == [True] * 3
    assert "next on Fri 11 December, 12:00" in client.get("/trainings/").text
    assert Message.objects.count() == 0
    assert sorted(AuditEntry.objects.values_list("deed", flat=True)) == [
        "call created",
        "call dates planned",
        "call published",
    ]


def test_notes_stand_on_its_page_once_it_is_over(desk, client):
    date = CallDateFactory(starts_at=NOW - timedelta(days=1))
    desk.post(f"/cockpit/calls/dates/{date.pk}/notes/", {"notes": "# Halle 3\n\n- Zwei Fragen <script>"})
    page = client.get(page_of(date.call)).text
    assert "<h4>Halle 3</h4>" in page
    assert "Zwei Fragen &lt;script&gt;" in page
    assert "Nothing written down yet." in client.get(page_of(CallFactory())).text


def test_a_cancelled_date_is_said_and_can_be_taken_back(desk, client):
    date = CallDateFactory()
    later = CallDateFactory(call=date.call, starts_at=date.starts_at + timedelta(days=7))
    undo = f"/cockpit/calls/dates/{date.pk}/restore/"
    assert undo in desk.post(f"/cockpit/calls/dates/{date.pk}/cancel/", follow=True).text
    context = client.get(page_of(date.call)).context
    assert (context["next"], [each.is_cancelled for each in context["coming"]]) == (later, [True, False])
    desk.post(undo)
    date.refresh_from_db()
    assert (date.is_cancelled, date.sequence) == (False, 2)


def test_a_date_is_moved_and_the_pages_and_calendars_say_so(desk, client, coordinator):
    date, taken = CallDateFactory(), CallDateFactory(starts_at=NOW + timedelta(days=2, hours=3))
    CallDate.objects.filter(pk=taken.pk).update(call=date.call)
    address = f"/cockpit/calls/dates/{date.pk}/move/"
    assert 'value="2026-11-25"' in desk.get(address).text
    sent = {"starts": "12:00", "ends": "12:45", "timezone": "Europe/Berlin"}
    for day, field in (("2026-11-26", "starts"), ("2026-11-23", "day")):
        assert desk.post(address, sent | {"day": day}).context["form"].errors.keys() == {field}
    assert desk.post(address, sent | {"day": "2026-11-27"}).status_code == 303
    moved = CallDate.objects.get(pk=date.pk)
    assert (moved.starts_at, moved.moved_from) == (date.starts_at + timedelta(days=2), date.starts_at)
    assert (moved.ends_at, moved.sequence, moved.uid) == (date.ends_at + timedelta(days=2), 1, date.uid)
    for page in (client.get(page_of(date.call)), desk.get(f"/cockpit/calls/{date.call_id}/")):
        assert "moved from Wed 25 November, 12:00" in page.text
    entry = Calendar.from_ical(client.get(f"{page_of(date.call)}calendar.ics").content).walk("VEVENT")[1]
    assert (str(entry["uid"]), entry["sequence"]) == (str(date.uid), 1)
    assert (entry.decoded("dtstart"), entry.decoded("dtstamp")) == (moved.starts_at, NOW)
    desk.post(address, sent | {"day": "2026-11-25"})
    moved.refresh_from_db()
    assert (moved.starts_at, moved.moved_from, moved.sequence) == (date.starts_at, None, 2)
    assert [*AuditEntry.objects.values_list("deed", flat=True)] == ["call date moved"] * 2
    assert Message.objects.count() == 0


@pytest.mark.parametrize("over", [{"starts_at": NOW - timedelta(minutes=5)}, {"cancelled_at": NOW}])
def test_what_has_begun_or_is_cancelled_is_not_moved(desk, coordinator, now, over):
    date = CallDateFactory(**over)
    later = services.Meeting(
        starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=4), timezone="Europe/Berlin"
    )
    with pytest.raises(services.SessionOverError):
        services.move_call_date(date=date, meeting=later, by=coordinator, now=now)
    assert "cannot be moved" in desk.get(f"/cockpit/calls/dates/{date.pk}/move/", follow=True).text
    assert "/move/" not in desk.get(f"/cockpit/calls/{date.call_id}/").text


def test_everybody_can_put_it_into_their_calendar(client):
    first = CallDateFactory()
    CallDateFactory(call=first.call, starts_at=NOW + timedelta(days=8), cancelled_at=NOW, sequence=1)
    CallDateFactory(call=first.call, starts_at=NOW - timedelta(days=8))
    response = client.get(f"{page_of(first.call)}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(response.content)
    # A METHOD would ask for an organizer (RFC 5546, 3.2.1), and Outlook reads a zone by its yearly rules alone.
    assert ("method" in read, [len(zone.walk()) for zone in read.walk("VTIMEZONE")]) == (False, [3])
    assert all("rrule" in each for each in read.walk("DAYLIGHT") + read.walk("STANDARD"))
    entries = [(str(event["uid"]), event["sequence"], str(event["status"])) for event in read.walk("VEVENT")]
    assert [entry[1:] for entry in entries] == [(0, "CONFIRMED"), (1, "CANCELLED")]
    assert [str(event["transp"]) for event in read.walk("VEVENT")] == ["OPAQUE", "TRANSPARENT"]
    assert str(read.walk("VEVENT")[1]["summary"]) == f"Cancelled: {first.call.title}"
    assert entries[0][0] == str(first.uid)
    event = read.walk("VEVENT")[0]
    assert (event.decoded("dtstart"), str(event["location"])) == (first.starts_at, first.call.link)
    assert [name for name in ("organizer", "attendee") if name in event] == []


def test_while_it_runs_it_is_still_the_next(client):
    date = CallDateFactory(starts_at=NOW - timedelta(minutes=10))
    page = client.get(page_of(date.call))
    assert (page.context["next"], "It is going on now" in page.text) == (date, True)


def test_a_second_language_is_shown_to_whoever_reads_it(client):
    call = CallFactory(second_title="Voices at noon", second_summary="We talk.")
    assert "Voices at noon" in client.get(page_of(call)).text


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"title": ""}, {"title"}),
        ({"link": "javascript:alert(1)"}, {"link"}),
        ({"second_title": "Noon"}, {"second_summary"}),
        ({"second_summary": "We talk."}, {"second_title"}),
    ],
)
def test_faults_come_back_with_the_form(desk, changes, faulty):
    response = desk.post("/cockpit/calls/new/", TEXTS | changes)
    assert (response.context["form"].errors.keys(), Call.objects.count()) == (faulty, 0)


def test_a_call_is_edited(desk):
    call = CallFactory()
    desk.post(f"/cockpit/calls/{call.pk}/edit/", TEXTS | {"title": "Am Abend"})
    call.refresh_from_db()
    assert (call.title, call.is_published) == ("Am Abend", True)


def test_only_coordinators_run_calls(now):
    date, by = CallDateFactory(), UserFactory()
    deeds = [
        lambda: services.create_call(facts={}, by=by, now=now),
        lambda: services.change_call(call=date.call, facts={}, by=by, now=now),
        lambda: services.publish_call(call=date.call, by=by, now=now),
        lambda: services.plan_call_dates(call=date.call, meetings=[], by=by, now=now),
        lambda: services.move_call_date(date=date, meeting=None, by=by, now=now),
        lambda: services.cancel_call_date(date=date, by=by, now=now),
        lambda: services.restore_call_date(date=date, by=by, now=now),
        lambda: services.write_notes(date=date, notes="", by=by, now=now),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_pages_take_the_same_queries(desk, client, many, queries_of):
    call = CallFactory()
    for week in range(many):
        CallDateFactory(call=call, starts_at=NOW + timedelta(days=7 * week + 1))
        CallDateFactory(call=call, starts_at=NOW - timedelta(days=7 * week + 1), notes="Text")
        CallDateFactory(call__title=f"Call {week}")
    pages = [queries_of(client, page_of(call))]
    pages += [queries_of(desk, address) for address in ("/cockpit/calls/", f"/cockpit/calls/{call.pk}/")]
    assert pages == [6, 4, 5]
