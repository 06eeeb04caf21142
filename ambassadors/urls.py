"""Addresses about people."""

from django.urls import URLPattern, path

from ambassadors.views import (
    boundaries,
    channels,
    cockpit_guidelines,
    directory,
    exporting,
    guidelines,
    imports,
    inviting,
    joining,
    messages,
    people,
    privacy,
    profile,
    saved_views,
    topics,
    unsubscribe,
)

app_name = "ambassadors"

own = [
    path("me/profile/", profile.profile, name="profile"),
    path("me/profile/photo/", profile.photo_upload, name="photo_upload"),
    path("me/profile/photo/remove/", profile.photo_remove, name="photo_remove"),
    path("me/profile/photo/restore/", profile.photo_restore, name="photo_restore"),
    path("me/profile/as/<slug:who>/", profile.view_as, name="view_as"),
    path("me/channels/", channels.my_channels, name="channels"),
    path("me/channels/restore/", channels.channel_restore, name="channel_restore"),
    path("me/channels/<uuid:channel_id>/", channels.channel_change, name="channel_change"),
    path("me/channels/<uuid:channel_id>/remove/", channels.channel_remove, name="channel_remove"),
    path("me/boundaries/", boundaries.boundaries, name="boundaries"),
    path("me/boundaries/pause/", boundaries.pause, name="pause"),
    path("me/boundaries/come-back/", boundaries.come_back, name="come_back"),
    path("me/privacy/", privacy.privacy, name="privacy"),
    path("media/private/photos/<str:name>", profile.photo, name="photo"),
    path("media/private/photos/<str:name>/<int:size>", profile.photo, name="photo"),
]

directory_addresses = [
    path("people/", directory.people, name="people"),
    path("people/<uuid:person_id>/", directory.person, name="person"),
    path("cockpit/topics/", topics.cockpit_topics, name="cockpit_topics"),
    path("cockpit/topics/<uuid:topic_id>/merge/", topics.cockpit_topic_merge, name="cockpit_topic_merge"),
    path("cockpit/topics/<uuid:topic_id>/apart/", topics.cockpit_topic_apart, name="cockpit_topic_apart"),
    path(
        "cockpit/topics/<uuid:topic_id>/apart/undo/",
        topics.cockpit_topic_ask_again,
        name="cockpit_topic_ask_again",
    ),
]

joining_addresses = [
    path("join/", joining.join, name="join"),
    path("join/password/", joining.choose_password, name="choose_password"),
    path("join/<str:token>/", joining.invitation, name="invitation"),
]

reading = [
    path("guidelines/", guidelines.guidelines, name="guidelines"),
    path("guidelines/<slug:slug>/", guidelines.guideline, name="guideline"),
    path("guidelines/<slug:slug>/opt-in/", guidelines.opt_in, name="guideline_opt_in"),
    path("guidelines/<slug:slug>/stay/", guidelines.stay, name="guideline_stay"),
    path("guidelines/<slug:slug>/withdraw/", guidelines.withdraw, name="guideline_withdraw"),
    path("guidelines/<slug:slug>/restore/", guidelines.restore, name="guideline_restore"),
]

cockpit = [
    path("cockpit/people/", people.cockpit_people, name="cockpit_people"),
    path("cockpit/people/new/", people.invite_someone, name="cockpit_person_new"),
    path("cockpit/people/invite/", inviting.invite_many, name="cockpit_invite"),
    path("cockpit/people/export/", exporting.export_people, name="cockpit_export"),
    path("cockpit/people/views/", saved_views.saved_view_new, name="cockpit_view_new"),
    path("cockpit/people/views/restore/", saved_views.saved_view_restore, name="cockpit_view_restore"),
    path("cockpit/people/views/<uuid:view_id>/", saved_views.saved_view, name="cockpit_view"),
    path(
        "cockpit/people/views/<uuid:view_id>/remove/",
        saved_views.saved_view_remove,
        name="cockpit_view_remove",
    ),
    path("cockpit/people/letters/", inviting.letters, name="cockpit_letters"),
    path("cockpit/people/<uuid:person_id>/", people.cockpit_person, name="cockpit_person"),
    path("cockpit/people/<uuid:person_id>/invite/", inviting.invite_one, name="cockpit_invite_one"),
    path("cockpit/people/<uuid:person_id>/letter/", inviting.letter_back, name="cockpit_letter_back"),
    path("cockpit/guidelines/", cockpit_guidelines.cockpit_guidelines, name="cockpit_guidelines"),
    path("cockpit/guidelines/new/", cockpit_guidelines.cockpit_new_guideline, name="cockpit_guideline_new"),
    path("cockpit/guidelines/<slug:slug>/", cockpit_guidelines.cockpit_guideline, name="cockpit_guideline"),
    path(
        "cockpit/guidelines/<slug:slug>/publish/",
        cockpit_guidelines.cockpit_publish,
        name="cockpit_guideline_publish",
    ),
]

messages_to_me = [
    path("me/messages/", messages.my_messages, name="my_messages"),
    path("me/messages/<uuid:message_id>/", messages.my_message, name="my_message"),
    path("me/messages/<slug:kind>/off/", messages.mute, name="mute_messages"),
    path("me/messages/<slug:kind>/on/", messages.unmute, name="unmute_messages"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/undo/", unsubscribe.subscribe_again, name="subscribe_again"),
]

importing = [
    path("cockpit/people/import/", imports.cockpit_import, name="cockpit_import"),
    path("cockpit/people/import/sample/<str:language>.csv", imports.import_sample, name="import_sample"),
    path("cockpit/people/import/<uuid:import_id>/", imports.import_page, name="import_page"),
    path("cockpit/people/import/<uuid:import_id>/columns/", imports.import_columns, name="import_columns"),
    path("cockpit/people/import/<uuid:import_id>/missing/", imports.import_missing, name="import_missing"),
    path("cockpit/people/import/<uuid:import_id>/faults.csv", imports.import_faults, name="import_faults"),
    path(
        "cockpit/people/import/<uuid:import_id>/rows/<int:line>/<str:decision>/",
        imports.import_decide,
        name="import_decide",
    ),
    path(
        "cockpit/people/import/<uuid:import_id>/decide/",
        imports.import_decide_rest,
        name="import_decide_rest",
    ),
    path("cockpit/people/import/<uuid:import_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("cockpit/people/import/<uuid:import_id>/stop/", imports.import_stop, name="import_stop"),
]

urlpatterns: list[URLPattern] = [
    *messages_to_me,
    *own,
    *directory_addresses,
    *joining_addresses,
    *reading,
    *cockpit,
    *importing,
]
