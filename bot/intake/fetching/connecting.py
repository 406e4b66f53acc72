"""Connecting to a host at the address that was checked, within the time that is left."""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Iterable
from typing import Any

import httpcore

from bot.intake.fetching.addresses import reachable_addresses

_CONNECT_TIMEOUT_S = 10.0


class Deadline:
    """A moment by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, wanted_s: float | None = None) -> float:
        """Seconds that may still be waited, at most ``wanted_s``.

        Raises:
            httpcore.ReadTimeout: there are none.
        """
        left_s = self._at - time.monotonic()
        if left_s <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left_s if wanted_s is None else min(wanted_s, left_s)


class CheckedNetwork(httpcore.NetworkBackend):
    """Looks names up itself, refuses what is not public, and bounds every wait by the deadline."""

    def __init__(self, allowed: Collection[str], deadline: Deadline) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """The first of the host's addresses that answers."""
        problem: Exception = httpcore.ConnectError("the host has no address")
        for address in reachable_addresses(host, port, self._allowed):
            try:
                wait_s = self._deadline.left(min(timeout or _CONNECT_TIMEOUT_S, _CONNECT_TIMEOUT_S))
                stream = self._plain.connect_tcp(address, port, wait_s, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _BoundedStream(stream, self._deadline)
        raise problem


class _BoundedStream(httpcore.NetworkStream):
    """A stream on which no read or write outlasts the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
