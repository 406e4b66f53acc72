"""HTTP fetching within limits of size, time, redirects and decompression."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpcore

from bot.intake.fetching.connecting import CheckedNetwork, Deadline
from retrieval.errors import SourceError
from retrieval.sources.files import unpacked_pieces
from retrieval.sources.urls import canonical_url

if TYPE_CHECKING:
    import ssl

MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
_TIMEOUT_S, _READ_TIMEOUT_S = 30.0, 15.0
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/html, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    Attributes:
        url: where the body stood in the end.
        moved_to: where the address has moved for good; None where it has not.
        headers: names in lower case.
    """

    url: str
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses, each on a connection of its own.

    Attributes:
        user_agent: says honestly who asks.
        allowed: hosts that may be on a private network, in lower case.
    """

    user_agent: str
    allowed: Collection[str] = ()
    timeout_s: float = _TIMEOUT_S
    max_bytes: int = MAX_BYTES

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch one address, and where it leads.

        Raises:
            SourceError: it is no http address, cannot be reached, is not public, or goes over a limit.
        """
        deadline, here, moved, is_permanent = Deadline(self.timeout_s), url, None, True
        conditions = _conditions(etag, last_modified)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._one(here, conditions, deadline)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return Fetched(answer.url, answer.status, answer.body, answer.headers, moved)
            here = _joined(here, target)
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved = here if is_permanent else moved
        raise SourceError(url, f"it redirects more than {MAX_REDIRECTS} times")

    def _one(self, url: str, conditions: dict[str, str], deadline: Deadline) -> Fetched:
        address = _http_address(url)
        waits = {"connect": _READ_TIMEOUT_S, "read": _READ_TIMEOUT_S, "write": _READ_TIMEOUT_S, "pool": _READ_TIMEOUT_S}
        headers = {"Host": urlsplit(address).netloc.rpartition("@")[2], "User-Agent": self.user_agent}
        headers |= {"Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", "Connection": "close"} | conditions
        network = CheckedNetwork(self.allowed, deadline)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=_trust(), network_backend=network) as pool,
                pool.stream("GET", address, headers=_encoded(headers), extensions={"timeout": waits}) as response,
            ):
                found = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
                body = b"" if response.status in _REDIRECTS else self._body(url, response.iter_stream(), found)
                return Fetched(address, response.status, body, found)
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise SourceError(url, f"no complete answer within {self.timeout_s:g} s") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise SourceError(url, f"it cannot be fetched ({str(error)[:120] or type(error).__name__})") from error

    def _body(self, url: str, pieces: Iterator[bytes], headers: dict[str, str]) -> bytes:
        size, kept = 0, []
        for piece in _decoded(url, pieces, headers.get("content-encoding", "").strip().lower(), self.max_bytes):
            size += len(piece)
            if size > self.max_bytes:
                raise SourceError(url, f"it is over {self.max_bytes // 1_000_000} MB")
            kept.append(piece)
        return b"".join(kept)


@cache
def _trust() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def _joined(here: str, target: str) -> str:
    try:
        return urljoin(here, target)
    except ValueError as error:
        raise SourceError(here, "it redirects to something that is not an address") from error


def _http_address(url: str) -> str:
    """The address in ASCII, without its fragment."""
    from httpx import URL, InvalidURL

    if canonical_url(url) is None:
        raise SourceError(url, "only http and https addresses can be fetched")
    try:
        address = URL(url)
        if address.userinfo:
            raise SourceError(url, "an address with a user name and a password is not fetched")
        return str(address.copy_with(fragment=None))
    except (InvalidURL, ValueError) as error:
        raise SourceError(url, "it is not an address") from error


def _decoded(url: str, pieces: Iterator[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """The pieces unpacked, each no larger than a piece may be, so that no bomb is ever held."""
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(url, f"its content encoding was not asked for ({encoding[:20]})")
    yield from unpacked_pieces(pieces, location=url, most=most, is_deflate=encoding == "deflate")
