"""The audit trail: in sentences, found by who, about what and when; and nobody who was asked is in it."""

from datetime import timedelta

import pytest

from ambassadors.models import Role, Section
from ambassadors.services import invitations, settings
from ambassadors.services.accounts import invite_somebody
from ambassadors.services.roles import give_role
from outbox.models import AuditEntry
from tests.factories.ambassadors import CoordinatorFactory, CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db
AUDIT, FILE, COUNCIL = "/cockpit/audit/", "/cockpit/audit/audit.csv", "/council/audit/"


def told(client, **query) -> list[str]:
    return [line.sentence for line in client.get(AUDIT, query).context["lines"]]


def entry(by, deed, subject, at, **details) -> AuditEntry:
    return AuditEntry.objects.create(actor=by, deed=deed, subject=subject, at=at, details=details)


@pytest.fixture
def deeds(selma, joerdis, now):
    """One of each kind, by two people, over three days; the latest last."""
    give_role(person=joerdis, role=Role.HELPER, by=selma, now=now - timedelta(days=2))
    rosa = CoordinatorFactory(first_name="Rosa", last_name="Lindqvist")
    accent = {"accent": "#A03A12"}
    settings.change_settings(section=Section.ACCENT, values=accent, by=rosa, now=now - timedelta(days=1))
    entry(selma, "campaign published", "campaigns.Campaign:00000000-0000-4000-8000-000000000000", now)
    return rosa


def test_before_anything_was_done_the_page_says_so(client_for, selma):
    assert "Nothing has been done yet" in client_for(selma).get(AUDIT).content.decode()


def test_deeds_are_sentences_the_latest_first(client_for, selma, joerdis, deeds):
    assert told(client_for(selma)) == [
        "Selma Öztürk published the campaign (no longer there).",
        "Rosa Lindqvist changed the settings “Colour”.",
        f"Selma Öztürk gave {joerdis.name} the role “Helper”.",
    ]


def test_from_what_to_what_stands_below(client_for, selma, deeds):
    lines = client_for(selma).get(AUDIT, {"kind": "settings"}).context["lines"]
    assert [line.more for line in lines] == [["Colour of the company: from #0B5C57 to #A03A12"]]


def test_retention_is_told_period_by_period(client_for, selma, now):
    settings.change_settings(
        section=Section.RETENTION, values={"retention": {"messages": 90, "journal": 1095}}, by=selma, now=now
    )
    lines = client_for(selma).get(AUDIT).context["lines"]
    assert [line.more for line in lines] == [["Messages to people: from 180 to 90"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "roles"}, ["gave"]),
        ({"kind": "campaigns"}, ["published"]),
        ({"since": "2026-11-23"}, ["published", "changed"]),
        ({"until": "2026-11-22"}, ["gave"]),
        ({"since": "2026-11-23", "until": "2026-11-23"}, ["changed"]),
        ({"q": "lindqvist"}, ["changed"]),
        ({"q": "brueggemann"}, ["gave"]),
        ({"q": "oeztuerk"}, ["published", "gave"]),
        ({"q": "nobody"}, []),
        ({"kind": "roles", "q": "lindqvist"}, []),
    ],
)
def test_filters_in_the_address_narrow_the_list(client_for, selma, deeds, query, found):
    verbs = [word for said in told(client_for(selma), **query) for word in said.split() if word in _VERBS]
    assert verbs == found


_VERBS = {"gave", "changed", "published"}


def test_by_whom(client_for, selma, deeds):
    assert told(client_for(selma), by=deeds.pk) == ["Rosa Lindqvist changed the settings “Colour”."]


@pytest.mark.parametrize(
    "query", ["kind=x", "by=1", "since=9999-99-99", "until=9999-12-31", "since=0001-01-01", "q=%00", "page=x"]
)
def test_a_filter_that_nobody_knows_is_left_out(client_for, selma, deeds, query):
    assert len(client_for(selma).get(f"{AUDIT}?{query}").context["lines"]) == 3


def test_filters_that_find_nothing_lead_back(client_for, selma, deeds):
    assert "No deed fits" in client_for(selma).get(AUDIT, {"q": "nobody"}).content.decode()


def test_the_council_reads_the_same_list(client_for, selma, deeds):
    own = client_for(CouncilFactory()).get(COUNCIL)
    assert [line.sentence for line in own.context["lines"]] == told(client_for(selma))


def test_it_is_told_in_german_too(client_for, selma, joerdis, deeds):
    selma.language = "de"
    selma.save()
    assert told(client_for(selma), kind="roles") == [
        f"Selma Öztürk hat {joerdis.name} die Rolle „Helferteam“ gegeben."
    ]


def test_no_line_names_anybody_who_was_asked(client_for, selma, joerdis, kwame, now):
    invitations.invite(person=joerdis, way="mail", by=selma, now=now)
    invitations.invite(person=kwame, way="letter", by=selma, now=now)
    assert told(client_for(selma)) == ["Selma Öztürk invited people to the programme."] * 2
    new = UserFactory.build(first_name="Aylin", last_name="Yıldırım")
    invite_somebody(person=new, by=selma, now=now)
    assert sorted(told(client_for(selma))) == [
        *["Selma Öztürk invited people to the programme."] * 3,
        "Selma Öztürk made an account for Aylin Yıldırım.",
    ]


def test_a_deed_without_words_is_told_without_its_thing(client_for, selma, joerdis, now):
    entry(selma, "somebody looked after", f"ambassadors.User:{joerdis.pk}", now)
    assert told(client_for(selma)) == [
        "Selma Öztürk did something that has no words here yet: somebody looked after."
    ]


def test_who_is_gone_leaves_the_deed_behind(client_for, selma, joerdis, now):
    entry(None, "account made", f"ambassadors.User:{joerdis.pk}", now)
    joerdis.delete()
    assert told(client_for(selma)) == [
        "Somebody at the server, or whose account is gone made an account for (no longer there)."
    ]


@pytest.mark.parametrize("subject", ["", "x", "ambassadors.User:", "ambassadors.User:x\u0000y", "a:b:c"])
def test_a_subject_of_any_shape_is_told(client_for, selma, now, subject):
    entry(selma, "account made", subject.replace("\u0000", ""), now)
    assert told(client_for(selma)) == ["Selma Öztürk made an account for (no longer there)."]


@pytest.mark.parametrize(
    ("path", "queries"), [(AUDIT, 6), (f"{AUDIT}?q=selma&kind=people&since=2020-01-01", 6)]
)
def test_the_list_takes_the_same_queries_for_one_three_and_sixty(
    client_for, selma, now, path, queries, django_assert_num_queries
):
    client = client_for(selma)
    client.get(path)
    for count in (1, 2, 57):
        for person in UserFactory.create_batch(count):
            entry(selma, "account made", f"ambassadors.User:{person.pk}", now)
        with django_assert_num_queries(queries):
            client.get(path)


def test_pages_hold_twenty_five(client_for, selma, joerdis, now):
    for _n in range(30):
        entry(selma, "account made", f"ambassadors.User:{joerdis.pk}", now)
    client = client_for(selma)
    assert (len(told(client)), len(told(client, page=2))) == (25, 5)


def test_the_file_holds_what_the_filters_find_and_no_formula(client_for, selma, joerdis, now):
    selma.first_name = "=HYPERLINK(1)"
    selma.save()
    entry(selma, "account made", f"ambassadors.User:{joerdis.pk}", now)
    entry(selma, "campaign closed", "campaigns.Campaign:x", now)
    response = client_for(selma).get(FILE, {"kind": "people"})
    lines, who = response.content.decode().splitlines(), "'=HYPERLINK(1) Öztürk"
    assert (response["Content-Type"], lines) == (
        "text/csv; charset=utf-8",
        [
            "\ufeffWhen;Done by;What was done;Details",
            f"2026-11-24 09:00;{who};{who} made an account for {joerdis.name}.;",
        ],
    )


def test_a_partial_holds_the_lines_alone(client_for, selma, deeds):
    text = client_for(selma).get(AUDIT, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in text, "3 deeds found" in text) == (False, True)
