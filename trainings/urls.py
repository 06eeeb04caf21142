from django.urls import path

from trainings.views import (
    catalogue,
    cockpit_paths,
    cockpit_sessions,
    cockpit_trainings,
    interest,
    own_pace,
    paths,
    roster,
    sessions,
)

app_name = "trainings"

_SESSION = "trainings/sessions/<uuid:session_id>/"
_TRAININGS = "cockpit/trainings/"
_PATHS = f"{_TRAININGS}paths/"
_PATH = f"{_PATHS}<uuid:path_id>/"
_ROSTER = "cockpit/sessions/<uuid:session_id>/"

urlpatterns = [
    path("trainings/", catalogue.catalogue, name="catalogue"),
    path(_SESSION, sessions.session, name="session"),
    path(f"{_SESSION}enrol/", sessions.enrol, name="enrol"),
    path(f"{_SESSION}wait/", sessions.wait, name="wait"),
    path(f"{_SESSION}leave/", sessions.leave, name="leave"),
    path(f"{_SESSION}cancel/", sessions.cancel, name="cancel"),
    path(f"{_SESSION}accept/", sessions.accept, name="accept"),
    path(f"{_SESSION}decline/", sessions.decline, name="decline"),
    path(f"{_SESSION}reminders/", sessions.reminders, name="reminders"),
    path(f"{_SESSION}calendar.ics", sessions.calendar_file, name="calendar"),
    path("trainings/paths/", paths.paths, name="paths"),
    path("trainings/paths/<slug:slug>/", paths.path, name="path"),
    path("trainings/<slug:slug>/", catalogue.training, name="training"),
    path("trainings/<slug:slug>/wish/", interest.wish, name="wish"),
    path("trainings/<slug:slug>/wish/take-back/", interest.take_back, name="take_wish_back"),
    path("trainings/<slug:slug>/start/", own_pace.start, name="start"),
    path("trainings/<slug:slug>/tick/", own_pace.tick_off, name="tick_off"),
    path("trainings/<slug:slug>/untick/", own_pace.untick, name="untick"),
    path("trainings/<slug:slug>/put-away/", own_pace.put_away, name="put_away"),
    path("trainings/<slug:slug>/nudge/", own_pace.nudge, name="nudge"),
    path("trainings/<slug:slug>/nudge/stop/", own_pace.stop_nudge, name="stop_nudge"),
    path("me/trainings/", catalogue.mine, name="mine"),
    path("me/trainings/calendar.ics", catalogue.my_calendar, name="my_calendar"),
    path(_TRAININGS, cockpit_trainings.trainings, name="cockpit_trainings"),
    path(f"{_TRAININGS}new/", cockpit_trainings.new_training, name="cockpit_new_training"),
    path(f"{_TRAININGS}topics/", cockpit_trainings.topics, name="cockpit_topics"),
    path(f"{_TRAININGS}topics/<slug:slug>/", cockpit_trainings.topic, name="cockpit_topic"),
    path(_PATHS, cockpit_paths.paths, name="cockpit_paths"),
    path(f"{_PATHS}new/", cockpit_paths.new_path, name="cockpit_new_path"),
    path(_PATH, cockpit_paths.path, name="cockpit_path"),
    path(f"{_PATH}edit/", cockpit_paths.edit_path, name="cockpit_edit_path"),
    path(f"{_PATH}add/", cockpit_paths.add_station, name="cockpit_path_add"),
    path(f"{_PATH}<uuid:training_id>/move/", cockpit_paths.move_station, name="cockpit_path_move"),
    path(f"{_PATH}<uuid:training_id>/remove/", cockpit_paths.remove_station, name="cockpit_path_remove"),
    path(
        f"{_PATH}<uuid:training_id>/restore/<int:place>/",
        cockpit_paths.restore_station,
        name="cockpit_path_restore",
    ),
    path(f"{_PATH}publish/", cockpit_paths.publish_path, name="cockpit_publish_path"),
    path(f"{_PATH}hide/", cockpit_paths.hide_path, name="cockpit_hide_path"),
    path(f"{_PATH}delete/", cockpit_paths.delete_path, name="cockpit_delete_path"),
    path(
        f"{_TRAININGS}<uuid:training_id>/publish/",
        cockpit_trainings.publish_training,
        name="cockpit_publish_training",
    ),
    path(
        f"{_TRAININGS}<uuid:training_id>/hide/", cockpit_trainings.hide_training, name="cockpit_hide_training"
    ),
    path(f"{_TRAININGS}<uuid:training_id>/", cockpit_trainings.training, name="cockpit_training"),
    path(
        f"{_TRAININGS}<uuid:training_id>/edit/", cockpit_trainings.edit_training, name="cockpit_edit_training"
    ),
    path(f"{_TRAININGS}<uuid:training_id>/new/", cockpit_sessions.new_session, name="cockpit_new_session"),
    path(_ROSTER, roster.roster, name="cockpit_session"),
    path(f"{_ROSTER}roster.csv", roster.roster_file, name="cockpit_roster_file"),
    path(f"{_ROSTER}publish/", cockpit_sessions.publish, name="cockpit_publish_session"),
    path(f"{_ROSTER}change/", cockpit_sessions.change, name="cockpit_change_session"),
    path(f"{_ROSTER}move/", cockpit_sessions.move, name="cockpit_move_session"),
    path(f"{_ROSTER}cancel/", cockpit_sessions.cancel, name="cockpit_cancel_session"),
    path(f"{_ROSTER}capacity/", cockpit_sessions.capacity, name="cockpit_capacity"),
]
