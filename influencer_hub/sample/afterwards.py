"""What comes after a training: who was there, what they say about it without their names, and two certificates."""

from collections.abc import Iterable
from uuid import UUID

from influencer_hub.sample import people
from influencer_hub.sample.cast import Cast
from influencer_hub.sample.texts_afterwards import SAID
from trainings import feedback, services
from trainings.models import Certificate, Enrolment, Feedback, FeedbackGiven, Progress, Session
from trainings.models.enrolments import ATTENDED, NO_SHOW
from trainings.models.feedback import Recommends, Useful

SLUG = "profil-und-grenzen"


def look_back(cast: Cast) -> None:
    """Once, however often the sample is made larger."""
    if Certificate.objects.exists():
        return
    me = cast.named(people.AMBASSADOR.name)
    session = Session.objects.filter(training__slug=SLUG, enrolments__person=me).earliest("starts_at")
    were_there = Enrolment.objects.for_session(session).filter(state__in=[ATTENDED, NO_SHOW])
    were_there.update(state=ATTENDED)
    Enrolment.objects.for_session(session).of(me).update(state=ATTENDED)
    _say(cast, session, were_there.exclude(person=me).values_list("person", flat=True))
    made = services.make_certificate(training=session.training, session=session, person=me, now=cast.now)
    assert made is not None
    services.show_name(certificate=made, now=cast.now)
    for done in Progress.objects.of(me).done().select_related("training"):
        services.make_certificate(training=done.training, session=None, person=me, now=cast.now)


def _say(cast: Cast, session: Session, who: Iterable[UUID]) -> None:
    """Everybody but the one who signs in as the ambassador, and may still try it."""
    month = cast.now.date().replace(day=1)
    voices = list(zip(who, SAID, strict=False))
    FeedbackGiven.objects.bulk_create(
        FeedbackGiven(training=session.training, session=session, person_id=person)
        for person, _said in voices
    )
    Feedback.objects.bulk_create(
        Feedback(
            training=session.training,
            session=session,
            month=month,
            useful=Useful(useful),
            recommends=Recommends(recommends),
            helped=helped,
            change=change,
        )
        for _person, (useful, recommends, helped, change) in voices
    )
    feedback.recount(cast.now)
