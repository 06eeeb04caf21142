"""Facts about people."""

from ambassadors.models.boundaries import AskCount, Boundary
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
from ambassadors.models.saved_views import SavedView

__all__ = [
    "Ambassador",
    "AskCount",
    "Audience",
    "Boundary",
    "Channel",
    "ConsentEvent",
    "ConsentSubject",
    "Guideline",
    "GuidelineVersion",
    "Import",
    "ImportFile",
    "ImportRow",
    "Programme",
    "ProgrammeInvitation",
    "SavedView",
    "Topic",
    "User",
    "Wording",
]
