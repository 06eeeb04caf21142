"""Asking all ambassadors, once and those new since; the one reminder; what the mails say."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from campaigns import policies, reminders
from campaigns.messages import needs_no_reminder
from campaigns.models import Answer, Campaign, Invitation
from campaigns.services.invitations import CannotAsk, invite_ambassadors
from outbox import figures, kinds, letterhead, letters
from outbox.models import AuditEntry, Hold, Message
from tests.factories.ambassadors import AmbassadorFactory, CoordinatorFactory, UserFactory
from tests.factories.campaigns import AnswerFactory, CampaignFactory, DraftFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def client(client_for, coordinator):
    return client_for(coordinator)


def page_of(campaign, name="cockpit_invite"):
    return reverse(f"campaigns:{name}", args=[campaign.pk])


def queued():
    return list(Message.objects.order_by("created_at", "kind").values_list("kind", "recipient_id"))


def test_every_ambassador_is_asked_with_a_message_each(client, now):
    ambassadors = AmbassadorFactory.create_batch(7)
    AmbassadorFactory(person__is_active=False)
    UserFactory()
    campaign = CampaignFactory()
    response = client.post(page_of(campaign))
    asked = {ambassador.pk for ambassador in ambassadors}
    assert (response.status_code, response.url) == (303, page_of(campaign, "cockpit_campaign"))
    assert set(Invitation.objects.values_list("ambassador_id", flat=True)) == asked
    assert {(kind, person) for kind, person in queued()} == {("campaigns_invitation", pk) for pk in asked}
    assert set(Message.objects.values_list("useful_until", flat=True)) == {campaign.ends_at}
    assert AuditEntry.objects.get().details == {}


def test_asking_again_asks_those_who_are_new(client, now, time_machine):
    AmbassadorFactory.create_batch(3)
    campaign = CampaignFactory()
    client.post(page_of(campaign))
    time_machine.move_to(now + timedelta(days=1), tick=False)
    late = AmbassadorFactory()
    page = client.get(page_of(campaign)).text
    client.post(page_of(campaign))
    client.post(page_of(campaign))
    assert "Fewer than five of them joined since the last asking." in page
    assert (len(queued()), queued()[-1]) == (4, ("campaigns_invitation", late.pk))


@pytest.mark.parametrize(
    ("number", "words"),
    [(4, "Invite fewer than five people"), (5, "Invite about 5 people"), (13, "Invite about 10 people")],
)
def test_the_button_names_the_size_rounded_down_to_fives(client, number, words):
    AmbassadorFactory.create_batch(number)
    page = client.get(page_of(CampaignFactory())).text
    assert (words in page, Invitation.objects.count()) == (True, 0)


def test_the_page_shows_the_mail_in_both_languages(client):
    page = client.get(page_of(CampaignFactory())).text
    shown = ["Show what your hands can do", "Zeig, was deine Hände können", 'lang="de"', 'lang="en"']
    assert [words for words in shown if words not in page] == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_asks_the_same_number_of_questions(client, number, django_assert_num_queries):
    AmbassadorFactory.create_batch(number)
    campaign = CampaignFactory()
    client.get(page_of(campaign))
    with django_assert_num_queries(5):
        client.get(page_of(campaign))


def test_nobody_is_asked_to_a_draft_or_after_the_end(client, coordinator, now):
    AmbassadorFactory()
    for campaign in (DraftFactory(), CampaignFactory(closed_at=now), CampaignFactory(ends_at=now)):
        with pytest.raises(CannotAsk):
            invite_ambassadors(campaign=campaign, remind_at=None, by=coordinator, now=now)
        assert "Nobody was asked" in client.post(page_of(campaign), follow=True).text
    assert Invitation.objects.count() == 0


def test_only_coordinators_ask(now):
    with pytest.raises(PermissionDenied):
        invite_ambassadors(campaign=CampaignFactory(), remind_at=None, by=UserFactory(), now=now)


def test_inviting_takes_the_same_number_of_statements_for_any_number(
    coordinator, now, django_assert_num_queries
):
    for number in (1, 3, 50):
        AmbassadorFactory.create_batch(number)
        campaign = CampaignFactory()
        with django_assert_num_queries(13):
            invite_ambassadors(campaign=campaign, remind_at=None, by=coordinator, now=now)


def test_the_reminder_comes_five_days_before_the_end_at_nine(now):
    campaign = CampaignFactory.build()
    moment = policies.reminder_moment(ends_at=campaign.ends_at, asked_at=now)
    too_late = policies.reminder_moment(ends_at=campaign.ends_at, asked_at=moment - timedelta(days=2))
    assert (moment.isoformat(), too_late) == ("2026-12-13T09:00:00+01:00", None)


@pytest.fixture
def asked(client):
    """A campaign with a reminder; its people are those who said something, and one who did not."""
    people = AmbassadorFactory.create_batch(4)
    campaign = CampaignFactory()
    client.post(page_of(campaign), {"remind": "yes"})
    for ambassador, choice in zip(people, ["in", "maybe", "not_this_time"], strict=False):
        AnswerFactory(campaign=campaign, ambassador=ambassador, choice=choice)
    campaign.refresh_from_db()
    return campaign


def test_the_reminder_is_queued_once_for_everybody_alike(asked):
    early = reminders.queue_due(now=asked.remind_at - timedelta(minutes=1))
    first = reminders.queue_due(now=asked.remind_at)
    again = reminders.queue_due(now=asked.remind_at + timedelta(days=1))
    kinds_of_messages = [kind for kind, _person in queued()]
    assert (early, first, again) == (0, 1, 0)
    assert sorted(kinds_of_messages) == ["campaigns_invitation"] * 4 + ["campaigns_reminder"] * 4


def test_a_reminder_that_is_written_late_after_a_restore_waits_for_a_word(asked):
    """Before the restore it went out at its moment, and the backup does not know."""
    woken = asked.remind_at + timedelta(hours=3)
    hold = Hold.objects.create(pk=1, since=woken)
    reminders.queue_due(now=woken + timedelta(minutes=1))
    waiting = Message.objects.held_by(hold).filter(kind="campaigns_reminder")
    assert waiting.count() == 4


def test_it_reaches_only_who_has_not_answered_and_the_reason_tells_nothing(asked):
    reminders.queue_due(now=asked.remind_at)
    messages = Message.objects.filter(kind="campaigns_reminder")
    answered = set(Answer.objects.values_list("ambassador_id", flat=True))
    reasons = {message.recipient_id: needs_no_reminder(message, asked.remind_at) for message in messages}
    assert {reason for person, reason in reasons.items() if person in answered} == {"no longer needed"}
    assert [reason for person, reason in reasons.items() if person not in answered] == [""]


def test_without_the_tick_nobody_is_reminded(client, now):
    AmbassadorFactory()
    campaign = CampaignFactory()
    client.post(page_of(campaign))
    assert (
        Campaign.objects.get().remind_at,
        reminders.queue_due(now=campaign.ends_at - timedelta(days=1)),
    ) == (None, 0)


def test_a_closed_campaign_reminds_nobody_and_its_invitations_are_no_longer_true(asked, now):
    asked.closed_at = now
    asked.save()
    message = Message.objects.first()
    kind = kinds.get("campaigns_invitation")
    assert (kind.untrue(message, now), reminders.queue_due(now=asked.remind_at)) == (
        "the campaign is over",
        0,
    )


@pytest.mark.parametrize("kind", ["campaigns_invitation", "campaigns_reminder"])
@pytest.mark.parametrize(("language", "title"), [("en", "Show what"), ("de", "Zeig, was")])
def test_the_mail_has_three_equal_answers_that_lead_to_pages(kind, language, title, now):
    answer = AnswerFactory(ambassador__person__language=language)
    message = Message(kind=kind, recipient=answer.ambassador.person, object_id=str(answer.campaign_id))
    with translation.override("en"):
        letter = letters.write(message, paper=letterhead.current(), now=now)
    links = [f"?choice={choice}" for choice in ("in", "maybe", "not_this_time")]
    assert [letter.text.count(link) for link in links] == [1, 1, 1]
    assert [letter.html.count(link) for link in links] == [1, 1, 1]
    assert (title in letter.subject, title in letter.html, letter.reply_to) == (
        True,
        True,
        answer.campaign.contact.email,
    )


def test_a_sample_needs_no_row(now):
    letter = letters.write_sample(kinds.get("campaigns_invitation"), language="de", now=now)
    assert ("Zeig, was deine Hände können" in letter.subject, Campaign.objects.count()) == (True, 0)


def test_delivery_tells_of_asks_only_how_many_have_failed_in_fives(client, now):
    """How many went out would tell how many had answered, want none, or were not asked at all."""
    AmbassadorFactory.create_batch(24)
    client.post(page_of(CampaignFactory()))
    invitation = kinds.get("campaigns_invitation")
    shown = []
    for state in Message.State.values:
        Message.objects.update(state=state, done_at=None if state == "due" else now)
        delivery = figures.of_kind(invitation, k=10, now=now)
        shown.append(
            (state, delivery.due, delivery.planned, delivery.sent, delivery.failed, delivery.reasons)
        )
    nothing = (None, None, None, None, [])
    assert shown == [
        ("due", *nothing),
        ("sent", *nothing),
        ("in_hub", *nothing),
        ("failed", None, None, None, 20, []),
        ("dropped", *nothing),
    ]
