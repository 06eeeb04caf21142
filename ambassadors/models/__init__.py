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
from ambassadors.models.leaving import ExportLink, Leaving
from ambassadors.models.onboarding import Onboarding, OnboardingStep, OnboardingTick
from ambassadors.models.people import Ambassador, User
from ambassadors.models.profiles import Audience, Channel, Topic
from ambassadors.models.programme import Programme
from ambassadors.models.roles import Role
from ambassadors.models.saved_views import SavedView
from ambassadors.models.settings import KLowering, Section, SettingChange
from ambassadors.models.signing_in import PinTries

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
    "ExportLink",
    "GoOn",
    "Guideline",
    "GuidelineVersion",
    "Import",
    "ImportFile",
    "ImportRow",
    "KLowering",
    "Leaving",
    "NextRound",
    "Onboarding",
    "OnboardingStep",
    "OnboardingTick",
    "PinTries",
    "Programme",
    "ProgrammeInvitation",
    "Role",
    "SavedView",
    "Section",
    "SettingChange",
    "Topic",
    "User",
    "Wording",
]
