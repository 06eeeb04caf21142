"""Addresses about people."""

from django.urls import URLPattern, path

from ambassadors.views import (
    applications,
    applying,
    boundaries,
    channels,
    cockpit_guidelines,
    cohorts,
    decisions,
    directory,
    export_link,
    exporting,
    going_on,
    guidelines,
    import_fixing,
    imports,
    inviting,
    joining,
    leaving,
    look,
    messages,
    onboarding,
    people,
    privacy,
    profile,
    roles,
    saved_views,
    settings,
    signing_in,
    topics,
    trail,
    unsubscribe,
    ways,
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
    path("me/profile/helper/", roles.show_as_helper, name="show_as_helper"),
    path("me/going-on/", going_on.going_on, name="going_on"),
    path("me/privacy/", privacy.privacy, name="privacy"),
    path("me/sign-in/", ways.ways, name="ways"),
    path("me/sign-in/pin/", ways.pin, name="pin"),
    path("me/sign-in/pin/remove/", ways.pin_remove, name="pin_remove"),
    path("me/sign-in/pin/again/", ways.pin_again, name="pin_again"),
    path("me/sign-in/second-factor/", ways.second_factor, name="second_factor"),
    path("accounts/pin/", signing_in.pin_sign_in, name="pin_sign_in"),
    path("accounts/sessions/", signing_in.my_devices, name="devices"),
    path("me/privacy/export.zip", privacy.export, name="export"),
    path("me/privacy/private-address/", privacy.private_address, name="private_address"),
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
    path("join/apply/", applying.apply, name="apply"),
    path("join/answer/", applying.answer, name="apply_answer"),
    path("join/take-back/", applying.take_back, name="apply_take_back"),
    path("join/next-round/", applying.next_round, name="next_round"),
    path("join/next-round/off/", applying.next_round_off, name="next_round_off"),
    path("join/password/", joining.choose_password, name="choose_password"),
    path("join/<str:token>/", joining.invitation, name="invitation"),
    path("export/<str:token>/", export_link.export_link, name="export_link"),
]

reading = [
    path("guidelines/", guidelines.guidelines, name="guidelines"),
    path("guidelines/proof.json", guidelines.proof_as_json, name="proof_json"),
    path("guidelines/proof.pdf", guidelines.proof_as_pdf, name="proof_pdf"),
    path("guidelines/<slug:slug>/", guidelines.guideline, name="guideline"),
    path("guidelines/<slug:slug>/opt-in/", guidelines.opt_in, name="guideline_opt_in"),
    path("guidelines/<slug:slug>/stay/", guidelines.stay, name="guideline_stay"),
    path("guidelines/<slug:slug>/withdraw/", guidelines.withdraw, name="guideline_withdraw"),
    path("guidelines/<slug:slug>/restore/", guidelines.restore, name="guideline_restore"),
]

QUEUE = "cockpit/people/applications/"

application_addresses = [
    path(QUEUE, applications.cockpit_applications, name="cockpit_applications"),
    path(f"{QUEUE}approve/", decisions.applications_approve, name="applications_approve"),
    path(f"{QUEUE}undo/<uuid:decision>/", applications.applications_undo, name="applications_undo"),
    path(f"{QUEUE}<uuid:application_id>/", applications.cockpit_application, name="cockpit_application"),
    path(f"{QUEUE}<uuid:application_id>/ask/", applications.application_ask, name="application_ask"),
    path(f"{QUEUE}<uuid:application_id>/approve/", decisions.application_approve, name="application_approve"),
    path(f"{QUEUE}<uuid:application_id>/decline/", decisions.application_decline, name="application_decline"),
]

cohort_addresses = [
    path("cockpit/cohorts/", cohorts.cockpit_cohorts, name="cockpit_cohorts"),
    path("cockpit/cohorts/new/", cohorts.cohort_new, name="cohort_new"),
    path("cockpit/cohorts/<uuid:cohort_id>/", cohorts.cockpit_cohort, name="cockpit_cohort"),
    path("cockpit/cohorts/<uuid:cohort_id>/edit/", cohorts.cohort_change, name="cohort_change"),
    path("cockpit/cohorts/<uuid:cohort_id>/extend/", cohorts.cohort_extend, name="cohort_extend"),
    path("cockpit/cohorts/<uuid:cohort_id>/close/", cohorts.cohort_close, name="cohort_close"),
    path("cockpit/cohorts/<uuid:cohort_id>/remove/", cohorts.cohort_remove, name="cohort_remove"),
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
    path("cockpit/people/import/leaving/", leaving.cockpit_leaving, name="cockpit_leaving"),
    path(
        "cockpit/people/import/leaving/<uuid:person_id>/take-back/",
        leaving.leaving_take_back,
        name="leaving_take_back",
    ),
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
    path("cockpit/guidelines/<slug:slug>/move/", cockpit_guidelines.move, name="cockpit_guideline_move"),
    path(
        "cockpit/guidelines/<slug:slug>/retire/", cockpit_guidelines.retire, name="cockpit_guideline_retire"
    ),
    path(
        "cockpit/guidelines/<slug:slug>/bring-back/",
        cockpit_guidelines.bring_back,
        name="cockpit_guideline_bring_back",
    ),
    path("cockpit/onboarding/", onboarding.cockpit_onboarding, name="cockpit_onboarding"),
    path("cockpit/onboarding/new/", onboarding.new_step, name="cockpit_step_new"),
    path("cockpit/onboarding/reminder/", onboarding.reminder, name="cockpit_onboarding_reminder"),
    path("cockpit/onboarding/<slug:key>/", onboarding.change_step, name="cockpit_step"),
    path("cockpit/onboarding/<slug:key>/move/", onboarding.move_step, name="cockpit_step_move"),
    path("cockpit/onboarding/<slug:key>/switch/", onboarding.switch_step, name="cockpit_step_switch"),
]


def _section(name: str) -> URLPattern:
    to = f"cockpit/settings/{name}/"
    return path(to, settings.section, {"section": name}, name=f"settings_{name}")


programme_settings = [
    path("cockpit/settings/", settings.settings, name="settings"),
    *(_section(name) for name in settings.FORMS),
    path("cockpit/settings/look/", look.look, name="settings_look"),
    path("cockpit/settings/look/preview.css", look.preview_css, name="settings_preview_css"),
    path("cockpit/settings/look/logo/", look.logo_upload, name="settings_logo"),
    path("cockpit/settings/look/logo/remove/", look.logo_remove, name="settings_logo_remove"),
    path("cockpit/settings/k/", settings.k, name="settings_k"),
    path("cockpit/settings/k/<uuid:lowering_id>/withdraw/", settings.k_withdraw, name="settings_k_withdraw"),
    path("cockpit/settings/changes/<uuid:change_id>/undo/", settings.undo, name="settings_undo"),
    path("cockpit/settings/roles/", roles.roles, name="roles"),
    path("cockpit/settings/roles/<uuid:person_id>/<slug:role>/", roles.role, name="role"),
    path("brand/logo/<str:name>", look.logo, name="logo"),
]

audit = [
    path("cockpit/audit/", trail.audit, name="audit"),
    path("cockpit/audit/audit.csv", trail.audit_csv, name="audit_csv"),
    path("council/audit/", trail.council_audit, name="council_audit"),
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
    path("cockpit/people/import/<uuid:import_id>/missing/", leaving.import_missing, name="import_missing"),
    path("cockpit/people/import/<uuid:import_id>/missing/leave/", leaving.import_leave, name="import_leave"),
    path("cockpit/people/import/<uuid:import_id>/faults.csv", imports.import_faults, name="import_faults"),
    path(
        "cockpit/people/import/<uuid:import_id>/rows/<int:line>/fix/",
        import_fixing.import_fix,
        name="import_fix",
    ),
    path(
        "cockpit/people/import/<uuid:import_id>/rows/<int:line>/as-it-came/",
        import_fixing.import_unfix,
        name="import_unfix",
    ),
    path(
        "cockpit/people/import/<uuid:import_id>/rows/<int:line>/<str:decision>/",
        imports.import_decide,
        name="import_decide",
    ),
    path(
        "cockpit/people/import/<uuid:import_id>/kinds/<slug:code>/",
        import_fixing.import_fix_kind,
        name="import_fix_kind",
    ),
    path(
        "cockpit/people/import/<uuid:import_id>/fixes/<slug:press>/",
        import_fixing.import_take_back,
        name="import_take_back",
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
    *application_addresses,
    *cohort_addresses,
    *cockpit,
    *importing,
    *programme_settings,
    *audit,
]
