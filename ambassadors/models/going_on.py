"""Once a year: "go on?"."""

from django.db import models

from ambassadors.models.people import Ambassador


class GoOn(models.Model):
    """Of which anniversary of joining somebody was asked last, and the day on which silence pauses.

    Without that day nothing is open: whoever answered, in whatever way, and whoever did not, has the same row.
    `asks_no_more`: "leave me be", until they come back.
    """

    ambassador = models.OneToOneField(
        Ambassador, on_delete=models.CASCADE, related_name="go_on", primary_key=True
    )
    year = models.PositiveSmallIntegerField(default=0)
    pauses_on = models.DateField(null=True, db_index=True)
    asks_no_more = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Year {self.year} of {self.ambassador_id}"
