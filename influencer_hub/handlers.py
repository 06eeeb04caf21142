"""How both servers read a request: as UTF-8, whatever charset it names.

Django would believe it, before any middleware runs: some charsets make letters that nothing can store, others are no
charsets of text at all.
"""

from typing import Any

from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class _Utf8:
    content_type: str | None
    content_params: dict[str, str] | None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class Utf8WsgiRequest(_Utf8, WSGIRequest):
    pass


class Utf8AsgiRequest(_Utf8, ASGIRequest):
    pass


class WebHandler(WSGIHandler):
    request_class = Utf8WsgiRequest


class LiveHandler(ASGIHandler):
    request_class = Utf8AsgiRequest
