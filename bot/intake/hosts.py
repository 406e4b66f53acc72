"""Whose turn is it at a host? One request at a time, with a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        host = urlsplit(url).netloc.lower()
        with self._guard:
            lock, ended = self._hosts.setdefault(host, (threading.Lock(), []))
        with lock:
            if ended and (left_s := ended[-1] + max(self._delay_s, at_least_s) - self._clock()) > 0:
                self._wait(left_s)
            try:
                yield
            finally:
                ended[:] = [self._clock()]
