"""Every form of every page takes whatever is written into it: it says a sentence, and nothing breaks."""

import copy
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from tests.ambassadors.importing import check, table
from tests.factories.trainings import NOW
from tests.house.addresses import ADDRESSES, DOORS
from tests.house.world import MAY_ENTER, World, make

pytestmark = pytest.mark.django_db

STRANGE = [
    "\x00",
    "\ud800",
    "\u202e\u200f\ufeff",
    "a\u0301\u0488" * 40,
    "x" * 100_000,
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
    "٣",
    "0000-00-00",
    "9999-12-31T24:61",
    "=1+1",
    "%s%n{{ 1 }}<script>",
    "00000000-0000-0000-0000-000000000000",
]
ANYTHING = st.sampled_from(STRANGE) | st.text(max_size=40) | st.integers().map(str) | st.datetimes().map(str)
TOO_MUCH = "x" * 10_000_000
# A trainer and an administrator meet no other forms than an employee, but for the admin's own.
READERS = {"guest", "employee", "ambassador", "coordinator"}
# "Too many" is a sentence as well.
ANSWERS = {200, 302, 303, 400, 401, 403, 404, 405, 409, 413, 422, 429, 503}


@dataclass
class Form:
    role: str
    method: str
    action: str
    names: dict[str, str] = field(default_factory=dict)  # and what the page put there

    @property
    def key(self) -> tuple[str, str, str]:
        """The same form about another thing is not another form."""
        return self.method, resolve(urlsplit(self.action).path).route, ",".join(sorted(self.names))


class Forms(HTMLParser):
    """The forms of one page, with what stands in their fields."""

    def __init__(self, role: str, address: str) -> None:
        super().__init__()
        self.role, self.address = role, address
        self.found: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            action = urljoin(self.address, said.get("action") or self.address)
            self.open = Form(self.role, (said.get("method") or "get").lower(), action)
            self.found.append(self.open)
        elif self.open is not None and tag in ("input", "select", "textarea", "button") and said.get("name"):
            self.open.names.setdefault(str(said["name"]), said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


@pytest.fixture(scope="module", autouse=True)
def at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world() -> World:
    return make()


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    return {role: client_of(world, role) for role in world.people}


@pytest.fixture
def review(world: World) -> list[str]:
    """The pages of an import whose rows are checked: one can go in, one is faulty, one is like somebody of another number."""
    someone = world.people["employee"]
    assert someone is not None
    rows = (
        "300000;Yıldırım;Aylin;aylin@nordwerk.example;Netz;Bremen;de;01.09.2026",
        "300001;Adler;Anna;anna@nordwerk,example;Netz;Bremen;de;01.09.2026",
        f"300002;{someone.last_name};{someone.first_name};{someone.first_name}@other.example;Netz;Bremen;de;",
    )
    checked = check(table(*rows), by=world.people["coordinator"], now=NOW)
    return [f"cockpit/people/import/{checked.pk}/", f"cockpit/people/import/{checked.pk}/missing/"]


@pytest.fixture
def forms(world: World, clients: dict[str, Client], review: list[str]) -> list[Form]:
    return forms_of(world, clients, review)


def client_of(world: World, role: str) -> Client:
    client = Client()
    if world.people[role] is not None:
        client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
    return client


def forms_of(world: World, clients: dict[str, Client], review: list[str]) -> list[Form]:
    """One of each kind, from every page that anybody may read."""
    found: dict[tuple[str, str, str], Form] = {}
    readable = {address: who for address, (who, methods) in ADDRESSES.items() if "GET" in methods}
    doors = dict.fromkeys(filter(_has_page, DOORS), "everybody")
    for address, who in (doors | readable | dict.fromkeys(review, "coordinators")).items():
        for role in READERS & {*MAY_ENTER[who]}:
            page = clients[role].get(world.path(address), follow=True)
            if "text/html" in page["Content-Type"]:
                reader = Forms(role, page.request["PATH_INFO"])
                reader.feed(page.text)
                found = {form.key: form for form in reader.found} | found
    return sorted(found.values(), key=lambda form: form.key)


def _has_page(door: str) -> bool:
    """Of the doors that need no key of a mail, and lead to nobody else's page."""
    return "<" not in door and "GET" in DOORS[door] and "logout" not in door


def send(client: Client, form: Form, body: str) -> int:
    """What comes back; what was done is taken back. Raises whatever the view raises."""
    cookies = copy.copy(client.cookies)
    with transaction.atomic():
        if form.method == "get":
            answer = client.get(f"{urlsplit(form.action).path}?{body}")
        else:
            answer = client.post(form.action, body, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code


def body_of(said: dict[str, str]) -> str:
    return urlencode(said, errors="surrogatepass")


def strange_in_turn(form: Form, first: int) -> str:
    """Something else in each field."""
    values = itertools.islice(itertools.cycle(STRANGE), first, None)
    return body_of(dict(zip(form.names, values, strict=False)))


def all_that_break(clients: dict[str, Client], forms: list[Form], firsts: Iterable[int]) -> list[object]:
    found: list[object] = []
    for form in forms:
        said = [strange_in_turn(form, first) for first in firsts]
        if form.method == "post":
            said.append(f"{min(form.names, default='')}={TOO_MUCH}")
        broken = [words for words in said if send(clients[form.role], form, words) not in ANSWERS]
        found += [(form.action, words[:1000]) for words in broken]
    return found


def test_forms_that_need_a_key_or_a_worker_are_among_them(forms: list[Form]):
    of_an_import = "cockpit/people/import/<uuid:import_id>/"
    expected = {
        f"{of_an_import}rows/<int:line>/fix/",
        f"{of_an_import}confirm/",
        f"{of_an_import}stop/",
        "accounts/login/code/",
        "accounts/password/set/",
        "accounts/password/reset/",
        "accounts/pin/",
    }
    assert expected - {form.key[1] for form in forms} == set()


def test_no_form_breaks(clients: dict[str, Client], forms: list[Form]):
    assert all_that_break(clients, forms, [0, 7]) == []


@pytest.mark.proof
def test_no_form_breaks_whatever_stands_in_which_field(clients: dict[str, Client], forms: list[Form], proof):
    assert all_that_break(clients, forms, range(len(STRANGE))) == []
    proof(
        "every field of every form with each of fifteen strange things, and with ten million letters",
        passes_when="a sentence, no 500",
        measured=f"{len(forms)} forms, no 500",
    )


@pytest.mark.hypothesis
def test_no_field_breaks_the_form_around_it(clients: dict[str, Client], forms: list[Form]):
    """One field is strange, the others are as the page filled them in."""

    @given(st.data())
    def anything(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from([form for form in forms if form.names]))
        name = data.draw(st.sampled_from(sorted(form.names)))
        said = form.names | {name: data.draw(ANYTHING)}
        assert send(clients[form.role], form, body_of(said)) in ANSWERS

    anything()
