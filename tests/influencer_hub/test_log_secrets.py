"""What a log line may name: addresses, never their keys or what somebody typed."""

import io
import logging

import pytest
import structlog
from django.db import IntegrityError, transaction

from influencer_hub.logs import json_formatter, line_formatter, one_line_a_request, without_secrets
from tests.factories.ambassadors import UserFactory


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GET /answer/PJdTpEAxQF2H/?choice=not_this_time", "GET /answer/…/"),
        ("Not Found: /answer/PJdTpEAxQF2H/saved/", "Not Found: /answer/…/saved/"),
        ("GET /here/JTZY-V6A8/", "GET /here/…/"),
        ("POST /join/abc-DEF/", "POST /join/…/"),
        ("GET /accounts/password/reset/key/1-set-pw/", "GET /accounts/password/reset/key/…/"),
        ("GET /campaigns/?q=Brüggemann&page=2", "GET /campaigns/"),
        ("GET /campaigns/zeig-was-deine-haende-koennen/", "GET /campaigns/zeig-was-deine-haende-koennen/"),
        ("Is it due? yes", "Is it due? yes"),
    ],
)
def test_addresses_stay_and_their_secrets_go(line, expected):
    assert without_secrets(None, "info", {"event": line, "request": line}) == {
        "event": expected,
        "request": expected,
    }


@pytest.mark.parametrize("formatter", [json_formatter, line_formatter])
@pytest.mark.parametrize("name", ["django.request", "ours", "celery"])
def test_an_error_of_the_database_names_no_value(db, formatter, name):
    """PostgreSQL says which row it was."""
    person = UserFactory()
    logger, stream = logging.getLogger(f"{name}.{formatter.__name__}"), io.StringIO()
    logger.addHandler(handler := logging.StreamHandler(stream))
    handler.setFormatter(formatter())
    log = structlog.wrap_logger(logger, **structlog.get_config() | {"cache_logger_on_first_use": False})
    try:
        with transaction.atomic():
            UserFactory(email=person.email)
    except IntegrityError as error:
        if name == "celery":
            logger.error("Task %s raised unexpected: %r", "send", error, exc_info=error)
        elif name == "ours":
            log.error("task_failed", error=str(error), exc_info=error)
        else:
            logger.error("it broke", exc_info=error)
    written = stream.getvalue()
    assert ("email_is_used_once" in written, person.email in written) == (True, False)


@pytest.mark.parametrize(
    ("event", "stays"),
    [
        ({"event": "request_started", "request": "GET /trainings/"}, False),
        ({"event": "request_finished", "request": "GET /trainings/", "code": 200}, True),
        ({"event": "request_finished", "request": "GET /readyz", "code": 200}, False),
        ({"event": "request_finished", "request": "GET /readyz", "code": 503}, True),
        ({"event": "mail server out"}, True),
    ],
)
def test_a_request_is_one_line_and_a_probe_that_is_content_none(
    event: dict[str, object], stays: bool
) -> None:
    try:
        passed = one_line_a_request(None, "info", dict(event)) == event
    except structlog.DropEvent:
        passed = False
    assert passed == stays
