"""Deeds of trainings. Web, admin, API, import and promotion all go through these."""

from trainings.services.calls import (
    cancel_call_date,
    change_call,
    create_call,
    plan_call_dates,
    publish_call,
    restore_call_date,
    write_notes,
)
from trainings.services.capacity import change_capacity
from trainings.services.courses import (
    change_training,
    copy_training,
    create_training,
    save_topic,
    say_working_time,
)
from trainings.services.materials import add_material, change_material, remove_material, restore_material
from trainings.services.needs import forget_needs, say_need
from trainings.services.people import forget, give_up
from trainings.services.reminding import mute_reminder, unmute_reminder
from trainings.services.results import Outcome, Result, SessionOverError, WorkingTimeMissing
from trainings.services.seats import cancel, enrol
from trainings.services.series import create_series, publish_drafts
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
    "Result",
    "SessionOverError",
    "WorkingTimeMissing",
    "accept_offer",
    "add_material",
    "cancel",
    "cancel_call_date",
    "cancel_session",
    "change_call",
    "change_capacity",
    "change_material",
    "change_session",
    "change_training",
    "copy_training",
    "create_call",
    "create_series",
    "create_session",
    "create_training",
    "decline_offer",
    "enrol",
    "expire_offers",
    "forget",
    "forget_needs",
    "give_up",
    "join_waiting_list",
    "leave_waiting_list",
    "move_session",
    "mute_reminder",
    "offer_free_seats",
    "plan_call_dates",
    "publish_call",
    "publish_drafts",
    "publish_session",
    "remove_material",
    "restore_call_date",
    "restore_material",
    "save_topic",
    "say_need",
    "say_working_time",
    "unmute_reminder",
    "write_notes",
]
