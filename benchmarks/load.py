"""Readers over real HTTP: connections that stay open, one request at a time on each, nothing parsed but the head."""

import asyncio
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HOST = "127.0.0.1"
# On each of the server's processes and threads.
WARM_UP = 16
# Seconds for one page, and how often it is asked for in any case.
PATIENCE, FEWEST = 20.0, 6


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    size: int


def get(path: str, cookies: str = "") -> bytes:
    return _request("GET", path, cookies, b"")


def post(path: str, cookies: str, form: str) -> bytes:
    return _request("POST", path, cookies, form.encode())


def _request(method: str, path: str, cookies: str, body: bytes) -> bytes:
    head = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Accept-Language: de"]
    if cookies:
        head.append(f"Cookie: {cookies}")
    if method == "POST":
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def one_reader(port: int, request: bytes, times: int) -> list[Answer]:
    """The same page again and again, after some rounds to warm up; a slow page is asked for less often."""
    until = time.perf_counter() + PATIENCE

    def while_it_lasts() -> Iterator[bytes]:
        for turn in range(times + WARM_UP):
            if turn < FEWEST or time.perf_counter() < until:
                yield request

    answers = asyncio.run(_in_turn(port, while_it_lasts()))
    _must_be_pages(answers)
    return answers[min(WARM_UP, len(answers) // 2) :]


def readers(port: int, request: bytes, *, count: int, seconds: float) -> float:
    """Pages per second with `count` readers; every answer must be a page."""
    asyncio.run(_for_a_while(port, request, count, seconds / 4))
    began = time.perf_counter()
    pages = asyncio.run(_for_a_while(port, request, count, seconds))
    return pages / (time.perf_counter() - began)


def burst(port: int, requests: Sequence[bytes], at_once: int) -> list[Answer]:
    """All requests over `at_once` connections, each taking the next that is left."""

    async def run() -> list[Answer]:
        left = iter(requests)
        lanes = await asyncio.gather(*(_in_turn(port, left) for _ in range(at_once)))
        return [answer for lane in lanes for answer in lane]

    return asyncio.run(run())


def percentile(seconds: Iterable[float], share: float) -> float:
    """Milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


async def _in_turn(port: int, requests: Iterator[bytes]) -> list[Answer]:
    reader, writer = await asyncio.open_connection(HOST, port, limit=2**22)
    try:
        return [await _ask(reader, writer, request) for request in requests]
    finally:
        writer.close()


async def _for_a_while(port: int, request: bytes, count: int, seconds: float) -> int:
    until = time.perf_counter() + seconds

    def while_it_lasts() -> Iterator[bytes]:
        while time.perf_counter() < until:
            yield request

    lanes = await asyncio.gather(*(_in_turn(port, while_it_lasts()) for _ in range(count)))
    answers = [answer for lane in lanes for answer in lane]
    _must_be_pages(answers)
    return len(answers)


def _must_be_pages(answers: Sequence[Answer]) -> None:
    if wrong := [answer.status for answer in answers if answer.status != 200]:
        raise RuntimeError(f"{len(wrong)} of {len(answers)} answers were no pages, the first a {wrong[0]}")


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Answer:
    began = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    size = _length(head)
    await reader.readexactly(size)
    return Answer(int(head[9:12]), time.perf_counter() - began, size)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise RuntimeError("an answer without a length")
