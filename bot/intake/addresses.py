"""May this machine be asked? Only machines out on the internet, unless the operator names the host."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from retrieval.errors import SourceError

# Not private in the library's sense, and yet never a publisher: shared address space and the way from IPv4 into IPv6.
_NEVER = tuple(ipaddress.ip_network(n) for n in ("100.64.0.0/10", "64:ff9b::/96", "2002::/16", "192.88.99.0/24"))
_MAX_ADDRESSES = 4


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "10.1.2.3", "::ffff:127.0.0.1", "::1")]
    [True, False, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return not any(found in network for network in _NEVER if network.version == found.version)


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
        raise SourceError(host, "the host is not known") from error
    addresses = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
    if host.lower() not in allowed and not all(is_public(address) for address in addresses):
        raise SourceError(host, "it is on a private network; VERBATIM_INTAKE_ALLOW_HOSTS can allow it")
    return addresses[:_MAX_ADDRESSES]
