"""First steps: they tick themselves where the hub can know, and own ones are ticked by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from ambassadors.models import Ambassador, ConsentSubject, OnboardingStep, OnboardingTick
from ambassadors.onboarding import checklist_of, unfinished
from ambassadors.services import onboarding
from outbox.models import AuditEntry
from tests.factories.ambassadors import AmbassadorFactory, ChannelFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_step(selma, now):
    return onboarding.add_step(step=OnboardingStep(title_de="Kaffee", title_en="Coffee"), by=selma, now=now)


def done(person):
    return {step.key: step.is_done for step in checklist_of(person).steps}


def test_before_anybody_edits_the_list_the_hubs_own_steps_stand_there(ambassador, publish):
    without = list(done(ambassador))
    publish("One.")
    assert (without, list(done(ambassador))) == (
        ["profile", "channel", "training"],
        ["profile", "channel", "guidelines", "training"],
    )


def test_steps_tick_themselves(ambassador, publish):
    guideline = publish("One.").guideline
    ambassador.headline = "I keep the pipes warm."
    ambassador.save()
    ChannelFactory(ambassador=ambassador.ambassador)
    ConsentSubject.objects.create(person=ambassador, guideline=guideline, answered=1)
    assert done(ambassador) == {"profile": True, "channel": True, "guidelines": True, "training": False}


def test_a_new_version_or_guideline_unticks_nothing(ambassador, publish):
    guideline = publish("One.").guideline
    ConsentSubject.objects.create(person=ambassador, guideline=guideline, answered=1)
    publish("Two.")
    assert done(ambassador)["guidelines"] is True


def test_an_own_step_is_ticked_and_unticked_by_hand_and_nobody_writes_it_down(ambassador, own_step):
    before = AuditEntry.objects.count()
    seen = []
    for deed in (onboarding.tick, onboarding.tick, onboarding.untick, onboarding.untick):
        deed(person=ambassador, step=own_step)
        seen.append(done(ambassador)[own_step.key])
    assert (seen, AuditEntry.objects.count()) == ([True, True, False, False], before)


def test_what_ticks_itself_is_not_ticked_by_hand(ambassador, own_step):
    with pytest.raises(PermissionDenied):
        onboarding.tick(person=ambassador, step=OnboardingStep.objects.get(key="profile"))


def test_only_ambassadors_tick(joerdis, own_step):
    with pytest.raises(PermissionDenied):
        onboarding.tick(person=joerdis, step=own_step)
    assert (checklist_of(joerdis), OnboardingTick.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("de", {"title_de": "Lies mich", "title_en": "Read me"}, ("Lies mich", "")),
        ("en", {"title_de": "Lies mich"}, ("Lies mich", "")),
        ("en", {}, ("Photo or a line about you", "Initials are fine as well.")),
        ("en", {"text_en": "Be brave."}, ("Photo or a line about you", "Be brave.")),
    ],
)
def test_the_programmes_words_stand_there_or_the_hubs_own(ambassador, selma, now, language, words, said):
    onboarding.change_step(step=OnboardingStep(key="profile", **words), by=selma, now=now)
    with translation.override(language):
        step = checklist_of(ambassador).steps[0]
    assert (step.title, step.text) == said


def test_whoever_has_something_left_is_found_as_their_own_list_says(publish, own_step, now):
    guideline = publish("One.").guideline
    people = [AmbassadorFactory(person__headline="x").person for _ in range(4)]
    for person in people[1:]:
        ChannelFactory(ambassador=person.ambassador)
        ConsentSubject.objects.create(person=person, guideline=guideline, answered=1)
    for person in people[2:]:
        onboarding.tick(person=person, step=own_step)
    OnboardingStep.objects.filter(key="training").update(is_on=False)
    onboarding.put_start_away(person=people[3])
    left = set(unfinished().values_list("pk", flat=True))
    assert (
        left
        == {person.pk for person in people if checklist_of(person).is_shown}
        == {
            people[0].pk,
            people[1].pk,
        }
    )


def test_with_every_step_off_there_is_nothing_left(ambassador, selma, now):
    for key in ("profile", "channel", "guidelines", "training"):
        step = OnboardingStep(key=key)
        onboarding.switch_step(step=step, is_on=False, by=selma, now=now)
    assert (checklist_of(ambassador).is_shown, unfinished().count()) == (False, 0)


def test_edits_are_the_coordinators_and_stand_in_the_journal(kwame, selma, own_step, now):
    onboarding.move_step(step=own_step, places=-9, by=selma, now=now)
    onboarding.set_reminder(after_days=7, by=selma, now=now)
    assert list(OnboardingStep.objects.in_order().values_list("key", flat=True)) == [
        own_step.key,
        "profile",
        "channel",
        "guidelines",
        "training",
    ]
    assert sorted(AuditEntry.objects.values_list("deed", flat=True)) == [
        "first step added",
        "first step moved",
        "reminder of first steps set",
    ]
    with pytest.raises(PermissionDenied):
        onboarding.switch_step(step=own_step, is_on=False, by=kwame, now=now)


def test_a_full_list_takes_no_more(selma, own_step, now):
    for _ in range(onboarding.MOST_STEPS - 5):
        onboarding.add_step(step=OnboardingStep(title_de="x"), by=selma, now=now)
    with pytest.raises(onboarding.TooManySteps):
        onboarding.add_step(step=OnboardingStep(title_de="x"), by=selma, now=now)


def test_ticks_go_with_the_place_in_the_programme(ambassador, own_step):
    onboarding.tick(person=ambassador, step=own_step)
    Ambassador.objects.get(pk=ambassador.pk).delete()
    assert OnboardingTick.objects.count() == 0


def test_the_list_takes_two_queries_for_any_number_of_steps(
    ambassador, selma, own_step, now, django_assert_num_queries
):
    for count in (0, 2, 12):
        for _ in range(count):
            onboarding.add_step(step=OnboardingStep(title_de="x"), by=selma, now=now)
        with django_assert_num_queries(2):
            checklist_of(ambassador)
