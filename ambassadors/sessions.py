"""Sessions in PostgreSQL. On a device that several use they end after ten minutes without a request."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

SHARED = "shared_device"
SHARED_FOR = timedelta(minutes=10)


class SessionStore(db.SessionStore):
    """The cookie of a shared device ends with the browser; its row in the database, with the ten minutes."""

    def get_expiry_age(self, **kwargs: Any) -> int:
        return int(SHARED_FOR.total_seconds()) if self.get(SHARED) else super().get_expiry_age(**kwargs)

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return timezone.now() + SHARED_FOR if self.get(SHARED) else super().get_expiry_date(**kwargs)

    def get_expire_at_browser_close(self) -> bool:
        return bool(self.get(SHARED)) or super().get_expire_at_browser_close()
