from django.urls import path

from trainings.views import (
    calendar,
    calls,
    catalogue,
    cockpit_calls,
    cockpit_series,
    cockpit_sessions,
    cockpit_trainings,
    materials,
    needs,
    offers,
    release_notes,
    roster,
    sessions,
)

app_name = "trainings"

_SESSION = "trainings/sessions/<uuid:session_id>/"
_TRAININGS = "cockpit/trainings/"
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
    path(f"{_SESSION}need/", needs.need, name="need"),
    path(f"{_SESSION}release/", release_notes.release_note, name="release_note"),
    path(f"{_SESSION}release.pdf", release_notes.release_note_file, name="release_note_file"),
    path(f"{_SESSION}calendar.ics", sessions.calendar_file, name="calendar"),
    path("offer/<str:token>/", offers.offer, name="offer"),
    path("offer/<str:token>/accept/", offers.accept, name="accept_by_link"),
    path("offer/<str:token>/decline/", offers.decline, name="decline_by_link"),
    path("offer/<str:result>/answered/", offers.answered, name="answered_by_link"),
    path("trainings/calls/<uuid:call_id>/", calls.call, name="call"),
    path("trainings/calls/<uuid:call_id>/calendar.ics", calls.calendar_file, name="call_calendar"),
    path("cockpit/calls/", cockpit_calls.calls, name="cockpit_calls"),
    path("cockpit/calls/new/", cockpit_calls.new_call, name="cockpit_new_call"),
    path("cockpit/calls/<uuid:call_id>/", cockpit_calls.call, name="cockpit_call"),
    path("cockpit/calls/<uuid:call_id>/edit/", cockpit_calls.edit_call, name="cockpit_edit_call"),
    path("cockpit/calls/<uuid:call_id>/publish/", cockpit_calls.publish, name="cockpit_publish_call"),
    path("cockpit/calls/<uuid:call_id>/dates/", cockpit_calls.dates, name="cockpit_call_dates"),
    path("cockpit/calls/dates/<uuid:date_id>/notes/", cockpit_calls.notes, name="cockpit_call_notes"),
    path("cockpit/calls/dates/<uuid:date_id>/cancel/", cockpit_calls.cancel, name="cockpit_cancel_call_date"),
    path(
        "cockpit/calls/dates/<uuid:date_id>/restore/", cockpit_calls.restore, name="cockpit_restore_call_date"
    ),
    path("trainings/materials/<uuid:material_id>/", materials.material, name="material"),
    path("trainings/<slug:slug>/", catalogue.training, name="training"),
    path("me/trainings/", catalogue.mine, name="mine"),
    path("me/trainings/calendar.ics", catalogue.my_calendar, name="my_calendar"),
    path("me/calendar/", calendar.my_feed, name="my_feed"),
    path("me/calendar/open/", calendar.open_feed, name="open_feed"),
    path("me/calendar/renew/", calendar.renew_feed, name="renew_feed"),
    path("me/calendar/close/", calendar.close_feed, name="close_feed"),
    path("trainings/calendar/<str:token>.ics", calendar.feed, name="feed"),
    path(_TRAININGS, cockpit_trainings.trainings, name="cockpit_trainings"),
    path(f"{_TRAININGS}new/", cockpit_trainings.new_training, name="cockpit_new_training"),
    path(f"{_TRAININGS}topics/", cockpit_trainings.topics, name="cockpit_topics"),
    path(f"{_TRAININGS}topics/<slug:slug>/", cockpit_trainings.topic, name="cockpit_topic"),
    path(f"{_TRAININGS}<uuid:training_id>/", cockpit_trainings.training, name="cockpit_training"),
    path(
        f"{_TRAININGS}<uuid:training_id>/edit/", cockpit_trainings.edit_training, name="cockpit_edit_training"
    ),
    path(f"{_TRAININGS}<uuid:training_id>/new/", cockpit_sessions.new_session, name="cockpit_new_session"),
    path(f"{_TRAININGS}<uuid:training_id>/copy/", cockpit_trainings.copy, name="cockpit_copy_training"),
    path(f"{_TRAININGS}<uuid:training_id>/series/", cockpit_series.series, name="cockpit_series"),
    path(
        f"{_TRAININGS}<uuid:training_id>/publish/",
        cockpit_series.publish_drafts,
        name="cockpit_publish_drafts",
    ),
    path(
        f"{_TRAININGS}<uuid:training_id>/materials/",
        materials.training_materials,
        name="cockpit_training_materials",
    ),
    path(f"{_ROSTER}materials/", materials.session_materials, name="cockpit_session_materials"),
    path("cockpit/materials/<uuid:material_id>/", materials.edit, name="cockpit_material"),
    path("cockpit/materials/<uuid:material_id>/remove/", materials.remove, name="cockpit_remove_material"),
    path("cockpit/materials/<uuid:material_id>/restore/", materials.restore, name="cockpit_restore_material"),
    path(_ROSTER, roster.roster, name="cockpit_session"),
    path(f"{_ROSTER}roster.csv", roster.roster_file, name="cockpit_roster_file"),
    path(f"{_ROSTER}publish/", cockpit_sessions.publish, name="cockpit_publish_session"),
    path(f"{_ROSTER}change/", cockpit_sessions.change, name="cockpit_change_session"),
    path(f"{_ROSTER}move/", cockpit_sessions.move, name="cockpit_move_session"),
    path(f"{_ROSTER}cancel/", cockpit_sessions.cancel, name="cockpit_cancel_session"),
    path(f"{_ROSTER}capacity/", cockpit_sessions.capacity, name="cockpit_capacity"),
]
