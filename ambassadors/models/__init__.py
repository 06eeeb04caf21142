"""Facts about people."""

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
from ambassadors.models.programme import Programme

__all__ = [
    "Ambassador",
    "ConsentEvent",
    "ConsentSubject",
    "Guideline",
    "GuidelineVersion",
    "Import",
    "ImportFile",
    "ImportRow",
    "Programme",
    "ProgrammeInvitation",
    "User",
    "Wording",
]
