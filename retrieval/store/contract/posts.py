"""Post contract: which posts of channels have become articles, and which of them make up one album."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a channel, as it stood at a moment.

    Attributes:
        channel: the channel's own number, without what the Bot API puts before it.
        number: of the post in its channel.
        article_id: the article that it is, or is in.
        stamp_utc: when it was posted or last edited; a later state has a later one.
        album: what the posts of one album share; empty for a post by itself.
        part: of an album, what its article is put together from, in whatever form the caller writes it.
    """

    channel: int
    number: int
    article_id: str
    stamp_utc: datetime
    album: str = ""
    part: str = ""


class Posts(Protocol):
    """Posts that became articles; every method is one transaction, written without the writer's lock.

    Removing an article empties what is kept of its posts, and marks them: none of them brings it back.
    """

    def get(self, channel: int, number: int) -> Post | None:
        """How a post was last known; None for one that never was."""

    def keep(self, post: Post) -> tuple[Post, ...]:
        """Note how a post stands now.

        Returns:
            The posts of its album in their order, all with the article of the one that came first; by itself, the post
            alone. Empty where a later state of it is known, or its article was withdrawn.
        """
