"""What the hub forgets by itself, hour by hour; the privacy page names the same times."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from ambassadors import logos, retention
from ambassadors.models import AskCount, KLowering, Programme, ProgrammeInvitation, Section, SettingChange
from ambassadors.services.import_staging import forget_expired_imports
from ambassadors.services.profile import UNDO_TIME, forget_unknown_photos
from outbox.models import AuditEntry, Message
from outbox.services import forget

# After the first day of the month that was counted.
COUNTS_KEPT = timedelta(days=92)


def forget_expired(*, now: datetime) -> dict[str, int]:
    """Delete what has had its time; returns how much of each."""
    forget(now=now)
    gone = {
        "invitations": ProgrammeInvitation.objects.filter(
            expires_at__lt=now - retention.kept_for(retention.INVITATIONS)
        ),
        "messages": Message.objects.filter(done_at__lt=now - retention.kept_for(retention.MESSAGES)),
        "deeds": AuditEntry.objects.filter(at__lt=now - retention.kept_for(retention.JOURNAL)),
        "questions": KLowering.objects.filter(decided_at__lt=now - retention.kept_for(retention.JOURNAL)),
        "ask counts": AskCount.objects.filter(month__lt=(now - COUNTS_KEPT).date()),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    counts = {name: rows.delete()[0] for name, rows in gone.items()}
    return counts | {
        "photos": forget_unknown_photos(now=now),
        "logos": forget_unknown_logos(now=now),
        "imports": forget_expired_imports(now=now),
    }


def forget_unknown_logos(*, now: datetime) -> int:
    """Delete logos that neither the programme nor an undo shows; returns how many."""
    programme = Programme.objects.first() or Programme()
    known = {programme.logo_square, programme.logo_wide}
    for change in SettingChange.objects.filter(section=Section.LOGO):
        known |= {*change.before.values()}
    return logos.forget_all_but(known, before=(now - UNDO_TIME).timestamp())
