"""Taking people out of the hub as a file."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from ambassadors import policies
from ambassadors.models import Programme, User
from outbox.services import record


def record_export(*, count: int, columns: Sequence[str], form: str, by: User, now: datetime) -> None:
    """The journal knows who took how many people and which columns away, and names nobody."""
    if not policies.may_export.test(by):
        raise PermissionDenied
    facts = {"people": count, "columns": list(columns), "file": form}
    record(actor=by, deed="people exported", subject=Programme.current(), now=now, **facts)
