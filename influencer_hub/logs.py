"""Structured logs: one line per event with the request id, no personal data."""

import logging
import re

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Links that are keys, and what people type: neither belongs into a log.
SECRET = re.compile(r"(/(?:answer|here|join|unsubscribe|calendar|reset/key)/)[^/\s?\"']+")
QUERY = re.compile(r"(/[^\s?\"']*)\?[^\s\"']*")
# What PostgreSQL adds to an error: the row, or the place in the statement with its values.
VALUES = re.compile(r"(?:\n|\\n)(?:DETAIL|CONTEXT|LINE \d+):.*?(?=\n\n|\Z)", re.DOTALL)
# Where such an error may stand: Celery writes the one of a task into the line itself, with its newlines escaped.
HOLD_ERRORS = ("exception", "event", "error", "reason")


def one_line_a_request(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """When it is answered; a probe that is content says nothing."""
    probed = event.get("request") in ("GET /healthz", "GET /readyz") and event.get("code") == 200
    if event.get("event") == "request_started" or probed:
        raise structlog.DropEvent
    return event


def without_secrets(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Cut tokens and query strings out of the addresses that a line names."""
    for key in ("request", "event"):
        if isinstance(event.get(key), str):
            event[key] = QUERY.sub(r"\1", SECRET.sub(r"\1…", event[key]))
    return event


def without_values(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Of an exception its kind and place, not what was in the row."""
    for key in HOLD_ERRORS:
        if isinstance(event.get(key), str):
            event[key] = VALUES.sub("", event[key])
    return event


PROCESSORS: list[Processor] = [
    without_secrets,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        one_line_a_request,
        *PROCESSORS,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def line_formatter() -> logging.Formatter:
    """For a terminal: aligned text."""
    return structlog.stdlib.ProcessorFormatter(
        # Plain, since the renderer's own tracebacks print the values of variables.
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_values,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        foreign_pre_chain=PROCESSORS,
    )


def json_formatter() -> logging.Formatter:
    """For a log collector: one JSON object a line."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_values,
            structlog.processors.JSONRenderer(),
        ],
        foreign_pre_chain=PROCESSORS,
    )
