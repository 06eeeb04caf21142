"""Facts about trainings."""

from trainings.models.calls import Call, CallDate
from trainings.models.enrolments import Enrolment
from trainings.models.feeds import CalendarFeed
from trainings.models.materials import Material
from trainings.models.needs import AccessNeed
from trainings.models.series import Series
from trainings.models.sessions import Session
from trainings.models.trainings import Topic, Training, Words

__all__ = [
    "AccessNeed",
    "CalendarFeed",
    "Call",
    "CallDate",
    "Enrolment",
    "Material",
    "Series",
    "Session",
    "Topic",
    "Training",
    "Words",
]
