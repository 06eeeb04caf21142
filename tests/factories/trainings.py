"""Trainings of the sample programme."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from ambassadors.models import User
from tests.factories.ambassadors import UserFactory
from trainings.models import (
    Call,
    CallDate,
    Certificate,
    Enrolment,
    Interest,
    LearningPath,
    Material,
    PathStep,
    Progress,
    Session,
    Topic,
    Training,
)

BERLIN = ZoneInfo("Europe/Berlin")
# Tuesday 24 November 2026, 9:00 in Berlin: the `now` of the tests.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name_de = "Foto & Video"
    name_en = "Photo & video"


class TrainingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Training

    slug = factory.Sequence(lambda n: f"photos-{n}")
    title = "Fotografieren mit dem Handy"
    summary = "Zwei Stunden, in denen du lernst, wie aus Neonröhre und Regenwetter gute Bilder werden."
    takeaways = "- Drei Einstellungen, die fast jedes Hallenfoto retten"
    spoken = "Deutsch, Englisch auf Zuruf"
    bring = "Sicherheitsschuhe"
    is_working_time = True
    account = "Kostenstelle 4711"
    created_at = factory.LazyFunction(timezone.now)


class OwnPaceFactory(TrainingFactory):
    """Self-paced, and in the catalogue."""

    title = "Alternativtexte in zwanzig Minuten"
    format = Training.Format.SELF_PACED
    lesson = "Schau dir drei Bilder an. Was sieht jemand, der sie nicht sieht?"
    minutes = 20
    published_at = NOW - timedelta(days=7)


class ProgressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Progress

    training = factory.SubFactory(OwnPaceFactory)
    person = factory.SubFactory(UserFactory)
    started_at = NOW - timedelta(days=3)


def attended(session: Session, person: User) -> Enrolment:
    """Somebody whom the trainer has marked as there."""
    asked = session.enrolments.count() + 1
    Session.objects.filter(pk=session.pk).update(taken=asked, asked=asked)
    return Enrolment.objects.create(
        session=session,
        person=person,
        state=Enrolment.State.ATTENDED,
        number=asked,
        asked_at=session.starts_at - timedelta(days=9),
        booked_at=session.starts_at - timedelta(days=9),
    )


class CertificateFactory(factory.django.DjangoModelFactory):
    """Of a lesson that its person has ticked off."""

    class Meta:
        model = Certificate
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory)
    training = factory.SubFactory(OwnPaceFactory)
    titles = factory.LazyAttribute(lambda o: {"de": o.training.title})
    made_at = NOW

    @factory.post_generation
    def done(self, create, at, **kwargs):
        ProgressFactory(training=self.training, person=self.person, done_at=at or NOW - timedelta(days=1))


class InterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interest

    training = factory.SubFactory(TrainingFactory)
    person = factory.SubFactory(UserFactory)
    since = NOW - timedelta(days=3)


class PathFactory(factory.django.DjangoModelFactory):
    """Published; `stations`: its trainings, in order."""

    class Meta:
        model = LearningPath
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"path-{n}")
    title = "Dein erster Beitrag"
    summary = "Vom leeren Profil zu etwas, hinter dem du stehst."
    created_at = NOW - timedelta(days=30)
    published_at = NOW - timedelta(days=7)

    @factory.post_generation
    def stations(self, create, trainings, **kwargs):
        for place, training in enumerate(trainings or [], start=1):
            PathStep.objects.create(path=self, training=training, place=place)


class SessionFactory(factory.django.DjangoModelFactory):
    """Published, two weeks after `NOW`; enrolment closes two days before."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    training = factory.SubFactory(TrainingFactory)
    starts_at = NOW + timedelta(days=14)
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=2))
    location = "Bremen"
    place = "Halle 3, Treffpunkt Pforte Süd"
    capacity = 12
    enrolment_closes_at = factory.LazyAttribute(lambda o: o.starts_at - timedelta(days=2))
    cancel_by = factory.LazyAttribute(lambda o: o.starts_at - timedelta(hours=1))
    published_at = NOW - timedelta(days=7)


class CallFactory(factory.django.DjangoModelFactory):
    """Published."""

    class Meta:
        model = Call

    title = "Werkstimmen am Mittag"
    summary = "Eine Dreiviertelstunde, in der wir erzählen, was gerade läuft."
    link = "https://treffen.nordwerk.example/mittag"
    published_at = NOW - timedelta(days=7)
    created_at = NOW - timedelta(days=7)


class CallDateFactory(factory.django.DjangoModelFactory):
    """Tomorrow at noon."""

    class Meta:
        model = CallDate

    call = factory.SubFactory(CallFactory)
    starts_at = NOW + timedelta(days=1, hours=3)
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(minutes=45))


class MaterialFactory(factory.django.DjangoModelFactory):
    """Slides of a date; of the whole training with `session=None` and a `training`. Without a file on the disk."""

    class Meta:
        model = Material

    session = factory.SubFactory(SessionFactory)
    training = factory.SelfAttribute("session.training")
    audience = Material.Audience.EVERYBODY
    title = "Folien"
    file = factory.Sequence(lambda n: f"{n:032x}.pdf")
    content_type = "application/pdf"
    size = 240_000
    added_at = NOW


def people(count: int) -> list[User]:
    return UserFactory.create_batch(count)


def states(session: Session) -> list[tuple[int, str]]:
    """(number, state) of everybody who ever asked, in the order of asking."""
    return list(Enrolment.objects.filter(session=session).order_by("number").values_list("number", "state"))
