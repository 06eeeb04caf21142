"""Addresses of the coordinator's area that look across the apps."""

from django.urls import path

from influencer_hub import cockpit, components, delivery, search

urlpatterns = [
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/search/", search.search, name="cockpit_search"),
    path("cockpit/components/", components.components, name="cockpit_components"),
    path("cockpit/messages/", delivery.overview, name="cockpit_messages"),
    path("cockpit/messages/release/", delivery.release, name="cockpit_messages_release"),
    path("cockpit/messages/drop/", delivery.drop, name="cockpit_messages_drop"),
    path("cockpit/messages/<slug:name>/", delivery.one_kind, name="cockpit_messages_kind"),
    path("cockpit/messages/<slug:name>/retry/", delivery.retry, name="cockpit_messages_retry"),
    path("cockpit/messages/<slug:name>/preview/", delivery.preview, name="cockpit_messages_preview"),
    path(
        "cockpit/messages/<slug:name>/preview/<slug:language>/",
        delivery.preview_html,
        name="cockpit_messages_preview_html",
    ),
]
