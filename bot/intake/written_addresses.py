"""Written addresses: which web addresses somebody may mean who leaves the scheme out, or writes ``feed:``."""

from __future__ import annotations

import re

from retrieval.sources.urls import canonical_url

# How readers once asked a browser to pass an address on; a chat may have put the web's scheme before it.
_FEED_SCHEME = re.compile(r"^(?:https?://)?feed:(?://(?=[^/]))?", re.IGNORECASE)
# A name of several parts with a path behind it; a file has none.
_HOST = re.compile(r"(?://)?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?::\d{1,5})?/")


def addresses_meant(given: str) -> tuple[str, ...]:
    """The web addresses that somebody may mean, the likeliest first; none where it cannot be one.

    >>> [addresses_meant(g) for g in ("feed:https://a.example/rss", "feed://a.example/", "a.example:8080/x")]
    [('https://a.example/rss',), ('https://a.example/', 'http://a.example/'), ('https://a.example:8080/x', 'http://a.example:8080/x')]
    >>> addresses_meant("ftp://a.example/")
    ()
    """
    bare = _FEED_SCHEME.sub("", given.strip()).removeprefix("//")
    tried = (bare,) if "://" in bare else (f"https://{bare}", f"http://{bare}")
    return tuple(url for one in tried if (url := canonical_url(one)))


def address_in_file(given: str) -> str | None:
    """The likeliest address that a list of feeds names; the names of files in it are none.

    >>> [address_in_file(g) for g in ("feed://h.example/rss", "h.example/rss", "rss.xml")]
    ['https://h.example/rss', 'https://h.example/rss', None]
    """
    is_one = "://" in given or _FEED_SCHEME.match(given) or _HOST.match(given)
    return next(iter(addresses_meant(given)), None) if is_one else None
