"""The journal: what people do to others, never what they decide about themselves."""

import uuid

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One deed, written in the transaction of the deed itself.

    `subject` names the thing ("trainings.Session:<id>"); `details` holds counts and field names, no personal data.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=True
    )
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["subject", "at"])]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"
