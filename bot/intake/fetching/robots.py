"""robots.txt: may this address be fetched? Cached, and asked again once in a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from retrieval.errors import SourceError

NAME = "verbatim"
_KEPT = timedelta(hours=12)
_MAX_CHARACTERS = 500_000
_MAX_DELAY_S = 60.0


class RobotsRefusal(SourceError):
    """The host does not want programs to read an address."""


class Robots:
    """The rules of each host, fetched when they are first needed and kept for half a day.

    Args:
        fetch: gives status and body of an address; raises SourceError.
    """

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]]) -> None:
        self._fetch = fetch
        self._rules: dict[str, tuple[datetime, Protego | None]] = {}

    def allows(self, url: str, now: datetime) -> bool:
        """Whether we may; a host without rules allows everything, one that fails to tell (5xx) nothing for now."""
        rules = self._of(url, now)
        return rules is not None and bool(rules.can_fetch(url, NAME))

    def is_silent(self, url: str, now: datetime) -> bool:
        """Whether the host fails to tell for now."""
        return self._of(url, now) is None

    def delay_s(self, url: str, now: datetime) -> float:
        """Seconds that the host wants between two requests, at most a minute."""
        rules = self._of(url, now)
        return min(_MAX_DELAY_S, float((rules and rules.crawl_delay(NAME)) or 0.0))

    def _of(self, url: str, now: datetime) -> Protego | None:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        at, rules = self._rules.get(host, (None, None))
        if at is None or now - at > (_KEPT if rules else _KEPT / 24):
            rules = self._read(f"{host}/robots.txt")
            self._rules[host] = (now, rules)
        return rules

    def _read(self, address: str) -> Protego | None:
        try:
            status, body = self._fetch(address)
        except SourceError:
            return Protego.parse("")  # the address itself will tell what is wrong with the host
        if status >= 500:
            return None
        return Protego.parse(body.decode("utf-8", "replace")[:_MAX_CHARACTERS] if status == 200 else "")
