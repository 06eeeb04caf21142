"""A mail's HTML inside a page: at an address of its own, in a frame that runs nothing and reaches nothing.

Mails carry their style inline, which our pages forbid. So the mail is a document with a policy of its own, and
sandboxed: no scripts, no forms, no cookies, no requests. Its links open in a new tab.
"""

import base64
from collections.abc import Mapping
from typing import Any

from csp.constants import HEADER, SELF
from csp.decorators import csp_update
from django.http import HttpResponse

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)

may_frame_own_pages: Any = csp_update({"frame-src": [SELF]})


def mail(html: str, pictures: Mapping[str, bytes]) -> HttpResponse:
    """The HTML part of a mail as a document for an `<iframe sandbox>`, its pictures inside."""
    for cid, content in pictures.items():
        html = html.replace(f"cid:{cid}", f"data:image/png;base64,{base64.b64encode(content).decode()}")
    html = html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html, headers={HEADER: POLICY, "X-Frame-Options": "SAMEORIGIN"})
