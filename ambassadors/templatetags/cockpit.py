"""What the pages of the coordinators say: how much waits where, since when, and what a search found."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ambassadors import needs, searching
from ambassadors.columns import Cell
from ambassadors.models import User
from ambassadors.templatetags.hub import ago, clock, day

register = template.Library()
SELECTED = mark_safe(" selected")


@register.simple_tag(takes_context=True)
def waiting_rooms(context: Context) -> dict[str, int]:
    """How much waits for a coordinator behind each entry of the navigation; nothing is said where nothing does."""
    return needs.by_room(timezone.now()) if context["request"].user.is_coordinator else {}


@register.simple_tag
def options(field: BoundField) -> SafeString:
    """The choices of a field in one go: drawn by the form, ten filters took a third of the list's time."""
    offered: Any = field.field
    chosen = str(field.value() or "")
    choices = ((value, SELECTED if value == chosen else "", label) for value, label in offered.choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', choices)


@register.simple_tag
def table_cell(cell: Cell, person: User, fault_icon: str, fault: str, letter: str) -> SafeString:
    """A cell of the list of people in one go: a hundred of them took a tenth of the page's time.

    An address that fails says so, and who has none gets letters.
    """
    inside: object = cell.text or "–"
    if cell.look == "address" and person.address_fault_reason:
        inside = format_html('<span class="tag is-danger">{}{}</span>', fault_icon, fault)
    elif cell.look == "address" and not cell.text:
        inside = format_html('<span class="quiet">{}</span>', letter)
    elif cell.look and cell.text:
        inside = format_html('<span class="{}">{}</span>', cell.look, cell.text)
    return format_html('<td data-label="{}">{}</td>', cell.label, inside)


@register.filter(expects_localtime=True)
def waiting_since(value: datetime, now: datetime) -> str:
    """12 minutes ago, since 14:00, from the next day on: since Thu 26 November."""
    waited = now - value
    if waited < timedelta(hours=1):
        return ago(value)
    return _("since %(when)s") % {"when": clock(value) if waited < timedelta(hours=12) else day(value)}


@register.filter
def marked(text: str, searched: str) -> SafeString:
    """`text` with the beginnings of words that were searched for marked."""
    return searching.marked(text, searched)
