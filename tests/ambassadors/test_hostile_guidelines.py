"""Whatever is sent to the forms of guidelines and first steps is taken or refused; nothing breaks, the proof neither."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambassadors.models import ConsentEvent, Guideline, GuidelineVersion, OnboardingStep
from tests.ambassadors.test_hostile_profiles import ANYTHING, anything

pytestmark = pytest.mark.django_db
LINKS = st.one_of(
    ANYTHING,
    st.text(max_size=30).map(lambda text: f"https://{text}"),
    st.text(max_size=30).map(lambda text: f"/{text}"),
    st.sampled_from(
        ["/guidelines/\u202e/", "/start/\x00/tick/", "https://[::1", "https://x" * 60, "/" * 500]
    ),
)


@pytest.fixture
def coordinator(client_for, selma):
    return client_for(selma)


@given(sent=anything("title", "language", "is_binding"))
def test_a_new_guideline(coordinator, sent):
    response = coordinator.post("/cockpit/guidelines/new/", {"title": "x", "language": "de"} | sent)
    assert response.status_code in (200, 303)


@given(sent=anything("seen", *GuidelineVersion.TEXTS))
def test_a_draft_and_its_preview(coordinator, publish, sent):
    if not Guideline.objects.exists():
        publish("One.")
    response = coordinator.post("/cockpit/guidelines/guidelines/", {"title": "x", "text": "y"} | sent)
    assert response.status_code in (200, 303)
    for query in ("", "?language=de&view=differences", "?view=simple"):
        assert coordinator.get(f"/cockpit/guidelines/guidelines/publish/{query}").status_code in (200, 302)


@given(sent=anything("seen", "change"), move=anything("to"))
def test_publishing_and_moving(coordinator, publish, sent, move):
    if not Guideline.objects.exists():
        publish("One.")
    coordinator.post("/cockpit/guidelines/guidelines/", {"title": "x", "text": "Two."})
    assert coordinator.post("/cockpit/guidelines/guidelines/publish/", sent).status_code in (200, 303)
    assert coordinator.post("/cockpit/guidelines/guidelines/move/", move).status_code == 303


@given(sent=anything("view", "before", "after", "version", "newer"), decided=anything("version", "language"))
def test_reading_and_deciding(client_for, ambassador, publish, sent, decided):
    if not Guideline.objects.exists():
        publish("One.")
        publish("Two.")
    client = client_for(ambassador)
    assert client.get("/guidelines/guidelines/", sent).status_code == 200
    assert client.post("/guidelines/guidelines/opt-in/", decided).status_code in (303, 404)


@given(text=ANYTHING.filter(lambda text: text.strip() and "\x00" not in text), title=st.text(max_size=20))
def test_whatever_was_published_is_proved(coordinator, client_for, ambassador, publish, text, title):
    if not Guideline.objects.exists():
        publish("One.")
    page, client = "/cockpit/guidelines/guidelines/", client_for(ambassador)
    coordinator.post(page, {"title": title, "text": text})
    draft = GuidelineVersion.objects.drafts().first()
    coordinator.post(f"{page}publish/", {"seen": draft.fingerprint if draft else "", "change": "decision"})
    latest = GuidelineVersion.objects.published().newest_first()[0]
    client.post("/guidelines/guidelines/opt-in/", {"version": latest.number, "language": "en"})
    proof, paper = client.get("/guidelines/proof.json"), client.get("/guidelines/proof.pdf")
    hashes = [each["text_sha256"] for each in json.loads(proof.content)["events"]]
    assert paper.content.startswith(b"%PDF")
    assert hashes == list(ConsentEvent.objects.order_by("at").values_list("text_hash", flat=True))


@given(sent=anything("title_de", "title_en", "text_de", "text_en"), link=LINKS)
def test_an_own_step(coordinator, sent, link):
    OnboardingStep.objects.all().delete()
    response = coordinator.post("/cockpit/onboarding/new/", sent | {"link": link})
    assert response.status_code in (200, 303)
    kept = OnboardingStep.objects.exclude(link="").values_list("link", flat=True)
    assert [each for each in kept if not each.startswith(("https://", "/")) or each.startswith("//")] == []
    assert coordinator.get("/cockpit/onboarding/").status_code == 200


@given(sent=anything("after_days"), switch=anything("to"))
def test_the_interval_and_the_switches(coordinator, sent, switch):
    assert coordinator.post("/cockpit/onboarding/reminder/", sent).status_code in (200, 303)
    assert coordinator.post("/cockpit/onboarding/profile/switch/", switch).status_code == 303
    assert coordinator.post("/cockpit/onboarding/profile/move/", switch).status_code == 303
