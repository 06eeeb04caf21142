"""The cache fails open: a dead or paused Valkey costs one short time-out every five seconds, never a page."""

import threading
import time
from collections.abc import Callable
from typing import Any

import redis.exceptions
from django.core.cache.backends.redis import RedisCache

REST_SECONDS = 5.0
FAULTS = (redis.exceptions.RedisError, OSError)


class Breaker:
    """Skips calls for `REST_SECONDS` after a failure. Shared by the cache and the wake-up of the sender."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open_until = 0.0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        return self._clock() < self._open_until

    def trip(self) -> None:
        with self._lock:
            self._open_until = self._clock() + REST_SECONDS


breaker = Breaker()


class BreakerRedisCache(RedisCache):
    """Django's own RedisCache behind the breaker: a read finds nothing, a write is forgotten."""

    def _guarded(self, call: Callable[[], Any], otherwise: Any) -> Any:
        if breaker.is_open:
            return otherwise
        try:
            return call()
        except FAULTS:
            breaker.trip()
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).add(*args, **kwargs), True)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).get(key, default, version), default)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).set(*args, **kwargs), None)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).touch(*args, **kwargs), False)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).delete(*args, **kwargs), False)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).get_many(*args, **kwargs), {})

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).has_key(*args, **kwargs), False)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).incr(*args, **kwargs), 1)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).set_many(*args, **kwargs), [])

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).delete_many(*args, **kwargs), None)

    def clear(self) -> Any:
        return self._guarded(lambda: super(BreakerRedisCache, self).clear(), False)
