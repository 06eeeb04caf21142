"""The process `web`: every page, and the static files in front of Django."""

import os

from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")

django_application = get_wsgi_application()

from influencer_hub.static_files import SERVED  # noqa: E402 (needs the settings)

# Around Django and not among its middleware: that one is asynchronous and costs every page an event loop.
application = ServeStatic(django_application, **SERVED)
