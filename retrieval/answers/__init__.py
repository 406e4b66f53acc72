"""Questions understood, excerpts chosen: the archive as a library."""

from retrieval.answers.archive import Archive
from retrieval.answers.ingest.annotators import Annotators
from retrieval.answers.ingest.health import Check
from retrieval.answers.ingest.writer import Addition, Additions

__all__ = ["Addition", "Additions", "Annotators", "Archive", "Check"]
