"""The settings of the version before (`tests.faults.old`)."""

from tests.faults.settings import *  # noqa: F403
from tests.faults.settings import INSTALLED_APPS

INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app != "tests.post"), "tests.faults.old.OldPostConfig"]
