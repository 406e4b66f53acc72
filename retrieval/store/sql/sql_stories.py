"""Stories in a relational database: reads what `story_clusters` has settled."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select

from retrieval.store.contract.stories import Stories
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.story_clusters import load
from retrieval.store.sql.tables import articles, stories

# Stories of so many articles are kept, until the archive is in another state; about 150 bytes each.
_MOST_KEPT = 50_000


class SqlStories(Stories):
    def __init__(self, reading: Transaction, cache: ReadCache) -> None:
        self._reading = reading
        self._cache = cache

    def story_of(self, article_ids: Collection[str]) -> dict[str, str]:
        kept: dict[str, str] = self._cache.read("stories", lambda _: {})
        found = {article_id: kept[article_id] for article_id in article_ids if article_id in kept}
        if unread := [article_id for article_id in article_ids if article_id not in found]:
            read = self._read(unread)
            found |= read
            if len(kept) + len(read) > _MOST_KEPT:
                kept.clear()
            kept |= read
        return found

    def _read(self, article_ids: Collection[str]) -> dict[str, str]:
        first = articles.alias("first")
        named = (
            select(articles.c.article_id, first.c.article_id.label("story"))
            .join_from(articles, stories, stories.c.article == articles.c.number, isouter=True)
            .join(first, first.c.number == stories.c.first_article, isouter=True)
        )
        with self._reading() as connection:
            return {
                article_id: story or article_id
                for part in keys(article_ids)
                for article_id, story in connection.execute(named.where(articles.c.article_id.in_(part)))
            }

    def articles(self, article_id: str) -> tuple[str, ...]:
        with self._reading() as connection:
            for part in keys([article_id]):
                numbers = list(connection.scalars(_OF_ONE_STORY, {"article_ids": part}))
                if len(numbers) > 1:
                    found = load(connection, numbers)
                    return tuple(one.article_id for one in sorted(found, key=lambda one: one.place))
                # One that is too short for a sketch has no story.
                is_there = numbers or connection.scalar(_NUMBER, {"article_ids": part}) is not None
                return (article_id,) if is_there else ()
        return ()


# Built once: every excerpt that is shown asks.
_NUMBER = select(articles.c.number).where(articles.c.article_id.in_(bindparam("article_ids", expanding=True)))
_FIRST = select(stories.c.first_article).join(articles, articles.c.number == stories.c.article)
_OF_ONE_STORY = select(stories.c.article).where(
    stories.c.first_article
    == _FIRST.where(articles.c.article_id.in_(bindparam("article_ids", expanding=True))).scalar_subquery()
)
