"""What every page may say: icons, dates and numbers in the reader's language, the mark and the flock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import lucide
from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ambassadors import audiences, brand
from ambassadors import flock as drawing
from ambassadors.models import User

register = template.Library()

# Up to this size a photo is shown from its small copy, twice as large for fine screens.
SMALL_PHOTO = 44
NOT_READ = mark_safe(' aria-hidden="true"')


@register.simple_tag(takes_context=True)
def stylesheets(context: Context) -> SafeString:
    """The hub's own and, where the company has one, its colour: which is which their layers say, not their order."""
    return _links(getattr(context.get("programme"), "accent", brand.OWN_ACCENT))


@lru_cache(maxsize=8)
def _links(accent: str) -> SafeString:
    addresses = [static("css/hub.css")]
    if accent.lower() != brand.OWN_ACCENT:
        addresses.append(f"{reverse('brand')}?v={brand.version(accent)}")
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((to,) for to in addresses))


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: int = 20, css: str = "") -> SafeString:
    """A Lucide icon, hidden from screen readers: a word stands beside it, or the button has a label."""
    drawn = lucide._render_icon(
        str(name),
        int(size),
        stroke_width="1.75",
        aria_hidden="true",
        focusable="false",
        **{"class": f"icon {css}".strip()},
    )
    return mark_safe(drawn)  # noqa: S308 (Lucide's own drawing)


@register.simple_tag
def mark(size: int = 24) -> SafeString:
    """The product's mark: a crescent of dots and one ember dot at its focus."""
    return mark_safe(drawing.mark(int(size)))  # noqa: S308 (our own drawing)


@register.simple_tag
def flock(kind: str) -> SafeString:
    """A still flock: "sign-in", "empty", "scattered" or "moment"."""
    if kind not in drawing.FLOCKS:
        raise template.TemplateSyntaxError(f"There is no flock {kind!r}.")
    return format_html('<span class="flock is-{}" aria-hidden="true"></span>', kind)


@register.filter
def is_under(path: str, address: str) -> bool:
    """Whether the page at `path` belongs to the section at `address`."""
    return path == address or (address not in ("", "/") and path.startswith(address))


# Dates. Times have 24 hours in both languages and stand in the reader's time zone.


def _german() -> bool:
    return (get_language() or "de").startswith("de")


def _written(value: date | None, pattern: str) -> str:
    if value is None:
        return ""
    day = value.date() if isinstance(value, datetime) else value
    return _day_in_words(day, pattern, get_language())


@lru_cache(maxsize=4096)
def _day_in_words(value: date, pattern: str, language: str | None) -> str:
    """A list says the same days again and again. `language` is the active one."""
    return date_format(value, pattern)


class Tile(NamedTuple):
    """Nov, 26, Thu"""

    month: str
    day: str
    weekday: str


@register.filter(expects_localtime=True)
def tile(value: date | None) -> Tile:
    return Tile(_written(value, "M"), _written(value, "j"), _written(value, "D"))


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Do, 26. November / Thu 26 November"""
    return _written(value, "D, j. F" if _german() else "D j F")


@register.filter(expects_localtime=True)
def long_day(value: date | None) -> str:
    """Donnerstag, 26. November 2026 / Thursday 26 November 2026"""
    return _written(value, "l, j. F Y" if _german() else "l j F Y")


@register.filter(expects_localtime=True)
def plain_day(value: date | None) -> str:
    """26. November 2026 / 26 November 2026"""
    return _written(value, "j. F Y" if _german() else "j F Y")


@register.filter
def month_and_year(value: date | None) -> str:
    """November 2026"""
    return _written(value, "F Y")


@register.filter
def city(zone: str) -> str:
    """A time zone by the name that people know: Berlin, Buenos Aires."""
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    """14:00"""
    return f"{value:%H:%M}" if value else ""


@register.filter(expects_localtime=True)
def day_and_time(value: datetime | None) -> str:
    """Do, 26. November, 14:00 / Thu 26 November, 14:00"""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.filter(expects_localtime=True)
def iso(value: date | None) -> str:
    """For <time datetime>."""
    return (
        value.isoformat(timespec="minutes")
        if isinstance(value, datetime)
        else value.isoformat()
        if value
        else ""
    )


@register.simple_tag
def when(start: datetime, end: datetime | None = None) -> str:
    """Do, 26. November, 14:00 – 15:30; over midnight both days are named."""
    start = timezone.localtime(start)
    if end is None:
        return day_and_time(start)
    end = timezone.localtime(end)
    until = clock(end) if start.date() == end.date() else day_and_time(end)
    return f"{day_and_time(start)} – {until}"


@register.filter(expects_localtime=True)
def ago(value: datetime | None) -> str:
    """Relative under one hour, else the day and time."""
    if value is None:
        return ""
    passed = timezone.now() - value
    if not timedelta(0) <= passed < timedelta(hours=1):
        return day_and_time(value)
    minutes = int(passed.total_seconds() // 60)
    if minutes == 0:
        return _("just now")
    return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}


@register.filter
def number(value: float | str | None) -> str:
    """6.000 / 6,000"""
    if value is None or (isinstance(value, str) and not value.strip("-").isdigit()):
        return value or ""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def undo_address(message: object) -> str:
    """Where the undo of a message posts to; see `ambassadors.notes`."""
    word, _space, address = (getattr(message, "extra_tags", "") or "").partition(" ")
    return address if word == "undo" else ""


@register.filter
def words(value: str) -> list[str]:
    """A short list written in a template: "a b c"|words."""
    return value.split()


@register.filter
def minus(value: int, other: int) -> int:
    return value - other


# Forms


@register.simple_tag
def draw_field(
    field: BoundField, label: str = "", hint: str | None = None, row: str = "", css: str = ""
) -> SafeString:
    """A bound field with label, hint, fault and control; templates/django/forms/field.html.

    A placeholder is no label, so it goes.
    """
    field.field.widget.attrs.pop("placeholder", None)
    if css:
        field.field.widget.attrs["class"] = css
    return field.render(context={"field": field, "label": label, "hint": hint, "row": row})


@register.filter
def is_optional(field: BoundField) -> bool:
    """Worth a word only where other fields of the form are required."""
    return not field.field.required and any(other.required for other in field.form.fields.values())


@register.filter
def control_id(field: BoundField) -> str:
    """What a link to the field leads to: the first box of a group of choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def fault_count(form: BaseForm) -> int:
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def only_general_faults(form: BaseForm) -> bool:
    """Nothing to link to: the form as a whole was refused, as at sign-in."""
    return list(form.errors) == [NON_FIELD_ERRORS]


# People


@register.simple_tag(takes_context=True)
def seen(context: Context, person: object, field: str) -> str:
    """A "photo", "headline", "department" or "location" as the reader may see it.

    What is no account was asked for elsewhere: `ambassadors.audiences.Shown`, an example among the components.
    """
    if not isinstance(person, User):
        return getattr(person, field, "")
    reader = context["request"].user
    if not reader.is_authenticated:
        return "" if person.is_ambassador else getattr(person, field)
    return audiences.seen_of(person, field, reader)


# Components


@register.simple_tag(takes_context=True)
def avatar(context: Context, person: Any, size: str | int, alt: str = "", src: str = "") -> SafeString:
    """Photo or initials, as <c-avatar> draws them.

    Made in one go: a list shows one in each row, and as a template it cost more than the rest of the row.
    """
    if not src and person.photo and (photo := seen(context, person, "photo")):
        src = _photo_address(photo, None if int(size) > SMALL_PHOTO else 2 * SMALL_PHOTO)
    hidden = "" if alt else NOT_READ
    if src:
        inside = format_html(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">', src, alt, size, size
        )
    elif alt:
        inside = format_html('<span role="img" aria-label="{}">{}</span>', alt, person.initials)
    else:
        inside = person.initials
    return format_html('<span class="avatar is-{}"{}>{}</span>', size, hidden, inside)


@lru_cache(maxsize=4096)
def _photo_address(photo: str, size: int | None) -> str:
    return reverse("ambassadors:photo", args=[photo, size] if size else [photo])


@register.simple_tag
def seat_dots(taken: int, capacity: int, mine: object = False) -> SafeString:
    """Taken seats first, the reader's own as the last of them, then the free ones.

    Made in one go: a list of dates holds hundreds of dots, and a loop of the template costs more than the rest of it.
    """
    own = 1 if mine and taken else 0
    kinds = (("seat", taken - own), ("seat is-mine", own), ("seat is-free", max(capacity - taken, 0)))
    return mark_safe("".join(f'<span class="{kind}"></span>' * count for kind, count in kinds))  # noqa: S308


# A note's look, by its own kind or by the level of one of Django's messages.
NOTE_LOOKS = {
    "ok": ("ok", "check"),
    "success": ("ok", "check"),
    "ember": ("ember", "hourglass"),
    "warning": ("ember", "triangle-alert"),
    "danger": ("danger", "circle-alert"),
    "error": ("danger", "circle-alert"),
    "info": ("info", "info"),
}


@register.simple_tag
def note_look(kind: str = "", icon: str = "") -> dict[str, str]:
    look, usual = NOTE_LOOKS.get(kind, ("", "shield-check"))
    return {"kind": look, "icon": icon or usual}


@register.simple_tag(takes_context=True)
def sort_state(context: Context, by: str) -> dict[str, str]:
    """How a column is sorted now, and the address that sorts by it: ?sort=name, then ?sort=-name."""
    query = context["request"].GET.copy()
    now: Mapping[str, str] = {by: "ascending", f"-{by}": "descending"}
    direction = now.get(query.get("sort", ""), "")
    query["sort"] = f"-{by}" if direction == "ascending" else by
    query.pop("page", None)
    return {"direction": direction, "address": f"?{query.urlencode()}"}
