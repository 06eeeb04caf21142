"""The company's own sign-in, at the edge of the protocol: an OpenID provider that says what a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

CLIENT = "hub"


class Company:
    """`claims` is what it says about whoever comes; `answers` is what it does: "code", "denied", "broken"."""

    def __init__(self) -> None:
        self.claims: dict[str, object] = {
            "sub": "f3a1",
            "given_name": "Jördis",
            "family_name": "Brüggemann",
            "email": "joerdis@nordwerk.example",
            "email_verified": True,
            "locale": "en-GB",
            "employee": "100042",
        }
        self.answers = "code"
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def about_itself(self) -> dict[str, object]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self) -> dict[str, object]:
        who = {"iss": self.url, "aud": CLIENT, "sub": self.claims["sub"], "exp": int(time.time()) + 60}
        return {
            "access_token": "for-one-look",
            "token_type": "Bearer",
            "id_token": jwt.encode(who, "a key that nobody checks, over one connection", algorithm="HS256"),
        }

    def way_back(self, asked: dict[str, list[str]]) -> str:
        said = {"error": "access_denied"} if self.answers == "denied" else {"code": "once"}
        return f"{asked['redirect_uri'][0]}?{urlencode(said | {'state': asked['state'][0]})}"


@pytest.fixture
def company(settings: Any) -> Iterator[Company]:
    """The hub is connected to it, and its claim "employee" holds the personnel number."""
    company = Company()
    settings.OIDC_SERVER_URL = company.url
    settings.OIDC_NUMBER_CLAIM = "employee"
    app = {"provider_id": "company", "name": "Nordwerk", "client_id": CLIENT, "secret": "s"}
    app |= {"settings": {"server_url": company.url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    directives = directives | {"form-action": [*directives["form-action"], company.url]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    yield company
    company.end()


def _handler(company: Company) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", company.way_back(parse_qs(address.query)))
                self.end_headers()
            else:
                said = company.claims if address.path == "/userinfo" else company.about_itself()
                self._say(200, said)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if company.answers == "broken":
                self._say(500, {"error": "server_error"})
            else:
                self._say(200, company.token())

        def _say(self, status: int, said: object) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    return Handler
