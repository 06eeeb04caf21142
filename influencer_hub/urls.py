"""Every address of the hub, app by app."""

from allauth.account.views import password_set
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ambassadors.views import single_sign_on
from ambassadors.views.ways import asked_first
from influencer_hub import council, health, home, local_mails, pages, preferences

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
    # Lists of their own stand on one page of ours.
    path("accounts/2fa/", pages.to_ways),
    path("accounts/2fa/webauthn/", pages.to_ways),
    # Before another way is added, people show once more who they are; allauth knows no PIN.
    path("accounts/2fa/webauthn/add/", asked_first(add_webauthn)),
    path("accounts/2fa/totp/activate/", asked_first(activate_totp)),
    path("accounts/password/set/", asked_first(password_set)),
    path("accounts/2fa/", include("allauth.mfa.urls")),
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
    path("council/", council.overview, name="council"),
    path("council/k/<uuid:lowering_id>/agree/", council.agree, name="council_agree"),
    path("council/k/<uuid:lowering_id>/refuse/", council.refuse, name="council_refuse"),
    path("help/", pages.help_page, name="help"),
    path("imprint/", pages.imprint, name="imprint"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]

if settings.LOCAL_MAILS:
    urlpatterns += local_mails.addresses
