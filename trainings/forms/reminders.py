"""How long before the start reminders come: up to five times, each a number of minutes, hours or days."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST = 5
EARLIEST, LATEST = 60 * 24 * 60, 5  # in minutes
HOUR, DAY = 60, 24 * 60
UNITS = [
    (1, pgettext_lazy("before the start", "minutes before")),
    (HOUR, pgettext_lazy("before the start", "hours before")),
    (DAY, pgettext_lazy("before the start", "days before")),
]


class TimeBefore(forms.MultiWidget):
    """One time; an empty number is none."""

    template_name = "trainings/time_before.html"

    def __init__(self, turn: int) -> None:
        number = {
            "min": 1,
            "max": EARLIEST,
            "aria-label": format_lazy(_("Reminder {turn}, how many"), turn=turn),
        }
        unit = {"aria-label": format_lazy(_("Reminder {turn}, minutes, hours or days"), turn=turn)}
        super().__init__([forms.NumberInput(number), forms.Select(unit, choices=UNITS)])

    def decompress(self, value: int | None) -> list[int | None]:
        if value is None:
            return [None, DAY]
        unit = next(size for size in (DAY, HOUR, 1) if value % size == 0)
        return [value // unit, unit]


class TimesBefore(forms.MultiWidget):
    template_name = "trainings/times_before.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__([TimeBefore(turn) for turn in range(1, MOST + 1)])

    def decompress(self, value: Any) -> list[Any]:
        return list(value or [])

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}_0_0" not in data


class RemindersField(forms.Field):
    """In minutes, the earliest first. The same time twice is one."""

    widget = TimesBefore
    default_error_messages = {
        "number": _("Reminder %(turn)d: please give a whole number, like 3."),
        "range": _("Reminder %(turn)d: from five minutes to sixty days before the start."),
    }

    def clean(self, value: Any) -> list[int]:
        rows = [row for row in enumerate(value or [], start=1) if row[1] and str(row[1][0] or "").strip()]
        return sorted({self._minutes(turn, *pair) for turn, pair in rows}, reverse=True)

    def _minutes(self, turn: int, number: Any, unit: Any) -> int:
        text, size = str(number).strip(), str(unit)
        if not (text.isascii() and text.isdecimal() and len(text) <= 6) or size not in {
            str(u) for u, _n in UNITS
        }:
            raise forms.ValidationError(self.error_messages["number"], code="number", params={"turn": turn})
        minutes = int(text) * int(size)
        if not LATEST <= minutes <= EARLIEST:
            raise forms.ValidationError(self.error_messages["range"], code="range", params={"turn": turn})
        return minutes
