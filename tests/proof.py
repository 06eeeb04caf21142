"""What the long tests measured, in `docs/proof.md`: one row for each, with its day and commit; other rows stay."""

import datetime
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine

PAGE = Path(__file__).parents[1] / "docs" / "proof.md"
HEAD = """# Proof

Written by `make proof`: what the long tables of faults measured, and when. A row stays until its test runs again.

| what was done | passes when | measured | on |
|---|---|---|---|
"""
rows: dict[str, str] = {}


@pytest.fixture
def proof() -> Callable[..., None]:
    """Called at the end of a test that passed. Shortened runs leave no row."""

    def write(what: str, *, passes_when: str, measured: str) -> None:
        if "PROOF_SPEED" in os.environ:
            print(f"{what}: {measured}")
            return
        today = _today()
        rows[what] = f"| {what} | {passes_when} | {measured} | {today}, {_commit()}, {os.cpu_count()} cores |"

    return write


def pytest_sessionfinish() -> None:
    if not rows:
        return
    known = PAGE.read_text().splitlines() if PAGE.exists() else []
    kept = {
        line.split("|")[1].strip(): line for line in known if line.startswith("| ") and line.count("|") == 5
    }
    kept.pop("what was done", None)
    PAGE.write_text(HEAD + "\n".join((kept | rows).values()) + "\n")


def _today() -> datetime.date:
    """By the real clock, also where the test has moved it."""
    real = time_machine.escape_hatch
    clock = real.datetime.datetime if real.is_travelling() else datetime.datetime
    return clock.now(datetime.UTC).date()


def _commit() -> str:
    words = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(words, capture_output=True, text=True, check=False, cwd=PAGE.parent)
    return found.stdout.strip() or "no commit"
