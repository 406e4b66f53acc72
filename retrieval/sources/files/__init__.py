"""Files: opened in bounded pieces, unpacked within limits, decoded."""

from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.packed import unpacked_pieces

__all__ = ["is_endless", "unpacked_pieces"]
