"""Facts about trainings."""

from trainings.models.enrolments import Enrolment
from trainings.models.feeds import CalendarFeed
from trainings.models.sessions import Session
from trainings.models.trainings import Topic, Training, Words

__all__ = ["CalendarFeed", "Enrolment", "Session", "Topic", "Training", "Words"]
