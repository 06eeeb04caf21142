"""Who works at Nordwerk AG, and on which days."""

from datetime import date

import pytest

from influencer_hub.sample import people, timetable


def test_the_same_company_comes_out_each_time():
    assert list(people.others(80)) == list(people.others(80))


def test_numbers_and_addresses_belong_to_one_person_each():
    everybody = list(people.others(3000))
    addresses = [person.email for person in everybody if person.email]

    assert len({person.number for person in everybody}) == 3000
    assert len(set(addresses)) == len(addresses)


def test_about_one_in_twelve_has_no_mailbox():
    without = [person for person in people.others(3000) if not person.email]

    assert 0.06 < len(without) / 3000 < 0.11


def test_addresses_are_plain_letters():
    assert people.address("Ömer", "Şahin") == "o.sahin@nordwerk.example"
    assert people.address("Björn", "Müller-Wüstenhagen") == "b.mueller-wuestenhagen@nordwerk.example"
    assert people.address("Łukasz", "Świątek", 1) == "l.swiatek2@nordwerk.example"


def test_people_who_come_later_do_not_take_what_is_taken():
    first = {person.email for person in people.others(400)}
    later = {person.email for person in people.others(400, more_than=400, taken=first)}

    assert first & later == {""}


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (0, date(2026, 11, 24)),
        (3, date(2026, 11, 27)),
        (4, date(2026, 11, 30)),
        (-1, date(2026, 11, 23)),
        (-2, date(2026, 11, 20)),
        (22, date(2027, 1, 7)),
    ],
    ids=[
        "today",
        "this week",
        "after the weekend",
        "yesterday",
        "before the weekend",
        "not on Christmas Eve",
    ],
)
def test_dates_lie_on_working_days(away, expected):
    assert timetable.workday(date(2026, 11, 24), away) == expected
