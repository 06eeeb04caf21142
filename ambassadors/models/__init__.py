"""Facts about people."""

from ambassadors.models.people import Ambassador, User
from ambassadors.models.programme import Programme

__all__ = ["Ambassador", "Programme", "User"]
