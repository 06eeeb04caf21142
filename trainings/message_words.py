"""Words that the mails about a session share, and the invented session of their previews."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ambassadors.templatetags.hub import clock, day


def when(start: datetime, now: datetime) -> str:
    """Today, 14:00; Tomorrow, 14:00; Thu 26 November, 14:00."""
    local = timezone.localtime(start)
    days = (local.date() - timezone.localdate(now)).days
    word = {0: _("Today"), 1: _("Tomorrow")}.get(days) or day(local)
    return _("%(day)s, %(time)s") % {"day": word, "time": clock(local)}


def names(people: list[str]) -> str:
    if not people:
        return ""
    *first, last = people
    both = _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
    return _("with %(names)s") % {"names": both if first else last}


def sample(now: datetime) -> dict[str, Any]:
    start = (now + timedelta(days=1)).replace(hour=13, minute=0, second=0, microsecond=0, tzinfo=UTC)
    german = (get_language() or "de").startswith("de")
    return {
        "title": "Wenn’s stürmt: ruhig bleiben bei Gegenwind" if german else "Calm in a storm",
        "title_language": "de" if german else "en",
        "summary": "",
        "bring": "",
        "start": start,
        "end": start + timedelta(minutes=90),
        "when_short": when(start, now),
        "place": _("online"),
        "people": names(["Frauke Petersen", "Ömer Şahin"]),
        "to": "https://hub.nordwerk.example/trainings/",
        "answer_to": "https://hub.nordwerk.example/trainings/",
        "link": "https://meet.nordwerk.example/gegenwind",
        "link_from": None,
        "cancel_reason": "Frauke Petersen ist krank." if german else "Frauke Petersen is ill.",
        "cancel_by": start - timedelta(hours=1),
        "enrolment_closes_at": start - timedelta(hours=20),
        "place_in_line": 2,
        "expires": start - timedelta(hours=3),
        "standing": "booked",
        "writer": "Frauke Petersen",
        "text": "Wir treffen uns im kleinen Saal." if german else "We meet in the small hall.",
        "was": start - timedelta(days=2),
    }
