"""Facts about trainings."""

from trainings.models.announcements import Announcement
from trainings.models.calls import Call, CallDate
from trainings.models.certificates import Certificate
from trainings.models.enrolments import Enrolment
from trainings.models.feedback import Feedback, FeedbackGiven, FeedbackText, FeedbackTotal
from trainings.models.feeds import CalendarFeed
from trainings.models.interests import Interest, InterestFigures
from trainings.models.materials import Material
from trainings.models.months import CountedMonth, TrainingMonth
from trainings.models.needs import AccessNeed
from trainings.models.paths import LearningPath, PathStep
from trainings.models.progress import Progress
from trainings.models.series import Series
from trainings.models.sessions import Session
from trainings.models.trainings import Topic, Training, Words

__all__ = [
    "AccessNeed",
    "Announcement",
    "CalendarFeed",
    "Call",
    "CallDate",
    "Certificate",
    "CountedMonth",
    "Enrolment",
    "Feedback",
    "FeedbackGiven",
    "FeedbackText",
    "FeedbackTotal",
    "Interest",
    "InterestFigures",
    "LearningPath",
    "Material",
    "PathStep",
    "Progress",
    "Series",
    "Session",
    "Topic",
    "Training",
    "TrainingMonth",
    "Words",
]
