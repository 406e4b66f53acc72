"""Cluster client: where the nodes are, how long they are waited for, and their errors in our words.

Calls go through ``opensearch-py``, which turns to another node when one is away. Everything that is called here may be
called twice: reads change nothing, and writes carry the archive's position as their version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.errors import SearchUnavailable

READ_TIMEOUT_S, WRITE_TIMEOUT_S = 5.0, 60.0
_RETRIES = 3
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """How a cluster is reached, and how an index is laid out in it.

    Attributes:
        urls: of some of its nodes.
        user, password: where it wants to know who asks.
        ca_file: certificates that its own is held against; the system's where there is none.
        shards: parts of a new index; one serves some ten million passages.
        replicas: copies of each part beside the first; with one, a node may die unnoticed.
    """

    urls: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    shards: int = 1
    replicas: int = 1

    def __post_init__(self) -> None:
        if not self.urls:
            raise ValueError("a cluster needs the address of a node")
        if self.shards < 1 or self.replicas < 0:
            raise ValueError(f"shards must be at least 1 and replicas 0, got {self.shards} and {self.replicas}")

    @property
    def shown(self) -> str:
        """The nodes, for a message."""
        return ", ".join(self.urls)


def client_of(address: ClusterAddress) -> Any:
    """A client with a pool of connections to every node; connects to none yet.

    Raises:
        SearchUnavailable: the extra ``[opensearch]`` is not installed.
    """
    try:
        from opensearchpy import OpenSearch
    except ImportError:
        why = "the library is missing; install the extra [opensearch]"
        raise SearchUnavailable(address.shown, why) from None
    auth = (address.user, address.password or "") if address.user else None
    return OpenSearch(
        list(address.urls),
        http_auth=auth,
        ca_certs=str(address.ca_file) if address.ca_file else None,
        timeout=READ_TIMEOUT_S,
        max_retries=_RETRIES,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
    )


@contextmanager
def translated(address: ClusterAddress) -> Iterator[None]:
    """What the library raises, as our own error; "not found" passes as it is, since it may be an answer."""
    from opensearchpy.exceptions import ConnectionError as NoConnection
    from opensearchpy.exceptions import NotFoundError, OpenSearchException, TransportError

    try:
        yield
    except NotFoundError:
        raise
    except NoConnection as error:
        raise SearchUnavailable(address.shown, f"no node answers ({type(error).__name__})") from error
    except TransportError as error:
        raise SearchUnavailable(address.shown, f"it answered {error.status_code}, {error.error}") from error
    except OpenSearchException as error:
        raise SearchUnavailable(address.shown, f"{type(error).__name__}") from error


def is_not_found(error: Exception) -> bool:
    """Whether there is no such index or document."""
    return getattr(error, "status_code", None) == _NOT_FOUND
