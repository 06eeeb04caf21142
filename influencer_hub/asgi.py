"""The process `live`: what is under /wall/, the static files it needs, and nothing else."""

import os
from typing import Any

import django
from servestatic import ServeStaticASGI

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")

django.setup(set_prefix=False)

from influencer_hub import memory  # noqa: E402 (needs the settings)
from influencer_hub.handlers import LiveHandler  # noqa: E402
from influencer_hub.static_files import SERVED  # noqa: E402

django_application = LiveHandler()

OWN_ADDRESSES = ("/wall/", "/healthz", "/readyz")


async def walls(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Pages belong to `web`: a burst of them must not slow the walls."""
    if scope["type"] == "http" and not scope["path"].startswith(OWN_ADDRESSES):
        await send(
            {
                "type": "http.response.start",
                "status": 404,
                "headers": [(b"content-type", b"text/plain; charset=utf-8")],
            }
        )
        await send({"type": "http.response.body", "body": b"Pages are served by the process web."})
        return
    await django_application(scope, receive, send)


application = ServeStaticASGI(walls, **SERVED)

memory.settle()
