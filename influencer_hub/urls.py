"""Every address of the hub, app by app."""

from django.contrib import admin
from django.urls import include, path

from influencer_hub import health, home, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("ambassadors.urls")),
    path("", include("trainings.urls")),
    path("", include("campaigns.urls")),
    path("", include("influencer_hub.cockpit_urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("help/", pages.help_page, name="help"),
    path("imprint/", pages.imprint, name="imprint"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
