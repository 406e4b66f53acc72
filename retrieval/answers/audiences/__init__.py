"""Who may see what? The archive of all, and beside it an archive of its own for each chat that has private sources."""

from retrieval.answers.audiences.audiences import Audiences

__all__ = ["Audiences"]
