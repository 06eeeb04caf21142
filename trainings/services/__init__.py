"""Deeds of trainings. Web, admin, API, import and promotion all go through these."""

from trainings.services.announcements import announce
from trainings.services.attendance import (
    check_in,
    open_the_rest,
    record_attendance,
    record_the_rest,
    walk_in,
)
from trainings.services.calls import (
    cancel_call_date,
    change_call,
    create_call,
    move_call_date,
    plan_call_dates,
    publish_call,
    restore_call_date,
    write_notes,
)
from trainings.services.capacity import change_capacity
from trainings.services.certificates import delete_certificate, hide_name, make_certificate, show_name
from trainings.services.courses import (
    change_training,
    copy_training,
    create_training,
    hide_training,
    publish_training,
    save_topic,
    say_working_time,
)
from trainings.services.feedback import Said, give_feedback
from trainings.services.feeds import close_feed, open_feed, renew_feed
from trainings.services.forgetting import forget_attendance
from trainings.services.interest import forget_old_interests, show_interest, take_interest_back
from trainings.services.locking import one_plans
from trainings.services.materials import add_material, change_material, remove_material, restore_material
from trainings.services.needs import forget_needs, say_need
from trainings.services.offers import (
    accept_by_link,
    accept_offer,
    decline_by_link,
    decline_offer,
    expire_offers,
    offer_behind,
    offer_free_seats,
)
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
from trainings.services.results import LinkClosed, Outcome, Result, SessionOverError, WorkingTimeMissing
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
from trainings.services.waiting import join_waiting_list, leave_waiting_list

__all__ = [
    "Deadlines",
    "LinkClosed",
    "Meeting",
    "Outcome",
    "PathIsEmptyError",
    "Result",
    "Said",
    "SessionOverError",
    "WorkingTimeMissing",
    "accept_by_link",
    "accept_offer",
    "add_material",
    "announce",
    "arrange_path",
    "cancel",
    "cancel_call_date",
    "cancel_session",
    "change_call",
    "change_capacity",
    "change_material",
    "change_session",
    "change_training",
    "check_in",
    "close_feed",
    "copy_training",
    "create_call",
    "create_series",
    "create_session",
    "create_training",
    "decline_by_link",
    "decline_offer",
    "delete_certificate",
    "delete_path",
    "enrol",
    "expire_offers",
    "forget",
    "forget_attendance",
    "forget_needs",
    "forget_old_interests",
    "give_feedback",
    "give_up",
    "hide_name",
    "hide_path",
    "hide_training",
    "join_waiting_list",
    "leave_waiting_list",
    "make_certificate",
    "move_call_date",
    "move_session",
    "mute_reminder",
    "offer_behind",
    "offer_free_seats",
    "one_plans",
    "open_feed",
    "open_the_rest",
    "plan_call_dates",
    "publish_call",
    "publish_drafts",
    "publish_path",
    "publish_session",
    "publish_training",
    "put_away",
    "record_attendance",
    "record_the_rest",
    "remove_material",
    "renew_feed",
    "restore_call_date",
    "restore_material",
    "save_path",
    "save_topic",
    "say_need",
    "say_working_time",
    "set_nudge",
    "show_interest",
    "show_name",
    "start",
    "stop_nudge",
    "take_interest_back",
    "tick_off",
    "unmute_reminder",
    "untick",
    "walk_in",
    "write_notes",
]
