"""Facts about trainings."""

from trainings.models.enrolments import Enrolment
from trainings.models.sessions import Session
from trainings.models.trainings import Topic, Training, Words

__all__ = ["Enrolment", "Session", "Topic", "Training", "Words"]
