"""Pages of long lists: what they hold, and how often the database looks through the table for them."""

import pytest

from ambassadors.lists import KeysFirst
from ambassadors.models import User
from tests.factories.ambassadors import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_bremen():
    """Thirty of them, in the order of their names."""
    UserFactory.create_batch(3, location="Görlitz")
    return sorted(UserFactory.create_batch(30, location="Bremen"), key=lambda person: person.sort_key)


def bremen(count=None):
    return KeysFirst(
        User.objects.filter(location="Bremen").by_name(), 12, rows=User.objects.all(), count=count
    )


@pytest.mark.parametrize(
    ("number", "queries", "found"),
    [
        (None, 2, slice(0, 12)),
        ("", 2, slice(0, 12)),
        ("1", 2, slice(0, 12)),
        ("2", 3, slice(12, 24)),
        ("last", 3, slice(0, 12)),
        ("900", 3, slice(24, 30)),
        ("-1", 3, slice(24, 30)),
    ],
)
def test_what_narrows_a_list_is_looked_for_once_for_its_first_page(
    in_bremen, django_assert_num_queries, number, queries, found
):
    with django_assert_num_queries(queries):
        page = bremen().get_page(number)
        assert (list(page), page.paginator.count) == (in_bremen[found], 30)


def test_an_empty_list_has_one_empty_page(django_assert_num_queries):
    with django_assert_num_queries(1):
        page = bremen().get_page(None)
        assert (list(page), page.paginator.count, page.paginator.num_pages) == ([], 0, 1)


@pytest.mark.usefixtures("in_bremen")
def test_a_length_that_is_known_is_not_counted(django_assert_num_queries):
    with django_assert_num_queries(2):
        page = bremen(count=30).get_page("3")
        assert (len(page), page.paginator.num_pages) == (6, 3)


@pytest.mark.usefixtures("in_bremen")
def test_a_second_page_of_the_same_list_is_not_the_first():
    list_ = bremen()
    assert {person.pk for person in list_.get_page("1")}.isdisjoint(
        person.pk for person in list_.get_page("2")
    )
