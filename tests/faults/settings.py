"""The hub's own settings, kinds of message that need no rows of an app, and less patience with whoever hangs."""

from influencer_hub.settings import *  # noqa: F403
from influencer_hub.settings import CELERY_BROKER_TRANSPORT_OPTIONS, INSTALLED_APPS, STORAGES, env

INSTALLED_APPS = [*INSTALLED_APPS, "tests.post"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_TIMEOUT = env.float("TEST_EMAIL_TIMEOUT", default=2.0)
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {
    "socket_timeout": env.float("TEST_BROKER_TIMEOUT", default=30)
}
SECOND_FACTOR_WAIVED = True
