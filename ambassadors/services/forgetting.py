"""What the hub forgets by itself, hour by hour; the privacy page names the same times."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from ambassadors.models import AskCount, ExportLink, ProgrammeInvitation
from ambassadors.services.departing import erase_former
from ambassadors.services.import_staging import forget_expired_imports
from ambassadors.services.profile import forget_unknown_photos
from outbox.models import Message
from outbox.services import forget

# After they have expired; after they were sent, failed or dropped.
INVITATIONS_KEPT = timedelta(days=150)
MESSAGES_KEPT = timedelta(days=180)
# After the first day of the month that was counted.
COUNTS_KEPT = timedelta(days=92)


def forget_expired(*, now: datetime) -> dict[str, int]:
    """Delete what has had its time; returns how much of each."""
    forget(now=now)
    gone = {
        "invitations": ProgrammeInvitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT),
        "messages": Message.objects.filter(done_at__lt=now - MESSAGES_KEPT),
        "ask counts": AskCount.objects.filter(month__lt=(now - COUNTS_KEPT).date()),
        "export links": ExportLink.objects.filter(expires_at__lt=now),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    counts = {name: rows.delete()[0] for name, rows in gone.items()}
    return counts | {
        "photos": forget_unknown_photos(now=now),
        "imports": forget_expired_imports(now=now),
        "former people": erase_former(now=now),
    }
