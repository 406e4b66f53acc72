"""Source links: only to the web, where Telegram takes them, and where possible to the quoted words."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from bot.render.phrases import wording

MAX_URL_CHARS = 2000
_WHOLE_WORDS = 8
_EDGE_WORDS = 4
_SHOWN_UNITS = 200
# TDLib's rule for a link or a button, td/utils/HttpUrl.cpp and LinkManager::check_link: anything else is refused.
_HOST = re.compile(r"(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})+")


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web that can be shown as a link, else None.

    >>> safe_url("javascript:alert(1)"), safe_url("https://news.example/a b")
    (None, 'https://news.example/a%20b')
    >>> safe_url("http://intranet/a"), safe_url("http://news.example:70000/"), safe_url("http://[::1]/")
    (None, None, 'http://[::1]/')
    """
    parts = _of_the_web(url)
    if parts is None or url is None or len(url) > MAX_URL_CHARS or not _is_taken(parts):
        return None
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")


def address_as_text(url: str | None) -> str:
    """An address of the web that Telegram takes for no link, to be read and copied; empty where it is one, or none.

    >>> address_as_text("http://intranet/news/7"), address_as_text("https://news.example/"), address_as_text("file:///a")
    ('http://intranet/news/7', '', '')
    """
    is_text = _of_the_web(url) is not None and safe_url(url) is None
    return wording.clipped(wording.one_line(url), _SHOWN_UNITS) if is_text else ""


def _of_the_web(url: str | None) -> SplitResult | None:
    """The parts of an address of the web that names nobody; None where it is none."""
    try:
        parts = urlsplit((url or "").strip())
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return parts if is_one else None


def _is_taken(parts: SplitResult) -> bool:
    """Whether Telegram takes the host and the port in a link."""
    host = parts.hostname or ""
    try:
        if parts.port is not None and not parts.port:
            return False
        if "[" in parts.netloc:
            return bool(IPv6Address(host))
    except ValueError:
        return False
    return "." in host and _HOST.fullmatch(host) is not None and not parts.netloc.endswith(":")


def link_to_words(url: str | None, words: str) -> str | None:
    """The address, opened by a browser at these words; see https://wicg.github.io/scroll-to-text-fragment/.

    >>> link_to_words("https://news.example/a", "the “1st priority”, he said")
    'https://news.example/a#:~:text=the%20%E2%80%9C1st%20priority%E2%80%9D%2C%20he%20said'
    """
    page = safe_url(url)
    found = words.split()
    if page is None or not found or ":~:" in page:
        return page
    if len(found) <= _WHOLE_WORDS and "\n" not in words.strip():
        target = _encoded(found)
    else:
        first, last = words.strip().splitlines()[0].split(), words.strip().splitlines()[-1].split()
        target = f"{_encoded(first[:_EDGE_WORDS])},{_encoded(last[-_EDGE_WORDS:])}"
    link = f"{page}{':~:' if '#' in page else '#:~:'}text={target}"
    return link if len(link) <= MAX_URL_CHARS else page


def _encoded(words: list[str]) -> str:
    # A comma, a hyphen and an ampersand have a meaning of their own in a text fragment.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
