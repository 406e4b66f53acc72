"""Story contract: which articles are copies of one text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class Stories(Protocol):
    """Articles that are copies of one text, written with the articles; every method is one transaction.

    A story is named by the id of its first article: the one published earliest (by day, then by the moment where both
    have one, undated ones last, then by id). An article belongs to the first such article that it is a copy of and
    that is not itself a copy; copies stand at most three days apart, an undated one counts as near to all. So the
    set of articles alone decides, whatever the order in which they came, were changed or removed.

    The name changes where an article comes in late that was published before the first: who must know whether
    something was told of a story asks for any of its ``articles``, among which every former name still is.
    """

    def story_of(self, article_ids: Collection[str]) -> dict[str, str]:
        """The story of each article there is; one without copies is a story of its own, under its own id."""

    def articles(self, article_id: str) -> tuple[str, ...]:
        """The ids of all articles of an article's story, the first first; empty where there is no such article."""

    def articles_of(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The same for each of several articles, those there are."""
