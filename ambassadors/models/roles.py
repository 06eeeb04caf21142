"""The roles that somebody gives and takes: who may do what for others."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Each is a flag of the person: `field` names it."""

    COORDINATOR = "coordinator", _("Coordinator")
    HELPER = "helper", _("Helper")
    COUNCIL = "council", _("Council member")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def field(self) -> str:
        return FIELDS[self]

    @property
    def powers(self) -> Promise:
        """What whoever has it may see and do."""
        return POWERS[self]


FIELDS = {
    Role.COORDINATOR: "is_coordinator",
    Role.HELPER: "is_helper",
    Role.COUNCIL: "is_council",
    Role.ADMINISTRATOR: "is_staff",
}
# Without somebody in it there would be nobody to give it again.
NEVER_EMPTY = {Role.COORDINATOR, Role.ADMINISTRATOR}
POWERS = {
    Role.COORDINATOR: _(
        "Runs the programme: invites people, plans trainings and campaigns, changes these settings, gives and takes "
        "roles. Sees accounts and who is in the programme. Never sees who declined, who is paused or what somebody "
        "keeps to themselves."
    ),
    Role.HELPER: _(
        "Answers questions in the staffed hours. Stands by name on the help page, and only there, once they have "
        "agreed to it on their own profile. Sees nothing that other colleagues do not see."
    ),
    Role.COUNCIL: _(
        "Reads, for the works council or data protection: what is stored, for what and for how long, who has which "
        "role, and what coordinators did. Has to agree before figures may be about smaller groups. Changes nothing "
        "else."
    ),
    Role.ADMINISTRATOR: _(
        "Runs the software: accounts, sign-in and backups, on pages of their own. Only administrators make "
        "administrators. Sees neither answers nor messages."
    ),
}
