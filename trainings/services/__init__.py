"""Deeds of trainings. Web, admin, API, import and promotion all go through these."""

from trainings.services.capacity import change_capacity
from trainings.services.courses import (
    change_training,
    create_training,
    hide_training,
    publish_training,
    save_topic,
)
from trainings.services.interest import forget_old_interests, show_interest, take_interest_back
from trainings.services.paths import (
    PathIsEmptyError,
    arrange_path,
    delete_path,
    hide_path,
    publish_path,
    save_path,
)
from trainings.services.people import forget, give_up
from trainings.services.progress import put_away, set_nudge, start, stop_nudge, tick_off, untick
from trainings.services.reminding import mute_reminder, unmute_reminder
from trainings.services.results import Outcome, Result, SessionOverError
from trainings.services.seats import cancel, enrol
from trainings.services.sessions import (
    Deadlines,
    Meeting,
    cancel_session,
    change_session,
    create_session,
    move_session,
    publish_session,
)
from trainings.services.waiting import (
    accept_offer,
    decline_offer,
    expire_offers,
    join_waiting_list,
    leave_waiting_list,
    offer_free_seats,
)

__all__ = [
    "Deadlines",
    "Meeting",
    "Outcome",
    "PathIsEmptyError",
    "Result",
    "SessionOverError",
    "accept_offer",
    "arrange_path",
    "cancel",
    "cancel_session",
    "change_capacity",
    "change_session",
    "change_training",
    "create_session",
    "create_training",
    "decline_offer",
    "delete_path",
    "enrol",
    "expire_offers",
    "forget",
    "forget_old_interests",
    "give_up",
    "hide_path",
    "hide_training",
    "join_waiting_list",
    "leave_waiting_list",
    "move_session",
    "mute_reminder",
    "offer_free_seats",
    "publish_path",
    "publish_session",
    "publish_training",
    "put_away",
    "save_path",
    "save_topic",
    "set_nudge",
    "show_interest",
    "start",
    "stop_nudge",
    "take_interest_back",
    "tick_off",
    "unmute_reminder",
    "untick",
]
