"""How a deed about a seat ended, in words for the person who pressed."""

from typing import NamedTuple

from django.contrib.messages import constants
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trainings.services import Outcome, Result


class Said(NamedTuple):
    """`strong` are the first words, shown in bold."""

    level: int
    strong: str
    rest: str = ""

    @property
    def text(self) -> str:
        return f"{self.strong} {self.rest}".strip()

    @property
    def kind(self) -> str:
        return {constants.SUCCESS: "ok", constants.WARNING: "ember"}.get(self.level, "info")


def sentence(result: Result) -> Said:
    """Empty where the card itself says it all."""
    good, mind, plain = constants.SUCCESS, constants.WARNING, constants.INFO
    place = {"place": result.place}
    if result.outcome == Outcome.FULL:
        return _lost(result)
    said = {
        Outcome.BOOKED: Said(good, _("You have a seat."), _("The confirmation is on its way to you.")),
        Outcome.WAITING: Said(
            good,
            _("You are number %(place)s on the waiting list.") % place,
            _("We write when it is your turn."),
        ),
        Outcome.OFFERED: Said(good, _("A seat has just become free."), _("It is held for you.")),
        Outcome.DECLINED: Said(good, _("Declined."), _("The seat goes to the next in line.")),
        Outcome.EXPIRED: Said(
            mind, _("The offer has ended."), _("The seat has gone on. You can join the waiting list again.")
        ),
        Outcome.LEFT: Said(good, _("You have left the waiting list."), _("Nothing is kept of it.")),
        Outcome.FREED: Said(
            good, pgettext("deed", "Seat freed."), _("If somebody waits for it, it is offered to them.")
        ),
        Outcome.OVERLAP: Said(
            mind,
            _("You have something else at that time."),
            _("Nothing was changed yet: have a look at both times."),
        ),
        Outcome.NOT_YET: Said(mind, _("Not open yet."), _("This page says from when seats can be taken.")),
        Outcome.CLOSED: Said(
            mind, _("That is no longer possible."), _("This page shows how things stand now.")
        ),
    }
    return said.get(result.outcome, Said(plain, ""))


def _lost(result: Result) -> Said:
    strong = _("Someone was a second faster.")
    if result.enrolment is not None:
        kept = _("You keep place %(place)s on the waiting list.") % {"place": result.place}
        return Said(constants.WARNING, strong, kept)
    rest = _("On the waiting list you would be number %(place)s. If a seat becomes free, we hold it for you.")
    return Said(constants.WARNING, strong, rest % {"place": result.place})
