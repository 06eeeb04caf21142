"""Every address of the hub, app by app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ambassadors.views import single_sign_on
from influencer_hub import health, home, local_mails, pages, preferences

urlpatterns = [
    path("", home.home, name="home"),
    path("start/hide/", home.hide_start, name="start_hide"),
    path("start/show/", home.show_start, name="start_show"),
    # An address comes from the company: allauth's own pages about it lead to the profile.
    path("accounts/email/", pages.to_profile),
    path("accounts/confirm-email/", pages.to_profile),
    path("accounts/confirm-email/<path:key>", pages.to_profile),
    path("accounts/", include("allauth.account.urls")),
    # allauth asks for the first and the second by these names.
    path("accounts/oidc/<slug:provider_id>/login/", single_sign_on.start, name="openid_connect_login"),
    path(
        "accounts/oidc/<slug:provider_id>/login/callback/",
        single_sign_on.come_back,
        name="openid_connect_callback",
    ),
    path("accounts/oidc/<slug:reason>/", single_sign_on.fails, name="single_sign_on_fails"),
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
