"""Makes a round that is open, applications that wait for somebody, and a few who wait for the next round."""

from datetime import timedelta

from django.db.models import F

from ambassadors.models import CohortQuestion, User
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
LONGEST_DAYS, APPLICATIONS, WAIT_FOR_NEXT = 11, 9, 4


def take_applications(cast: Cast) -> None:
    # Whoever signs in as an employee shall find the programme as a stranger does.
    outside = [person for person in cast.others if not person.has_usable_password()]
    strangers = list(User.objects.filter(pk__in=[one.pk for one in outside], programme_invitation=None))
    first_day = (cast.now - timedelta(days=LONGEST_DAYS + 1)).date()
    cohort = cohorts.make_cohort(
        plan=Plan(
            "Frühjahr 2027",
            first_day,
            first_day + timedelta(days=28),
            cast.coordinator.zone,
            12,
            first_day + timedelta(days=70),
        ),
        questions=[
            CohortQuestion(text_de="Worüber sprichst du gern?", text_en="What do you like to talk about?"),
            CohortQuestion(
                text_de="Was hat dich bisher davon abgehalten?",
                text_en="What kept you from it so far?",
                is_long=True,
            ),
        ],
        by=cast.coordinator,
        now=cast.now - timedelta(days=LONGEST_DAYS + 2),
    )
    cohorts.tell_next_round(now=cast.now - timedelta(days=LONGEST_DAYS + 1))
    question = cohort.questions.all()[0]
    for number, person in enumerate(strangers[:APPLICATIONS]):
        at = cast.now - timedelta(days=LONGEST_DAYS - number, hours=number)
        applications.apply(
            person=person,
            words=WORDS[number % len(WORDS)],
            answers={question: ANSWERS[number % len(ANSWERS)]},
            now=at,
        )
        if number == 1:
            deciding.ask_back(
                application=person.application,
                question="Mit welchem Kanal würdest du anfangen?",
                by=cast.coordinator,
                now=at + timedelta(hours=3),
            )
    for person in strangers[APPLICATIONS : APPLICATIONS + WAIT_FOR_NEXT]:
        cohorts.wait_for_next(person=person, now=cast.now)
    Message.objects.filter(kind__in=[applications.RECEIVED, deciding.QUESTION]).update(
        state=Message.State.SENT, done_at=F("due_at") + timedelta(seconds=3), tried_at=F("due_at"), attempts=1
    )
