"""Makes a round that is open, applications that wait for somebody, and a few who wait for the next round."""

from datetime import timedelta
from typing import Any

from django.db.models import F

from ambassadors.models import Cohort, CohortQuestion, User
from ambassadors.services import applications, cohorts, deciding
from ambassadors.services.cohorts import Plan
from influencer_hub.sample.cast import Cast
from outbox.models import Message

WORDS = [
    "Ich erkläre meinen Nachbarn sowieso ständig, wie Fernwärme funktioniert. Dann kann ich es auch aufschreiben.",
    "In der Ausbildung hätte ich gern gesehen, wie der Alltag hier wirklich ist. Das möchte ich anderen zeigen.",
    "Mir fällt oft etwas ein, aber ich traue mich nicht. Mit ein paar Leuten an der Seite würde ich es probieren.",
    "I read a lot about heat pumps that is not true. I would like to answer, calmly and with facts.",
    "Unsere Leitwarte sieht von außen langweilig aus. Ist sie nicht.",
]
ANSWERS = ["Netze und was nachts passiert.", "Ausbildung.", "Wärmepumpen.", "Arbeiten im Schichtdienst.", ""]
ASKED = "Mit welchem Kanal würdest du anfangen?"
QUESTIONS: list[dict[str, Any]] = [
    {"text_de": "Worüber sprichst du gern?", "text_en": "What do you like to talk about?"},
    {
        "text_de": "Was hat dich bisher davon abgehalten?",
        "text_en": "What kept you from it so far?",
        "is_long": True,
    },
]
LONGEST_DAYS, APPLICATIONS, WAIT_FOR_NEXT = 11, 9, 4


def take_applications(cast: Cast) -> None:
    """One round is open at a time: whoever makes a second company finds the first one's."""
    if Cohort.objects.exists():
        return
    # Whoever signs in as an employee shall find the programme as a stranger does.
    outside = [person for person in cast.others if not person.has_usable_password()]
    strangers = list(User.objects.filter(pk__in=[one.pk for one in outside], programme_invitation=None))
    cohort = _make_round(cast)
    _apply(cast, cohort, strangers[:APPLICATIONS])
    for person in strangers[APPLICATIONS : APPLICATIONS + WAIT_FOR_NEXT]:
        cohorts.wait_for_next(person=person, now=cast.now)
    Message.objects.filter(kind__in=[applications.RECEIVED, deciding.QUESTION]).update(
        state=Message.State.SENT, done_at=F("due_at") + timedelta(seconds=3), tried_at=F("due_at"), attempts=1
    )


def _make_round(cast: Cast) -> Cohort:
    opened = cast.now - timedelta(days=LONGEST_DAYS + 1)
    first_day, zone = opened.date(), cast.coordinator.zone
    last_day, kick_off = first_day + timedelta(days=28), first_day + timedelta(days=70)
    plan = Plan("Frühjahr 2027", first_day, last_day, zone, places=12, kicks_off_on=kick_off)
    questions = [CohortQuestion(**texts) for texts in QUESTIONS]
    cohort = cohorts.make_cohort(plan=plan, questions=questions, by=cast.coordinator, now=opened)
    cohorts.tell_next_round(now=opened + timedelta(hours=1))
    return cohort


def _apply(cast: Cast, cohort: Cohort, people: list[User]) -> None:
    """One a day; the second was asked something back."""
    question = cohort.questions.all()[0]
    for number, person in enumerate(people):
        at = cast.now - timedelta(days=LONGEST_DAYS - number, hours=number)
        answers = {question: ANSWERS[number % len(ANSWERS)]}
        words = WORDS[number % len(WORDS)]
        sent = applications.apply(person=person, words=words, answers=answers, now=at)
        if number == 1:
            asked_at = at + timedelta(hours=3)
            deciding.ask_back(application=sent, question=ASKED, by=cast.coordinator, now=asked_at)
