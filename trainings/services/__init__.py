"""Deeds of trainings. Web, admin, API, import and promotion all go through these."""

from trainings.services.attendance import record_attendance, walk_in
from trainings.services.capacity import change_capacity
from trainings.services.courses import change_training, create_training, save_topic
from trainings.services.feeds import close_feed, open_feed, renew_feed
from trainings.services.offers import (
    accept_by_link,
    accept_offer,
    decline_by_link,
    decline_offer,
    expire_offers,
    offer_behind,
    offer_free_seats,
)
from trainings.services.people import forget, give_up
from trainings.services.reminding import mute_reminder, unmute_reminder
from trainings.services.results import LinkClosed, Outcome, Result, SessionOverError
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
from trainings.services.waiting import join_waiting_list, leave_waiting_list

__all__ = [
    "Deadlines",
    "LinkClosed",
    "Meeting",
    "Outcome",
    "Result",
    "SessionOverError",
    "accept_by_link",
    "accept_offer",
    "cancel",
    "cancel_session",
    "change_capacity",
    "change_session",
    "change_training",
    "close_feed",
    "create_session",
    "create_training",
    "decline_by_link",
    "decline_offer",
    "enrol",
    "expire_offers",
    "forget",
    "give_up",
    "join_waiting_list",
    "leave_waiting_list",
    "move_session",
    "mute_reminder",
    "offer_behind",
    "offer_free_seats",
    "open_feed",
    "publish_session",
    "record_attendance",
    "renew_feed",
    "save_topic",
    "unmute_reminder",
    "walk_in",
]
