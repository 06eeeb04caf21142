from django.urls import path

from campaigns.views import answers, cockpit, cockpit_deeds, cockpit_kit, kits, people_shown

app_name = "campaigns"

urlpatterns = [
    path("campaigns/", kits.campaigns, name="campaigns"),
    path("campaigns/<slug:slug>/", kits.campaign, name="campaign"),
    path("campaigns/<slug:slug>/answer/", answers.answer, name="answer"),
    path("campaigns/<slug:slug>/header/", kits.header, name="header"),
    path("campaigns/<slug:slug>/assets/<uuid:asset_id>/", kits.asset, name="asset"),
    path("campaigns/<slug:slug>/assets/<uuid:asset_id>/download/", kits.download, name="download"),
    path("answer/<str:token>/", answers.answer_by_link, name="answer_by_link"),
    path("answer/<str:token>/saved/", answers.answered_by_link, name="answered_by_link"),
    path("cockpit/campaigns/", cockpit.campaigns, name="cockpit_campaigns"),
    path("cockpit/campaigns/new/", cockpit.new, name="cockpit_new"),
    path("cockpit/campaigns/<uuid:campaign_id>/", cockpit.campaign, name="cockpit_campaign"),
    path("cockpit/campaigns/<uuid:campaign_id>/edit/", cockpit.edit, name="cockpit_edit"),
    path("cockpit/campaigns/<uuid:campaign_id>/publish/", cockpit_deeds.publish, name="publish"),
    path("cockpit/campaigns/<uuid:campaign_id>/close/", cockpit_deeds.close, name="close"),
    path("cockpit/campaigns/<uuid:campaign_id>/reopen/", cockpit_deeds.reopen, name="reopen"),
    path("cockpit/campaigns/<uuid:campaign_id>/invite/", cockpit_deeds.invite, name="cockpit_invite"),
    path("cockpit/campaigns/<uuid:campaign_id>/kit/", cockpit_kit.kit, name="cockpit_kit"),
    path("cockpit/campaigns/<uuid:campaign_id>/kit/add/", cockpit_kit.add, name="cockpit_asset_add"),
    path("cockpit/assets/of-leavers/", people_shown.of_leavers, name="of_leavers"),
    path("cockpit/assets/<uuid:asset_id>/", cockpit_kit.edit, name="cockpit_asset"),
    path("cockpit/assets/<uuid:asset_id>/move/", cockpit_kit.move, name="move_asset"),
    path("cockpit/assets/<uuid:asset_id>/remove/", cockpit_kit.remove, name="remove_asset"),
    path("cockpit/assets/<uuid:asset_id>/restore/", cockpit_kit.restore, name="restore_asset"),
    path("cockpit/assets/<uuid:asset_id>/people/", people_shown.people, name="people_shown"),
    path(
        "cockpit/assets/<uuid:asset_id>/people/<uuid:person_id>/",
        people_shown.name_person,
        name="name_person",
    ),
    path(
        "cockpit/assets/<uuid:asset_id>/people/<uuid:shown_id>/take-out/",
        people_shown.take_name_out,
        name="take_name_out",
    ),
    path(
        "cockpit/assets/<uuid:asset_id>/people/<uuid:shown_id>/keep/",
        people_shown.keep_with_consent,
        name="keep_with_consent",
    ),
]
