"""Figures beside their yardsticks, on the terminal and in RESULTS.md."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

FOLDER = Path(__file__).resolve().parent
INTRODUCTION = """# Results of the benchmarks

Written by `make bench`. Each figure stands beside a yardstick measured on the same machine in the same run; compare
the ratios, not the times of different runs. "Reach" is the promise of the project, made on a machine where the
yardstick had the figure in brackets: on a slower one the ratio decides, and a row that falls short of both says NO.
"""


@dataclass(frozen=True)
class Row:
    """`ratio` is figure by yardstick, as numbers of one unit. `kept` tells whether the promise holds; None without one.

    `asked` is the ratio of the promise to the yardstick of its day. A figure in seconds may be smaller, others larger.
    """

    what: str
    figure: str
    yardstick: str
    ratio: float | None
    conditions: str
    reach: str = ""
    kept: bool | None = None
    asked: float | None = None
    is_time: bool = False

    @property
    def verdict(self) -> str:
        if self.kept is False and self._keeps_the_ratio:
            return f"by ratio ({self.asked:.2f} asked)"
        return {None: "", True: "yes", False: "NO"}[self.kept]

    @property
    def _keeps_the_ratio(self) -> bool:
        if self.ratio is None or self.asked is None:
            return False
        return self.ratio <= self.asked if self.is_time else self.ratio >= self.asked

    @property
    def share(self) -> str:
        return "" if self.ratio is None else f"{self.ratio:.2f}"

    def line(self) -> str:
        reach = f" (reach {self.reach}: {self.verdict})" if self.reach else ""
        beside = f" | yardstick {self.yardstick} | ratio {self.share}" if self.yardstick else ""
        return f"{self.what}: {self.figure}{reach}{beside} | {self.conditions}"


def conditions(size: str) -> list[str]:
    commit = _said("git", "rev-parse", "--short", "HEAD") or "unknown"
    if _said("git", "status", "--porcelain"):
        commit += " with changes"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')"
        )
        version, fsync, synchronous = cursor.fetchone()
    return [
        f"date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"commit: {commit}",
        f"CPU: {_cpu()}, {len(os.sched_getaffinity(0))} cores; load before the end of the run: {os.getloadavg()[1]:.1f}",
        f"Python {platform.python_version()}, PostgreSQL {version} (fsync {fsync}, synchronous_commit {synchronous})",
        f"command: {Path(sys.executable).name} -m benchmarks {' '.join(sys.argv[1:])}".rstrip(),
        f"size: {size}; client, servers and database share the cores",
    ]


def write(rows: Iterable[Row], facts: Iterable[str]) -> None:
    table = [
        "| what | figure | reach | kept | yardstick | ratio | conditions |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (row.what, row.figure, row.reach, row.verdict, row.yardstick, row.share, row.conditions)
        table.append(f"| {' | '.join(cells)} |")
    parts = [INTRODUCTION, "\n".join(f"- {fact}" for fact in facts), "\n".join(table)]
    (FOLDER / "RESULTS.md").write_text("\n".join(parts[:1]) + "\n" + "\n\n".join(parts[1:]) + "\n")


def _cpu() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return names[0] if names else platform.machine()


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=FOLDER, check=False).stdout.strip()
    except OSError:
        return ""
