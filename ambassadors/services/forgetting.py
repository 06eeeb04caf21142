"""What the hub forgets by itself, hour by hour; the privacy page names the same times."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from ambassadors import logos, retention
from ambassadors.models import (
    Application,
    AskCount,
    ExportLink,
    KLowering,
    NextRound,
    PinTries,
    Programme,
    ProgrammeInvitation,
    Section,
    SettingChange,
)
from ambassadors.services.departing import erase_former
from ambassadors.services.import_staging import forget_expired_imports
from ambassadors.services.profile import UNDO_TIME, forget_unknown_photos
from outbox.models import AuditEntry, Message
from outbox.services import forget

# After the last try.
PIN_TRIES_KEPT = timedelta(days=90)
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
        "invitations": ProgrammeInvitation.objects.filter(
            expires_at__lt=now - retention.kept_for(retention.INVITATIONS)
        ),
        "messages": Message.objects.filter(done_at__lt=now - retention.kept_for(retention.MESSAGES)),
        "deeds": AuditEntry.objects.filter(at__lt=now - retention.kept_for(retention.JOURNAL)),
        "messages about applications": Message.objects.filter(object_id__in=about_them),
        "declined applications": declined,
        "told of a round": NextRound.objects.filter(told_at__lt=now - TOLD_KEPT),
        "questions": KLowering.objects.filter(decided_at__lt=now - retention.kept_for(retention.JOURNAL)),
        "ask counts": AskCount.objects.filter(month__lt=(now - COUNTS_KEPT).date()),
        "export links": ExportLink.objects.filter(expires_at__lt=now),
        "sessions": Session.objects.filter(expire_date__lt=now),
        # After the sessions: devices whose session is no more.
        "devices": UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")),
        "PIN tries": PinTries.objects.filter(last_at__lt=now - PIN_TRIES_KEPT),
    }
    counts = {name: rows.delete()[0] for name, rows in gone.items()}
    return counts | {
        "photos": forget_unknown_photos(now=now),
        "logos": forget_unknown_logos(now=now),
        "imports": forget_expired_imports(now=now),
        "former people": erase_former(now=now),
    }


def forget_unknown_logos(*, now: datetime) -> int:
    """Delete logos that neither the programme nor an undo shows; returns how many."""
    programme = Programme.objects.first() or Programme()
    known = {programme.logo_square, programme.logo_wide}
    for change in SettingChange.objects.filter(section=Section.LOGO):
        known |= {*change.before.values()}
    return logos.forget_all_but(known, before=(now - UNDO_TIME).timestamp())
