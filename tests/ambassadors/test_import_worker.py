"""The worker's part: it goes on where another stopped, can be stopped, and writes all or nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from ambassadors.models import Import, ImportFile, ImportRow, User
from ambassadors.services import departing, import_checking, import_staging, import_writing, imports
from ambassadors.services.imports import ColumnsIncomplete, ImportMoved
from ambassadors.services.profile import save_profile
from ambassadors.tasks import check_imports, forget_expired
from outbox.models import AuditEntry
from tests.ambassadors.importing import bring_in, check, codes, states, table, workbook, write
from tests.factories.ambassadors import CoordinatorFactory, LeavingFactory, UserFactory

ROWS = [f"{300_000 + n};Nachname{chr(97 + n % 26)};Vorname;p{n}@nordwerk.example;;;;" for n in range(25)]


@pytest.fixture
def waiting(selma, now):
    """An import that waits for a worker."""

    def start(content: bytes = table(*ROWS)) -> Import:
        uploaded = imports.upload(content=content, file_name="employees.csv", by=selma, now=now)
        return imports.match_columns(of_import=uploaded, columns=uploaded.columns, by=selma)

    return start


def lease_ends(of_import: Import) -> None:
    Import.objects.filter(pk=of_import.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


class Killed(BaseException):
    """What a killed worker does not get to handle."""


def killed_after(batches: int, monkeypatch) -> None:
    """The worker dies once so many batches are written."""
    original = import_checking._stage
    staged = []

    def stage(*args):
        if len(staged) == batches:
            raise Killed
        staged.append(original(*args))

    monkeypatch.setattr(import_checking, "_stage", stage)


@pytest.mark.parametrize(
    "content",
    [table(*ROWS), workbook(["PersNr", "Nachname", "Vorname"], *([n, "Kade", "R"] for n in range(25)))],
)
def test_a_check_goes_on_where_a_killed_worker_left_it(waiting, now, monkeypatch, content):
    of_import = waiting(content)
    monkeypatch.setattr(import_checking, "BATCH", 10)
    with monkeypatch.context() as patch:
        killed_after(1, patch)
        with pytest.raises(Killed):
            import_checking.go_on(now=now)
    assert (of_import.rows.count(), import_checking.go_on(now=now)) == (10, False)
    lease_ends(of_import)

    assert import_checking.go_on(now=now) is True

    of_import.refresh_from_db()
    assert (of_import.state, of_import.rows_read) == ("checked", 25)
    assert list(of_import.rows.order_by("line").values_list("line", flat=True)) == list(range(2, 27))


def test_a_long_check_makes_room_for_other_work(waiting, now, monkeypatch):
    of_import = waiting()
    monkeypatch.setattr(import_checking, "BATCH", 10)
    monkeypatch.setattr(import_checking, "ROUND_SECONDS", 0)

    rounds = [import_checking.go_on(now=now) for _ in range(5)]

    of_import.refresh_from_db()
    assert (rounds, of_import.state, of_import.rows.count()) == (
        [True, True, True, True, False],
        "checked",
        25,
    )


def test_a_file_that_kills_three_workers_is_set_aside(waiting, now, monkeypatch):
    of_import = waiting()
    killed_after(0, monkeypatch)
    for _ in range(3):
        with pytest.raises(Killed):
            import_checking.go_on(now=now)
        lease_ends(of_import)

    assert import_checking.go_on(now=now) is False
    of_import.refresh_from_db()
    assert (of_import.state, of_import.problem) == ("failed", ["cannot_be_checked", {}])
    assert ImportFile.objects.count() == 0


def test_a_worker_whose_import_was_stopped_keeps_nothing(waiting, selma, now, monkeypatch):
    of_import = waiting()
    monkeypatch.setattr(import_checking, "BATCH", 10)
    original = import_checking._stage

    def stage(*args):
        original(*args)
        if of_import.rows.count() == 10:
            imports.stop(of_import=of_import, by=selma, now=now)

    monkeypatch.setattr(import_checking, "_stage", stage)
    import_checking.go_on(now=now)

    of_import.refresh_from_db()
    assert (of_import.state, of_import.rows.count()) == ("stopped", 0)
    assert ImportFile.objects.count() == 0


def test_a_worker_that_was_overtaken_writes_nothing_more(waiting, now):
    of_import = waiting()
    slow = import_checking._claim(now)
    lease_ends(of_import)
    import_checking.go_on(now=now)

    with pytest.raises(import_checking.Superseded):
        import_checking._stage(slow, [], import_checking.Layout.of(slow.layout))


def test_more_rows_than_can_be_read_fail_with_a_sentence(waiting, now, monkeypatch):
    of_import = waiting()
    monkeypatch.setattr(import_checking, "MAX_ROWS", 20)

    import_checking.go_on(now=now)

    of_import.refresh_from_db()
    assert (of_import.state, of_import.problem) == ("failed", ["too_many_rows", {"limit": 20}])
    assert of_import.rows.count() == 0


def test_columns_can_be_matched_anew_after_the_check(selma, now):
    checked = check(table("1;Kade;Ralf;a@x.example;;;xx;"), by=selma, now=now)
    assert codes(checked) == {2: ["unknown_language"]}
    columns = ["" if column == "language" else column for column in checked.columns]

    imports.match_columns(of_import=checked, columns=columns, by=selma)
    import_checking.go_on(now=now)

    assert states(checked) == {2: "new"}


def test_columns_without_a_name_are_not_checked(selma, now):
    uploaded = imports.upload(content=table(*ROWS), file_name="x.csv", by=selma, now=now)

    with pytest.raises(ColumnsIncomplete):
        imports.match_columns(of_import=uploaded, columns=["personnel_number", *[""] * 7], by=selma)


# Writing


def test_confirming_twice_writes_once(selma, now):
    checked = check(table(*ROWS), by=selma, now=now)
    imports.confirm(of_import=checked, by=selma)
    imports.confirm(of_import=checked, by=selma)

    for _ in range(3):
        import_checking.go_on(now=now)

    assert User.objects.count() == 1 + 25
    assert AuditEntry.objects.filter(deed="people imported").count() == 1


def test_a_stopped_import_is_not_confirmed(selma, now):
    checked = check(table(*ROWS), by=selma, now=now)
    imports.stop(of_import=checked, by=selma, now=now)

    with pytest.raises(ImportMoved):
        imports.confirm(of_import=checked, by=selma)
    assert User.objects.count() == 1


def test_a_confirmed_import_is_not_stopped(selma, now):
    checked = check(table(*ROWS), by=selma, now=now)
    imports.confirm(of_import=checked, by=selma)

    with pytest.raises(ImportMoved):
        imports.stop(of_import=checked, by=selma, now=now)


def test_somebody_who_came_in_between_is_recognised(selma, now):
    checked = check(table("100042;Kade;Ralf;a@x.example;;;;"), by=selma, now=now)
    UserFactory(personnel_number="100042", first_name="Ralf", last_name="Kade", email="a@x.example")

    written = write(checked, by=selma, now=now)

    assert (written.state, written.counts["new"], written.counts["unchanged"]) == ("done", 0, 1)


def test_a_conflict_that_came_in_between_is_shown_and_nothing_is_written(selma, now):
    rows = ["100042;Kade;Ralf;a@x.example;;;;", "100043;Baum;Ada;b@x.example;;;;"]
    checked = check(table(*rows), by=selma, now=now)
    UserFactory(personnel_number="200042", email="a@x.example")

    written = write(checked, by=selma, now=now)

    assert (written.state, written.problem) == ("checked", ["people_changed", {}])
    assert (codes(written), User.objects.count()) == ({2: ["address_of_another_number"]}, 2)
    assert write(written, by=selma, now=now).counts["new"] == 1


def test_a_violation_in_the_same_second_writes_nothing(selma, now, monkeypatch):
    checked = check(table(*ROWS), by=selma, now=now)
    original = import_writing._write_new

    def write_new(*args):
        original(*args)
        raise IntegrityError

    with monkeypatch.context() as patch:
        patch.setattr(import_writing, "_write_new", write_new)
        written = write(checked, by=selma, now=now)

    assert (written.state, written.problem, User.objects.count()) == ("checked", ["people_changed", {}], 1)
    assert write(written, by=selma, now=now).state == "done"


def test_writing_that_fails_three_times_goes_back_to_the_coordinator(selma, now, monkeypatch):
    checked = check(table(*ROWS), by=selma, now=now)
    imports.confirm(of_import=checked, by=selma)
    monkeypatch.setattr(import_writing, "_write_new", lambda *args: 1 / 0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            import_checking.go_on(now=now)

    assert import_checking.go_on(now=now) is False
    checked.refresh_from_db()
    assert (checked.state, checked.problem) == ("checked", ["cannot_be_written", {}])
    assert (checked.rows.count(), User.objects.count()) == (25, 1)


def test_new_people_have_the_moment_of_the_import(selma, now):
    written = bring_in(table(*ROWS), by=selma, now=now)

    assert set(User.objects.exclude(pk=selma.pk).values_list("created_at", flat=True)) == {written.done_at}


# Forgetting


def test_staged_data_are_forgotten_after_seven_days(selma, now):
    checked = check(table(*ROWS), by=selma, now=now)

    assert import_staging.forget_expired_imports(now=now + timedelta(days=6)) == 0
    assert import_staging.forget_expired_imports(now=now + timedelta(days=8)) == 1
    checked.refresh_from_db()
    assert (checked.state, checked.rows.count(), ImportFile.objects.count()) == ("stopped", 0, 0)


def test_the_tasks_call_the_deeds(waiting, now):
    of_import = waiting(table("1;Kade;Ralf;a@x.example;;;;"))

    check_imports()
    forget_expired()

    assert ImportRow.objects.filter(of_import=of_import).count() in (0, 1)
    of_import.refresh_from_db()
    assert of_import.state in ("checked", "stopped")


# Two at once


def at_once(*calls) -> list[object]:
    """Run the calls in threads with connections of their own, and give their results."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = []

    def run(call) -> None:
        try:
            barrier.wait()
            results.append(call())
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_and_four_workers_double_nobody(now):
    selma, omer = CoordinatorFactory(), CoordinatorFactory(first_name="Ömer")
    checked = check(table(*ROWS), by=selma, now=now)
    confirm = [
        lambda: imports.confirm(of_import=checked, by=selma),
        lambda: imports.confirm(of_import=checked, by=omer),
    ]

    confirmed = at_once(*confirm)
    worked = at_once(*[lambda: import_checking.go_on(now=now)] * 4)

    checked.refresh_from_db()
    assert {type(result) for result in confirmed} == {Import}
    assert not [result for result in worked if isinstance(result, Exception)]
    assert (checked.state, User.objects.count()) == ("done", 2 + 25)
    assert AuditEntry.objects.filter(deed="people imported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_double_nobody(now):
    selma = CoordinatorFactory()
    both = [check(table(*ROWS), by=selma, now=now) for _ in range(2)]
    for checked in both:
        imports.confirm(of_import=checked, by=selma)

    at_once(*[lambda: import_checking.go_on(now=now)] * 2)
    while import_checking.go_on(now=now) or Import.objects.filter(state="confirmed").exists():
        pass

    new = [Import.objects.get(pk=checked.pk).counts["new"] for checked in both]
    assert (sorted(new), User.objects.count()) == ([0, 25], 1 + 25)


@pytest.mark.django_db(transaction=True)
def test_what_somebody_changes_while_their_row_is_written_stays(now, monkeypatch):
    """Their language and their leaving: neither was in the file."""
    selma, person, leaver = CoordinatorFactory(), UserFactory(), UserFactory()
    LeavingFactory(person=leaver, last_day=now.date() - timedelta(days=1))
    rows = [f"{one.personnel_number};{one.last_name};{one.first_name};;Netze;;;" for one in (person, leaver)]
    checked = check(table(*rows), by=selma, now=now)
    imports.confirm(of_import=checked, by=selma)
    original, meanwhile = import_writing._write_changed, []

    def write_changed(of_import):
        def choose_german():
            mine = User.objects.get(pk=person.pk)
            mine.language = "de"
            save_profile(person=mine, fields=["language"])

        meanwhile.extend(
            threading.Thread(target=at_once, args=[deed])
            for deed in (choose_german, lambda: departing.part_with_leavers(now=now))
        )
        batches = import_writing._batches

        def read_then_wait(*args):
            for batch in batches(*args):
                for thread in meanwhile:
                    thread.start()
                    thread.join(timeout=1)
                yield batch

        with monkeypatch.context() as patch:
            patch.setattr(import_writing, "_batches", read_then_wait)
            original(of_import)

    monkeypatch.setattr(import_writing, "_write_changed", write_changed)
    import_checking.go_on(now=now)
    for thread in meanwhile:
        thread.join()
    departing.part_with_leavers(now=now)
    person.refresh_from_db()
    leaver.refresh_from_db()
    assert (person.language, person.department) == ("de", "Netze")
    assert (leaver.is_active, leaver.email, leaver.department) == (False, None, "")
