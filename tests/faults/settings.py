"""The hub's own settings, kinds of message that need no rows of an app, and less patience with a mail server that hangs."""

from influencer_hub.settings import *  # noqa: F403
from influencer_hub.settings import INSTALLED_APPS, STORAGES, env

INSTALLED_APPS = [*INSTALLED_APPS, "tests.post"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_TIMEOUT = env.float("TEST_EMAIL_TIMEOUT", default=2.0)
