"""Imports of people: the file, its rows while they are staged, and what is kept of it afterwards."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ambassadors.models.people import User, UserQuerySet

STAGED_FOR = timedelta(days=7)


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_active and user.is_coordinator else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-uploaded_at", "-id")

    def waiting(self) -> Self:
        """What a worker should go on with: nobody holds it, or whoever did has gone."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=Now())
        return self.filter(free, state__in=[Import.State.WAITING, Import.State.CONFIRMED])

    def wanting_somebody(self, now: datetime) -> Self:
        """To decide about; or refused these days, and nobody has brought another file since."""
        later = Import.objects.filter(uploaded_at__gt=models.OuterRef("uploaded_at"))
        refused = Q(state=Import.State.FAILED, uploaded_at__gt=now - STAGED_FOR) & ~models.Exists(later)
        return self.filter(refused | Q(state__in=[Import.State.UPLOADED, Import.State.CHECKED]))

    def staged(self) -> Self:
        return self.filter(state__in=Import.STAGED)

    def expired(self, now: datetime) -> Self:
        return self.staged().filter(uploaded_at__lt=now - STAGED_FOR)


class Import(models.Model):
    """One file of one coordinator on its way to people.

    Uploaded, then its columns are matched, a worker checks the rows, the coordinator confirms, a worker writes them
    to people in one transaction. Afterwards the counts alone are kept.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        WAITING = "waiting"  # for a worker that checks its rows, or being checked
        CHECKED = "checked"
        CONFIRMED = "confirmed"  # a worker writes it, or will
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    STAGED = (State.UPLOADED, State.WAITING, State.CHECKED, State.CONFIRMED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.UPLOADED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # People whom this import made have the same moment as `created_at`.
    done_at = models.DateTimeField(null=True)

    # What stands in the headings, and the field that each column means (an empty string: not used).
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    layout = models.JSONField(
        default=dict, help_text="How to read the file again; see imports.tables.Layout."
    )

    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="Rows by state.")
    domain = models.CharField(
        max_length=253, default="", help_text="What most addresses of the file end with."
    )
    # Why the whole file is refused, or what the coordinator should know before confirming again: code and facts.
    problem = models.JSONField(default=list)

    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Claims since the last batch.")

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="imports_latest_first"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["waiting", "confirmed"]),
                name="imports_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_staged(self) -> bool:
        return self.state in self.STAGED

    @property
    def rows_to_read(self) -> int:
        """For the progress: never less than was read, since the number is a guess before the end."""
        return max(self.rows_expected, self.rows_read, 1)

    @property
    def good_rows(self) -> int:
        return sum(self.counts.get(state, 0) for state in ImportRow.GOOD)

    @property
    def stayed_out(self) -> int:
        return self.counts.get("faulty", 0) + self.counts.get("undecided", 0)

    def missing_people(self) -> UserQuerySet:
        """Whom no row means. They are listed, and stay until a coordinator enters a last day."""
        meant = self.rows.filter(person=models.OuterRef("pk"))
        return User.objects.active().filter(~models.Exists(meant))


class ImportFile(models.Model):
    """The uploaded bytes, until the import ends. In the database, so that worker and web need no common disk."""

    of_import = models.OneToOneField(Import, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()
    samples = models.JSONField(help_text="For each column the values of the first rows.")

    def __str__(self) -> str:
        return f"File of {self.of_import_id}"


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def good(self) -> Self:
        return self.filter(state__in=ImportRow.GOOD)

    def fixed(self) -> Self:
        """Those with a cell that somebody corrected here."""
        return self.exclude(fixes={})

    def in_view(self, view: str) -> Self:
        """ "fine", "fixed", "all", else what a person should look at."""
        if view == "all":
            return self
        if view == "fine":
            return self.good()
        if view == "fixed":
            return self.fixed()
        return self.filter(~Q(state__in=ImportRow.GOOD) | Q(worth_a_look=True))


class ImportRow(models.Model):
    """One staged row: what the file says, what would be kept, and what speaks against it.

    Remarks are [field, code, facts]; `imports.sentences` says them.
    """

    class State(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        RETURNING = "returning"  # had left the company, and is the same person again
        UNDECIDED = "undecided"  # a human says whether it is the person who is here
        FAULTY = "faulty"

    class Decision(models.TextChoices):
        OPEN = "open"
        SAME = "same"
        TWO = "two"

    GOOD = (State.NEW, State.CHANGED, State.UNCHANGED, State.RETURNING)

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField()
    state = models.CharField(max_length=9, choices=State.choices)
    worth_a_look = models.BooleanField(default=False)
    # Of the file alone, and against the people who are here. The second are found anew whenever people change.
    faults = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    # By the press that made them: {press: {column: text}}. `cells` stay as they came.
    fixes = models.JSONField(default=dict)
    # What could stand in the wrong cells, where one thing alone is likely: {code of the fault: {column: text}}.
    proposals = models.JSONField(default=dict)
    decision = models.CharField(max_length=4, choices=Decision.choices, default=Decision.OPEN)
    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict, help_text="What would change, as it is now.")
    # Who has this row's address now and gives it up in another row.
    address_from = models.UUIDField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_import", "line"], name="one_row_per_line"),
        ]
        indexes = [models.Index(fields=["of_import", "state", "line"], name="rows_by_state")]

    def __str__(self) -> str:
        return f"Row {self.line} of {self.of_import_id}"

    @property
    def cells_now(self) -> list[str]:
        """As they came, with what was corrected here."""
        cells = list(self.cells)
        for fixed in self.fixes.values():
            for column, text in fixed.items():
                cells += [""] * (int(column) + 1 - len(cells))
                cells[int(column)] = text
        return cells
