"""Link addresses: those that Telegram accepts in a link or a button, and how it writes them."""

from __future__ import annotations

import re

WEB = re.compile(r"(?:(https?)://)?((?:[^\s/?#@]*@)?)([^\s/?#@:]+)(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
IN_TELEGRAM = re.compile(r"(tg|ton|tonsite)://(\S+)", re.IGNORECASE)


def checked_address(address: str) -> str:
    """The address as Telegram keeps it; empty where it drops it.

    Follows ``LinkManager::check_link`` of TDLib: http without a scheme, a host with a dot in it (so never localhost), a
    path of at least one slash.

    >>> checked_address("https://Example.org#a"), checked_address("tg://user?id=1")
    ('https://example.org/#a', 'tg://user?id=1')
    >>> [checked_address(wrong) for wrong in ("http://localhost/", "javascript:alert(1)", "file:///etc")]
    ['', '', '']
    """
    inside = IN_TELEGRAM.fullmatch(address.strip())
    if inside:
        return f"{inside.group(1).lower()}://{inside.group(2)}"
    found = WEB.fullmatch(address.strip())
    if not found or "." not in found.group(3):
        return ""
    scheme, person, host, port, path = (group or "" for group in found.groups())
    path = path if path.startswith("/") else f"/{path}"
    return f"{scheme.lower() or 'http'}://{person}{host.lower()}{port}{path}"
