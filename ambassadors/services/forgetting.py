"""What the hub forgets by itself, hour by hour; the privacy page names the same times."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from ambassadors.models import Application, AskCount, NextRound, ProgrammeInvitation
from ambassadors.services.import_staging import forget_expired_imports
from ambassadors.services.profile import forget_unknown_photos
from outbox.models import Message
from outbox.services import forget

# After they have expired; after they were sent, failed or dropped.
INVITATIONS_KEPT = timedelta(days=150)
MESSAGES_KEPT = timedelta(days=180)
# After the first day of the month that was counted.
COUNTS_KEPT = timedelta(days=92)
# That somebody was told of an open round, so that nobody is told twice.
TOLD_KEPT = timedelta(days=30)


def forget_expired(*, now: datetime) -> dict[str, int]:
    """Delete what has had its time; returns how much of each."""
    forget(now=now)
    declined = Application.objects.to_forget(now)
    about_them = [str(key) for key in declined.values_list("pk", flat=True)]
    gone = {
        "messages about applications": Message.objects.filter(object_id__in=about_them),
        "declined applications": declined,
        "told of a round": NextRound.objects.filter(told_at__lt=now - TOLD_KEPT),
        "invitations": ProgrammeInvitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT),
        "messages": Message.objects.filter(done_at__lt=now - MESSAGES_KEPT),
        "ask counts": AskCount.objects.filter(month__lt=(now - COUNTS_KEPT).date()),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    counts = {name: rows.delete()[0] for name, rows in gone.items()}
    return counts | {"photos": forget_unknown_photos(now=now), "imports": forget_expired_imports(now=now)}
