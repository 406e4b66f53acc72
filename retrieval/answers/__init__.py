"""Questions understood, excerpts chosen: the archive as a library."""

from retrieval.answers.archive import Addition, Additions, Archive
from retrieval.answers.ingest.health import Check

__all__ = ["Addition", "Additions", "Archive", "Check"]
