"""Wrong PINs, counted so that none can be guessed."""

from django.db import models


class PinTries(models.Model):
    """How often a PIN was tried for one personnel number since it last fitted.

    Numbers that nobody has are counted as well, so that a number that rests gives nobody away. The number itself is
    not kept, only a keyed hash of it.
    """

    key = models.CharField(primary_key=True, max_length=64, editable=False)
    wrong = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "PIN tries"
        indexes = [models.Index(fields=["last_at"], name="pin_tries_by_time")]

    def __str__(self) -> str:
        return self.key[:8]
