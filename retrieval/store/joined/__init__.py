"""What may one chat see? The archive of all and an archive of its own, read as one store."""

from retrieval.store.joined.joined_store import JoinedStore

__all__ = ["JoinedStore"]
