"""URL normalisation: which addresses are one page."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

_TRACKING = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid"),
        *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_enc_id", "oly_anon_id", "_openstat"),
        *("wt_zmc", "cmpid", "ocid", "ito", "smid"),
    )
)
_TRACKING_PREFIXES = ("utm_", "at_custom", "at_medium", "at_campaign")


def canonical_url(url: str) -> str | None:
    """An http address without what does not change the page: letter case of the host, fragment, tracking parameters.

    None for anything else; all other parts stay as they are.

    >>> canonical_url("HTTPS://News.Example/A?id=7&utm_source=x&fbclid=y#top")
    'https://news.example/A?id=7'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # over 65535 it is none
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in host:
        return None
    user, at, place = parts.netloc.rpartition("@")
    kept = "&".join(p for p in parts.query.split("&") if not _is_tracking(p))
    return urlunsplit((parts.scheme, f"{user}{at}{place.lower()}", parts.path, kept, "")).rstrip()


def site_of(url: str) -> str:
    """Whose an address is: the part of its host that somebody registered, by the public suffix list.

    A host that the list does not know counts by its last two labels; a number is a site of its own.

    >>> site_of("https://news.herald.co.uk/rain"), site_of("https://ann.github.io/a"), site_of("http://127.0.0.1:80/")
    ('herald.co.uk', 'ann.github.io', '127.0.0.1')
    >>> site_of("https://m.herald.example/")
    'herald.example'
    """
    from tld import get_fld

    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    if not host or ":" in host or host.rpartition(".")[2].isdigit():
        return host
    return get_fld(f"https://{host}", fail_silently=True) or ".".join(host.split(".")[-2:])


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
