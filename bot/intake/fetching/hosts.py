"""Politeness per host: one request at a time, a pause between two, and a rest after failures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit


class HostTurns:
    """Lets one request at a time through to each host.

    Args:
        delay_s: seconds between the end of one request and the beginning of the next.
        wait: stands for ``time.sleep``, and for the clock ``time.monotonic``.
    """

    def __init__(
        self, delay_s: float, *, wait: Callable[[float], object] = time.sleep, clock: Callable[[], float] | None = None
    ) -> None:
        self._delay_s = delay_s
        self._wait = wait
        self._clock = clock or time.monotonic
        self._guard = threading.Lock()
        self._hosts: dict[str, tuple[threading.Lock, list[float]]] = {}

    @contextmanager
    def turn(self, url: str, *, at_least_s: float = 0.0) -> Iterator[None]:
        """Wait for the turn, hold it while the block runs."""
        host = host_of(url)
        with self._guard:
            lock, ended = self._hosts.setdefault(host, (threading.Lock(), []))
        with lock:
            if ended and (left_s := ended[-1] + max(self._delay_s, at_least_s) - self._clock()) > 0:
                self._wait(left_s)
            try:
                yield
            finally:
                ended[:] = [self._clock()]


_IN_A_ROW = 3
_FIRST_REST, _LONGEST_REST = timedelta(minutes=15), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """How a host whose pages fail is left alone.

    Attributes:
        failures: pages in a row that failed, on whichever source's behalf.
        until: when one of its pages may be asked for again.
    """

    failures: int
    until: datetime

    @property
    def is_long(self) -> bool:
        """Whether so many have failed that the host is left alone."""
        return self.failures >= _IN_A_ROW


class HostRests:
    """Leaves hosts alone whose pages fail, longer after each failure; may be used from several threads.

    After three failures in a row a host rests a quarter of an hour; then each failure doubles the rest, up to a day.
    One page that comes ends it.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._rests: dict[str, Rest] = {}

    def learn(self, rests: Mapping[str, Rest]) -> None:
        """What was remembered, where nothing is known that is newer."""
        with self._guard:
            for host, rest in rests.items():
                self._rests.setdefault(host, rest)

    def rest(self, host: str) -> Rest | None:
        """How a host rests, or how many of its pages have failed; None where the last one came."""
        with self._guard:
            return self._rests.get(host)

    def until(self, host: str, now: datetime) -> datetime | None:
        """When a host may be asked again; None where it may be now."""
        rest = self.rest(host)
        return rest.until if rest and rest.is_long and rest.until > now else None

    def worked(self, host: str) -> None:
        """A page of the host came."""
        with self._guard:
            self._rests.pop(host, None)

    def failed(self, host: str, now: datetime, *, wait_s: float = 0.0) -> None:
        """A page of the host failed; the host asked to be left alone so long."""
        with self._guard:
            before = self._rests.get(host)
            failures = before.failures + 1 if before else 1
            rest = _FIRST_REST * 2 ** min(failures - _IN_A_ROW, 16) if failures >= _IN_A_ROW else timedelta()
            if wait_s > 0:
                failures, rest = max(failures, _IN_A_ROW), max(rest, timedelta(seconds=wait_s))
            self._rests[host] = Rest(failures, now + min(rest, _LONGEST_REST))


def host_of(url: str) -> str:
    """The host of an address, with its port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
