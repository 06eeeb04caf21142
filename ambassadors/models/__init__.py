"""Facts about people."""

from ambassadors.models.applications import Application, ApplicationAnswer, AskBack
from ambassadors.models.boundaries import AskCount, Boundary
from ambassadors.models.cohorts import Cohort, CohortQuestion, NextRound
from ambassadors.models.going_on import GoOn
from ambassadors.models.guidelines import (
    ConsentEvent,
    ConsentSubject,
    Guideline,
    GuidelineVersion,
    Wording,
)
from ambassadors.models.imports import Import, ImportFile, ImportRow
from ambassadors.models.invitations import ProgrammeInvitation
from ambassadors.models.people import Ambassador, User
from ambassadors.models.profiles import Audience, Channel, Topic
from ambassadors.models.programme import Programme

__all__ = [
    "Ambassador",
    "Application",
    "ApplicationAnswer",
    "AskBack",
    "AskCount",
    "Audience",
    "Boundary",
    "Channel",
    "Cohort",
    "CohortQuestion",
    "ConsentEvent",
    "ConsentSubject",
    "GoOn",
    "Guideline",
    "GuidelineVersion",
    "Import",
    "ImportFile",
    "ImportRow",
    "NextRound",
    "Programme",
    "ProgrammeInvitation",
    "Topic",
    "User",
    "Wording",
]
