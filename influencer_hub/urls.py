"""Every address of the hub, app by app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from influencer_hub import health, home, local_mails, pages, preferences

urlpatterns = [
    path("", home.home, name="home"),
    path("start/hide/", home.hide_start, name="start_hide"),
    path("start/show/", home.show_start, name="start_show"),
    path("start/<slug:key>/tick/", home.tick, name="start_tick"),
    path("start/<slug:key>/untick/", home.untick, name="start_untick"),
    # An address comes from the company: allauth's own pages about it lead to the profile.
    path("accounts/email/", pages.to_profile),
    path("accounts/confirm-email/", pages.to_profile),
    path("accounts/confirm-email/<path:key>", pages.to_profile),
    path("accounts/", include("allauth.account.urls")),
    path("", include("ambassadors.urls")),
    path("", include("trainings.urls")),
    path("", include("campaigns.urls")),
    path("", include("influencer_hub.cockpit_urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("brand.css", pages.brand, name="brand"),
    path("language/", preferences.language, name="language"),
    path("theme/", preferences.theme, name="theme"),
    path("help/", pages.help_page, name="help"),
    path("imprint/", pages.imprint, name="imprint"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]

if settings.LOCAL_MAILS:
    urlpatterns += local_mails.addresses
