"""People with open sessions in their browsers, who press a button of a page again and again until it is answered."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from ambassadors.models import User

# A secret that the cookie and the form share; Django takes it unmasked.
CSRF = "b" * 32
PATIENCE = 20.0


@dataclass(frozen=True)
class Press:
    """One request. `status` is 0 where the connection broke. Times are monotonic seconds."""

    status: int
    began: float
    ended: float

    @property
    def is_done(self) -> bool:
        return self.status == 303

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass
class Visitor:
    """One person's browser."""

    person: User
    port: int
    cookies: str = ""
    presses: list[Press] = field(default_factory=list)

    def __post_init__(self) -> None:
        client = Client()
        client.force_login(self.person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"

    def press(self, path: str) -> Press:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            head = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode({"csrfmiddlewaretoken": CSRF}), head)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        self.presses.append(Press(status, began, time.monotonic()))
        return self.presses[-1]

    def press_until_done(self, path: str) -> None:
        until = time.monotonic() + 60
        while not self.press(path).is_done:
            assert time.monotonic() < until, f"{path} is not answered"
            time.sleep(0.05)


def in_threads(
    count: int, visit: Callable[[Visitor], None], visitors: Iterable[Visitor]
) -> list[threading.Thread]:
    """Each thread takes the next visitor that is left. They have begun when this returns."""
    left, lock = iter(visitors), threading.Lock()

    def take_turns() -> None:
        while True:
            with lock:
                visitor = next(left, None)
            if visitor is None:
                return
            visit(visitor)

    threads = [threading.Thread(target=take_turns) for _number in range(count)]
    for thread in threads:
        thread.start()
    return threads


def percentile(presses: Iterable[Press], share: float) -> float:
    """Seconds."""
    ordered = sorted(press.seconds for press in presses)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
