"""The settings of the test session: the hub's own, without what only costs time."""

from tests.services import set_environment

set_environment()

from influencer_hub.settings import *  # noqa: E402, F403
from influencer_hub.settings import INSTALLED_APPS, STORAGES  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "tests.post"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Tests that are about second factors switch this off.
SECOND_FACTOR_WAIVED = True
