"""A small programme in which every address has something to show: one person for each role, one thing of each sort."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from ambassadors.models import (
    Application,
    Channel,
    Guideline,
    GuidelineVersion,
    KLowering,
    OnboardingStep,
    Topic,
    User,
)
from ambassadors.services import imports, onboarding
from outbox.models import Message, MessageClass
from tests.factories import ambassadors, campaigns, joining, trainings
from tests.factories.trainings import NOW
from trainings.models import Enrolment

ROLES = ("guest", "employee", "ambassador", "trainer", "council", "coordinator", "administrator")
MAY_ENTER = {
    "everybody": ROLES,
    "link holders": ROLES,
    "signed in": ROLES[1:],
    "ambassadors": ("ambassador",),
    "council": ("council",),
    "coordinators": ("coordinator",),
    "administrators": ("administrator",),
}
HR_EXPORT = "Personalnummer;Vorname;Nachname;E-Mail\n100001;Aylin;Yıldırım;aylin@nordwerk.example\n".encode()
# What somebody does with a training at their own pace.
OWN_PACE = ("start", "tick", "untick", "put-away", "nudge", "feedback", "certificate")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class World:
    people: dict[str, User | None]
    # What stands for a parameter of an address; the longest prefix of the address wins.
    things: dict[str, dict[str, Any]]

    def path(self, address: str) -> str:
        """The address with a thing of this world for every parameter."""
        named: dict[str, Any] = {}
        for prefix in sorted(self.things, key=len):
            if address.startswith(prefix):
                named |= self.things[prefix]
        return "/" + PARAMETER.sub(lambda found: str(named[found.group(1)]), address)


def make() -> World:
    employee = ambassadors.UserFactory(first_name="Daniel", last_name="Oyelaran")
    people = {
        "guest": None,
        "employee": employee,
        "ambassador": _ambassador(),
        "trainer": ambassadors.UserFactory(first_name="Kwame", last_name="Mensah"),
        "council": ambassadors.CouncilFactory(),
        "coordinator": ambassadors.CoordinatorFactory(),
        "administrator": ambassadors.AdministratorFactory(),
    }
    session = _session(people["trainer"], employee)
    call_date = trainings.CallDateFactory()
    own_pace = trainings.OwnPaceFactory()
    learning = trainings.PathFactory(stations=[own_pace, session.training])
    campaign = campaigns.CampaignFactory(contact=people["coordinator"])
    asset = campaigns.AssetFactory(campaign=campaign)
    shown = campaigns.PersonShownFactory(asset=asset, person=people["trainer"])
    leaving = ambassadors.LeavingFactory(person__last_name="Lewandowski")
    guideline = _guideline()
    message = Message.objects.create(
        kind="trainings_confirmation",
        recipient=employee,
        object_id=session.pk,
        lane=MessageClass.NOW,
        due_at=NOW,
        useful_until=session.ends_at,
        created_at=NOW,
    )
    staged = imports.upload(content=HR_EXPORT, file_name="azubis.csv", by=people["coordinator"], now=NOW)
    lowering = KLowering.objects.create(k=6, k_before=10, asked_by=people["coordinator"], asked_at=NOW)
    application = _application()
    certificate = trainings.CertificateFactory(person=employee, training=own_pace)
    everywhere = {
        "certificate_id": certificate.pk,
        "application_id": application.pk,
        "cohort_id": application.cohort_id,
        "decision": "same",
        "person_id": employee.pk,
        "channel_id": Channel.objects.get().pk,
        "topic_id": Topic.objects.get().pk,
        "who": "colleague",
        "session_id": session.pk,
        "training_id": session.training_id,
        "call_id": call_date.call_id,
        "date_id": call_date.pk,
        "material_id": trainings.MaterialFactory(session=session).pk,
        "path_id": learning.pk,
        "place": 0,
        "campaign_id": campaign.pk,
        "asset_id": asset.pk,
        "shown_id": shown.pk,
        "message_id": message.pk,
        "import_id": staged.pk,
        "key": _own_step(people["coordinator"]),
        "view_id": ambassadors.SavedViewFactory(owner=people["coordinator"]).pk,
        "line": 2,
        "code": "comma_in_address",
        "press": "0" * 32,
        "role": "helper",
        "change_id": uuid.UUID(int=3),
        "lowering_id": lowering.pk,
        "mail_id": uuid.UUID(int=2),
        "kind": "trainings_reminder",
        "language": "de",
        "name": "0" * 32,
        "number": 1,
        "moment": 1,
        "size": 88,
        "enrolment_id": Enrolment.objects.get().pk,
        "token": "A" * 32,
        "result": "A" * 32,
    }
    things = {
        "": everywhere,
        "guidelines/": {"slug": guideline.slug},
        "cockpit/guidelines/": {"slug": guideline.slug},
        "trainings/": {"slug": session.training.slug},
        "trainings/paths/": {"slug": learning.slug},
        "certificates/": {"code": certificate.code},
        **{f"trainings/<slug:slug>/{deed}/": {"slug": own_pace.slug} for deed in OWN_PACE},
        "cockpit/trainings/topics/": {"slug": trainings.TopicFactory().slug},
        "campaigns/": {"slug": campaign.slug},
        "here/": {"code": "ABCDEFGH"},
        "people/": {"person_id": people["ambassador"].pk},
        "cockpit/people/<uuid:person_id>/letter/": {"person_id": _without_mailbox().pk},
        "cockpit/people/import/leaving/": {"person_id": leaving.pk},
        "cockpit/people/applications/undo/": {"decision": uuid.UUID(int=3)},
        "cockpit/messages/": {"name": "trainings_reminder"},
    }
    return World(people, things)


def _own_step(by: User) -> str:
    step = OnboardingStep(
        title_de="Kaffee trinken", title_en="Have a coffee", link="https://nordwerk.example/"
    )
    return onboarding.add_step(step=step, by=by, now=NOW).key


def _ambassador() -> User:
    """Shows everything to everybody."""
    ambassador = ambassadors.ListedFactory(pronouns="sie/ihr", languages=["de", "tr"])
    ambassadors.TopicFactory(name="Fernwärme").ambassadors.add(ambassador)
    ambassadors.ChannelFactory(ambassador=ambassador)
    return ambassador.person


def _application() -> Application:
    """With an answer, and a question that was answered."""
    cohort = joining.CohortFactory()
    application = joining.ApplicationFactory(person__first_name="Mira", cohort=cohort)
    question = joining.CohortQuestionFactory(cohort=cohort)
    joining.ApplicationAnswerFactory(application=application, question=question)
    joining.AskBackFactory(application=application, answer="The heat pump.", answered_at=NOW)
    return application


def _without_mailbox() -> User:
    return ambassadors.AmbassadorFactory(person__email=None).person


def _session(trainer: User, booked: User) -> Any:
    session = trainings.SessionFactory(taken=1, asked=1)
    session.trainers.add(trainer)
    Enrolment.objects.create(
        session=session, person=booked, state=Enrolment.State.BOOKED, number=1, asked_at=NOW, booked_at=NOW
    )
    return session


def _guideline() -> Guideline:
    guideline = Guideline.objects.create(slug="leitplanken", title="Leitplanken", created_at=NOW)
    GuidelineVersion.objects.create(
        guideline=guideline, number=1, text="Du sprichst für dich.", valid_from=NOW
    )
    GuidelineVersion.objects.create(guideline=guideline, number=2, text="Sag, dass du hier arbeitest.")
    return guideline
