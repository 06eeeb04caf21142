"""A coordinator keeps a view of the list of people under a name."""

import pytest
from django.urls import reverse

from ambassadors.models import SavedView
from ambassadors.services import saved_views
from tests.factories.ambassadors import CoordinatorFactory, SavedViewFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = "/cockpit/people/views/"
PEOPLE = "/cockpit/people/"


@pytest.fixture
def client(client_for, selma):
    UserFactory(location="Bremen")
    return client_for(selma)


def page_of(view) -> str:
    return reverse("ambassadors:cockpit_view", args=[view.pk])


def kept() -> list[tuple[str, str]]:
    return list(SavedView.objects.by_name().values_list("name", "query"))


def test_filters_order_and_columns_are_kept_and_what_was_searched_for_is_not(client):
    query = "size=50&q=Br%C3%BCgge&state=account&location=Bremen&page=3&sort=-name&column=topics&mailbox=&x=y"
    response = client.post(NEW, {"name": "Bremen", "query": query})
    expected = "state=account&location=Bremen&sort=-name&column=topics&size=50"
    assert (kept(), response.status_code, response.url) == (
        [("Bremen", expected)],
        303,
        f"{PEOPLE}?{expected}",
    )


def test_the_list_shows_the_readers_own_views_and_which_is_open(client, selma):
    SavedViewFactory(owner=selma, name="Everybody in Bremen")
    SavedViewFactory(name="Somebody else's")
    page = client.get(PEOPLE, {"location": "Bremen"})
    assert [view.name for view in page.context["saved_views"]] == ["Everybody in Bremen"]
    assert (page.context["is_saved"], "Save this view" in page.text) == (True, False)
    assert "Save this view" in client.get(PEOPLE, {"state": "account"}).text


@pytest.mark.parametrize("name", ["", "x" * 61, "  "])
def test_a_view_without_a_good_name_is_asked_for_one(client, name):
    response = client.post(NEW, {"name": name, "query": "state=account"})
    assert (response.status_code, response.context["query"], kept()) == (200, "state=account", [])


def test_two_views_have_two_names(client, selma):
    view = SavedViewFactory(owner=selma, name="Bremen")
    other = SavedViewFactory(owner=selma, name="Görlitz")
    taken = [client.post(NEW, {"name": "Bremen"}), client.post(page_of(other), {"name": "Bremen"})]
    assert ["You have a view of this name already." in response.text for response in taken] == [True, True]
    assert client.post(page_of(view), {"name": "Bremen"}).status_code == 303


def test_there_are_not_more_than_a_person_can_look_through(client, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    pages = [client.post(NEW, {"name": name, "query": "state=account"}) for name in ("One", "Two")]
    assert ([page.status_code for page in pages], len(kept())) == ([303, 200], 1)


def test_a_view_is_renamed_and_its_link_handed_on(client, selma, client_for):
    view = SavedViewFactory(owner=selma)
    link = client.get(page_of(view)).context["link"]
    client.post(page_of(view), {"name": "North"})
    assert kept() == [("North", "location=Bremen")]
    shared = client_for(CoordinatorFactory()).get(link)
    assert [person.location for person in shared.context["page"]] == ["Bremen"]


def test_removing_can_be_taken_back(client, selma):
    view = SavedViewFactory(owner=selma, name="Bremen")
    page = client.post(f"{page_of(view)}remove/", follow=True)
    gone = kept()
    back = client.post(reverse("ambassadors:cockpit_view_restore"), follow=True)
    assert (gone, kept()) == ([], [("Bremen", "location=Bremen")])
    said = ["The view “Bremen” is removed." in page.text, "The view “Bremen” is back." in back.text]
    assert said == [True, True]


def test_taking_back_what_is_not_there_does_nothing(client):
    assert (client.post(reverse("ambassadors:cockpit_view_restore")).status_code, kept()) == (303, [])


@pytest.mark.parametrize("deed", ["", "remove/"])
def test_a_view_of_somebody_else_does_not_exist(client, deed):
    view = SavedViewFactory()
    assert client.post(f"{page_of(view)}{deed}", {"name": "Mine"}).status_code == 404
    assert kept() == [(view.name, view.query)]


def test_views_go_with_the_account(client, selma):
    SavedViewFactory(owner=selma)
    selma.delete()
    assert kept() == []


@pytest.mark.parametrize("query", ["\x00", "%00", "state=%ud800", "&" * 900, "column=" * 100])
def test_whatever_is_sent_as_a_view_is_kept_without_what_nobody_knows(client, query):
    client.post(NEW, {"name": "Odd", "query": query})
    assert kept() == [("Odd", "")]
