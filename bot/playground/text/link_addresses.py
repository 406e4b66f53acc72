"""Link addresses: those that Telegram accepts in a link or a button, and how it writes them."""

from __future__ import annotations

import re
from ipaddress import IPv6Address

WEB = re.compile(
    r"(?:(https?)://)?((?:[^\s/?#@]*@)?)(\[[0-9a-f:.]+\]|[^\s/?#@:\[\]]+)(?::(\d{1,9}))?([/?#].*)?", re.IGNORECASE
)
HOST = re.compile(r"(?:[-A-Za-z0-9._~!$&'()*+,;=\x80-\U0010ffff]|%[0-9A-Fa-f]{2})+")
MAX_PORT = 65_535
IN_TELEGRAM = re.compile(r"(tg|ton|tonsite)://(\S+)", re.IGNORECASE)


def checked_address(address: str) -> str:
    """The address as Telegram keeps it; empty where it drops it.

    Follows ``LinkManager::check_link`` of TDLib: http without a scheme, a host with a dot in it (so never localhost) or
    a number of IPv6, a port below 65536, a path of at least one slash.

    >>> checked_address("https://Example.org#a"), checked_address("tg://user?id=1")
    ('https://example.org/#a', 'tg://user?id=1')
    >>> [checked_address(wrong) for wrong in ("http://localhost/", "javascript:alert(1)", "http://a.b:70000/")]
    ['', '', '']
    >>> checked_address("http://[::1]:080/a b")
    'http://[::1]:80/a%20b'
    """
    inside = IN_TELEGRAM.fullmatch(address.strip())
    if inside:
        return f"{inside.group(1).lower()}://{inside.group(2)}"
    found = WEB.fullmatch(address.strip())
    if not found or not _is_host(found.group(3)) or (found.group(4) and not 0 < int(found.group(4)) <= MAX_PORT):
        return ""
    scheme, person, host, port, path = (group or "" for group in found.groups())
    path = (path if path.startswith("/") else f"/{path}").replace(" ", "%20")
    at = f":{int(port)}" if port else ""
    return f"{scheme.lower() or 'http'}://{person if person != '@' else ''}{host.lower()}{at}{path}"


def _is_host(host: str) -> bool:
    if not host.startswith("["):
        return "." in host and HOST.fullmatch(host) is not None
    try:
        return IPv6Address(host[1:-1]) is not None
    except ValueError:
        return False
