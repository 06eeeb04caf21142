"""The process `live`: what is under /wall/ and nothing else."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")

application = get_asgi_application()
