"""Stories in a relational database: reads what `story_clusters` has settled."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select

from retrieval.store.contract.stories import Stories
from retrieval.store.sql.articles.story_clusters import Place, place
from retrieval.store.sql.chunks import keys
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.read_cache import ReadCache
from retrieval.store.sql.tables import articles, stories

# Stories of so many articles are kept, until the archive is in another state; about 150 bytes each.
_MOST_KEPT = 50_000


class SqlStories(Stories):
    def __init__(self, reading: Transaction, cache: ReadCache) -> None:
        self._reading = reading
        self._cache = cache

    def story_of(self, article_ids: Collection[str]) -> dict[str, str]:
        kept: dict[str, str] = self._cache.read("stories", lambda _: {})
        found = {article_id: story for article_id in article_ids if (story := kept.get(article_id))}
        if unread := [article_id for article_id in article_ids if article_id not in found]:
            read = self._read(unread)
            found |= read
            if len(kept) + len(read) > _MOST_KEPT:
                kept.clear()
            kept |= read
        return found

    def _read(self, article_ids: Collection[str]) -> dict[str, str]:
        with self._reading() as connection:
            return {
                article_id: story or article_id
                for part in keys(article_ids)
                for article_id, story in connection.execute(_NAMED, {"article_ids": part})
            }

    def articles(self, article_id: str) -> tuple[str, ...]:
        return self.articles_of([article_id]).get(article_id, ())

    def articles_of(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[tuple[Place, str]]] = {}
        with self._reading() as connection:
            for part in keys(article_ids):
                for asked, other, day, moment in connection.execute(_OF_ONE_STORY, {"article_ids": part}):
                    # One that is too short for a sketch has no story.
                    one = (place(day, moment, other), other) if other is not None else (place(0, None, asked), asked)
                    found.setdefault(asked, []).append(one)
        return {asked: tuple(article_id for _, article_id in sorted(those)) for asked, those in found.items()}


# Built once: every question asks.
_first, _asked, _its = articles.alias("first"), articles.alias("asked"), stories.alias("its")
_NAMED = (
    select(articles.c.article_id, _first.c.article_id.label("story"))
    .join_from(articles, stories, stories.c.article == articles.c.number, isouter=True)
    .join(_first, _first.c.number == stories.c.first_article, isouter=True)
    .where(articles.c.article_id.in_(bindparam("article_ids", expanding=True)))
)
_OF_ONE_STORY = (
    select(_asked.c.article_id, articles.c.article_id.label("other"), stories.c.published_day, stories.c.published_utc)
    .join_from(_asked, _its, _its.c.article == _asked.c.number, isouter=True)
    .join(stories, stories.c.first_article == _its.c.first_article, isouter=True)
    .join(articles, articles.c.number == stories.c.article, isouter=True)
    .where(_asked.c.article_id.in_(bindparam("article_ids", expanding=True)))
)
