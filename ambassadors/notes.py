"""Short words for the next page that can be taken back there."""

from django.contrib import messages
from django.http import HttpRequest


def undoable(request: HttpRequest, text: str, *, undo: str) -> None:
    """Say what was done, with a button that posts to the address `undo`. It stays until the next page."""
    messages.success(request, text, extra_tags=f"undo {undo}")
