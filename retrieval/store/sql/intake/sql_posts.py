"""Posts of channels that became articles, in a relational database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from retrieval.store.contract.posts import Post, Posts
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import posts


class SqlPosts(Posts):
    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, channel: int, number: int) -> Post | None:
        with self._reading() as connection:
            row = _row(connection, channel, number)
        return _post(row) if row else None

    def keep(self, post: Post) -> tuple[Post, ...]:
        with self._writing() as connection:
            before = _row(connection, post.channel, post.number)
            if before is not None and (before.is_withdrawn or before.stamp_utc > post.stamp_utc):
                return ()
            album = _album(connection, post)
            if first := next(iter(album), None):
                post = replace(post, article_id=first.article_id)
            if _is_withdrawn(connection, post.article_id):
                return ()
            same = (posts.c.channel == post.channel, posts.c.number == post.number)
            connection.execute(delete(posts).where(*same))
            connection.execute(insert(posts), {name: getattr(post, name) for name in _FACTS})
            return tuple(map(_post, _album(connection, post))) or (post,)


def withdraw_posts(connection: Connection, article_id: str) -> None:
    """The posts of an article that is taken down say nothing any more, and bring it back no more."""
    of_it = update(posts).where(posts.c.article_id == article_id)
    connection.execute(of_it.values(is_withdrawn=True, part=""))


_FACTS = ("channel", "number", "article_id", "stamp_utc", "album", "part")


def _row(connection: Connection, channel: int, number: int) -> Row[Any] | None:
    same = (posts.c.channel == channel, posts.c.number == number)
    return connection.execute(select(posts).where(*same)).one_or_none()


def _is_withdrawn(connection: Connection, article_id: str) -> bool:
    of_it = (posts.c.article_id == article_id, posts.c.is_withdrawn.is_(True))
    return connection.execute(select(posts.c.number).where(*of_it).limit(1)).first() is not None


def _album(connection: Connection, post: Post) -> tuple[Row[Any], ...]:
    """The posts of an album that have come so far; none for a post by itself."""
    if not post.album:
        return ()
    of_it = select(posts).where(posts.c.channel == post.channel, posts.c.album == post.album)
    return tuple(connection.execute(of_it.order_by(posts.c.number)))


def _post(row: Row[Any]) -> Post:
    return Post(**{name: getattr(row, name) for name in _FACTS})
