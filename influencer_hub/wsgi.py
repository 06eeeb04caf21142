"""The process `web`: every page, and the static files in front of Django."""

import os

import django
from servestatic import ServeStatic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")

django.setup(set_prefix=False)

from influencer_hub import memory  # noqa: E402 (needs the settings)
from influencer_hub.handlers import WebHandler  # noqa: E402
from influencer_hub.static_files import SERVED  # noqa: E402

django_application = WebHandler()

# Around Django and not among its middleware: that one is asynchronous and costs every page an event loop.
application = ServeStatic(django_application, **SERVED)

memory.settle()
