"""How both servers hand out the static files."""

from typing import Any

from django.conf import settings
from servestatic.base import Headers

# A name with a hash in it never changes what it means, so browsers may keep the file for ever.
HASHED_NAME = r"\.[0-9a-f]{12}\."


def say_what_it_is(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


SERVED: dict[str, Any] = {
    "root": settings.STATIC_ROOT,
    "prefix": settings.STATIC_URL,
    "immutable_file_test": HASHED_NAME,
    "allow_all_origins": False,
    "add_headers_function": say_what_it_is,
}
