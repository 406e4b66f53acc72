"""Source links: only to the web, and where possible to the quoted words (text fragments)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

MAX_URL_CHARS = 2000
_WHOLE_WORDS = 8
_EDGE_WORDS = 4


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web that can be shown as a link, else None.

    >>> safe_url("javascript:alert(1)"), safe_url("https://news.example/a b")
    (None, 'https://news.example/a%20b')
    """
    if not url or len(url) > MAX_URL_CHARS:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return None
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")


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
