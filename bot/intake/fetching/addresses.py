"""SSRF protection: only hosts on the public internet may be fetched, unless the operator names the host."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from retrieval.errors import SourceError

# The blocks that IANA's registries of special addresses (RFC 6890 and its updates) do not call globally reachable,
# written out so that the rule does not change with the version of Python:
# https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry
_SPECIAL_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# Of IPv6 only one eighth is given out; in it, protocols (Teredo among them), examples and the way from IPv4 (6to4),
# which may lead into any network.
_GIVEN_OUT_6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_FROM_4 = ipaddress.IPv6Network("64:ff9b::/96")
_MAX_ADDRESSES = 4


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet; one that stands for an IPv4 address is judged by it.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "10.1.2.3", "::ffff:127.0.0.1", "::1")]
    [True, False, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or (_last_32_bits(found) if found in _FROM_4 else None)
        if inner is None:
            return found in _GIVEN_OUT_6 and not any(found in block for block in _SPECIAL_6)
        found = inner
    return not any(found in block for block in _SPECIAL_4)


def _last_32_bits(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)


def reachable_addresses(host: str, port: int, allowed: Collection[str]) -> tuple[str, ...]:
    """The numeric addresses of a host, to be connected to as they are, so that no second answer can change them.

    Args:
        allowed: hosts that may be anywhere, in lower case.

    Raises:
        SourceError: the host is unknown, or one of its addresses is not of the open internet.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(host, "the host is unknown") from error
    addresses = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
    if host.lower() not in allowed and not all(is_public(address) for address in addresses):
        raise SourceError(host, "it is on a private network; VERBATIM_INTAKE_ALLOW_HOSTS can allow it")
    return addresses[:_MAX_ADDRESSES]
