"""The cache fails open: a dead or paused Valkey costs one short time-out every five seconds, never a page.

Meanwhile each process counts for itself, so that rate limits still hold, if more loosely.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property

REST_SECONDS = 5.0
# After the rest one caller tries; the others wait this long for what it finds.
PROBE_SECONDS = 0.5
FAULTS = (redis.exceptions.RedisError, OSError)


class Breaker:
    """Skips calls for `REST_SECONDS` after a failure, then lets one through. Shared by the cache and the wake-up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tripped = False
        self._next_try = 0.0
        self._lock = threading.Lock()

    def lets_through(self) -> bool:
        if not self._tripped:
            return True
        with self._lock:
            now = self._clock()
            if now < self._next_try:
                return False
            self._next_try = now + PROBE_SECONDS
            return True

    def trip(self) -> None:
        with self._lock:
            self._tripped = True
            self._next_try = self._clock() + REST_SECONDS

    def heal(self) -> None:
        self._tripped = False


breaker = Breaker()


class OneClient(RedisCacheClient):
    """Django makes a new client for every call, which costs as much as the call; ours keeps one. It is thread-safe."""

    @cached_property
    def _kept(self) -> redis.Redis:
        return redis.Redis(connection_pool=self._get_connection_pool(write=True))  # type: ignore[attr-defined]

    def get_client(self, key: object = None, *, write: bool = False) -> redis.Redis:
        return self._kept


class BreakerRedisCache(RedisCache):
    """Django's own RedisCache behind the breaker, with the process's memory in its place while that is open."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
        self._stand_in = LocMemCache("while-the-cache-is-away", {"OPTIONS": {"MAX_ENTRIES": 10_000}})

    def _guarded(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if breaker.lets_through():
            try:
                found = getattr(super(), name)(*args, **kwargs)
            except FAULTS:
                breaker.trip()
            else:
                breaker.heal()
                return found
        return getattr(self._stand_in, name)(*args, **kwargs)

    def ping(self) -> None:
        """Past the breaker, for whoever asks how the cache is. Raises one of FAULTS."""
        self._cache.get_client().ping()  # type: ignore[attr-defined]

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        return self._guarded("clear")
