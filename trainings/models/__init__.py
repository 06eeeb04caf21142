"""Facts about trainings."""

from trainings.models.enrolments import Enrolment
from trainings.models.interests import Interest, InterestFigures
from trainings.models.paths import LearningPath, PathStep
from trainings.models.progress import Progress
from trainings.models.sessions import Session
from trainings.models.trainings import Topic, Training, Words

__all__ = [
    "Enrolment",
    "Interest",
    "InterestFigures",
    "LearningPath",
    "PathStep",
    "Progress",
    "Session",
    "Topic",
    "Training",
    "Words",
]
