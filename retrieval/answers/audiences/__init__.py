"""Who may see what? The archive of all, and beside it an archive of its own for each chat that has private sources."""

from retrieval.answers.audiences.audiences import Audiences, kept_chats
from retrieval.answers.audiences.lives_of_audiences import LivesOfAudiences
from retrieval.answers.audiences.upkeep import check_own, copy_own, reannotate_own, reindex_own, remove_own

__all__ = [
    "Audiences",
    "LivesOfAudiences",
    "check_own",
    "copy_own",
    "kept_chats",
    "reannotate_own",
    "reindex_own",
    "remove_own",
]
