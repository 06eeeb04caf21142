"""What those who lead a session write to everybody with a seat."""

import uuid
from typing import Self

from django.db import models

from ambassadors.models import User
from trainings.models.sessions import Session

LONGEST = 2_000


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def of_session(self, session: Session) -> Self:
        """The newest first, with who wrote it."""
        return self.filter(session=session).select_related("written_by").order_by("-written_at", "id")


class Announcement(models.Model):
    """Sent to everybody who had a seat; whoever takes one later reads it on the page of the session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="announcements")
    text = models.TextField(max_length=LONGEST)
    written_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="announcements", editable=False
    )
    written_at = models.DateTimeField(editable=False)

    objects = AnnouncementQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.session}, {self.written_at:%Y-%m-%d %H:%M}"
