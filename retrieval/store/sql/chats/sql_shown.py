"""Shown answers in a relational database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, select, update

from retrieval.store.contract.shown import ShownAnswers
from retrieval.store.sql.chunks import is_storable
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import shown, shown_articles
from retrieval.store.values import Shown

# The same question may be asked often, and commands are kept beside questions.
_ASKED_AGAIN = 20


def _newest(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(shown).where(*conditions).order_by(shown.c.created_utc.desc(), shown.c.token).limit(1)


# Every question asks these, so they are built once: SQLAlchemy takes longer to put one together than SQLite to answer.
_OF_CHAT = shown.c.chat_id == bindparam("chat")
_OF_TOKEN = _newest(shown.c.token == bindparam("token"))
_OF_ANSWER = _newest(_OF_CHAT, shown.c.answer_message_id == bindparam("message"))
_OF_QUESTION = _newest(_OF_CHAT, shown.c.question_message_id == bindparam("message"))
_OF_THREAD = (_OF_CHAT, shown.c.asker_id == bindparam("asker"), shown.c.created_utc >= bindparam("since"))
_LATEST = _newest(*_OF_THREAD, shown.c.topic_id.is_(None))
_LATEST_OF_TOPIC = _newest(*_OF_THREAD, shown.c.topic_id == bindparam("topic"))
_CITED = (
    select(shown_articles.c.article_id)
    .where(shown_articles.c.token == bindparam("token"))
    .order_by(shown_articles.c.place)
)
_FORGET_TOKEN = delete(shown).where(shown.c.token == bindparam("its_token"))
_MARK_SENT = update(shown).where(shown.c.token == bindparam("its_token")).values(answer_message_id=bindparam("message"))


class SqlShownAnswers(ShownAnswers):
    def __init__(self, reading: Transaction, writing: Transaction, writing_in_bulk: Transaction) -> None:
        self._reading = reading
        self._writing = writing
        self._writing_in_bulk = writing_in_bulk

    def save(self, answer: Shown) -> None:
        cited = [
            {"token": answer.token, "article_id": article_id, "place": place}
            for place, article_id in enumerate(dict.fromkeys(answer.article_ids))
        ]
        # What hangs on it is on the disk with the next confirmation, which every answer ends with.
        with self._writing_in_bulk() as connection:
            connection.execute(_FORGET_TOKEN, {"its_token": answer.token})
            row = {c.name: getattr(answer, c.name) for c in shown.c}
            connection.execute(insert(shown), row)
            if cited:
                connection.execute(insert(shown_articles), cited)

    def get(self, token: str) -> Shown | None:
        return self._found(_OF_TOKEN, token=token) if is_storable(token) else None

    def _found(self, newest: Select[Any], **asked: Any) -> Shown | None:
        """What one of the statements above finds."""
        with self._reading() as connection:
            row = connection.execute(newest, asked).one_or_none()
            if row is None:
                return None
            ids = tuple(connection.scalars(_CITED, {"token": row.token}))
        return Shown(**row._asdict(), article_ids=ids)

    def of_chat(self, chat_id: int) -> tuple[Shown, ...]:
        rows = select(shown).where(shown.c.chat_id == chat_id).order_by(shown.c.created_utc, shown.c.token)
        of_chat = select(shown.c.token).where(shown.c.chat_id == chat_id)
        cited = select(shown_articles).where(shown_articles.c.token.in_(of_chat)).order_by(shown_articles.c.place)
        with self._reading() as connection:
            ids: dict[str, list[str]] = {}
            for row in connection.execute(cited):
                ids.setdefault(row.token, []).append(row.article_id)
            found = connection.execute(rows).all()
        return tuple(Shown(**row._asdict(), article_ids=tuple(ids.get(row.token, ()))) for row in found)

    def questions_of(self, chat_id: int, asker_id: int, *, limit: int) -> tuple[tuple[str, datetime], ...]:
        written = (
            shown.c.chat_id == chat_id,
            shown.c.asker_id == asker_id,
            shown.c.question_message_id.is_not(None),
            shown.c.is_withdrawn.is_(False),
        )
        of_both = select(shown.c.question, shown.c.created_utc)
        newest = of_both.where(*written).order_by(shown.c.created_utc.desc(), shown.c.token)
        with self._reading() as connection:
            rows = connection.execute(newest.limit(limit * _ASKED_AGAIN)).all()
        last: dict[str, datetime] = {}
        for row in rows:
            if not row.question.startswith("/"):
                last.setdefault(row.question, row.created_utc)
        return tuple(last.items())[:limit]

    def mark_sent(self, token: str, message_id: int) -> None:
        with self._writing_in_bulk() as connection:
            connection.execute(_MARK_SENT, {"its_token": token, "message": message_id})

    def by_message(
        self, chat_id: int, *, answer_message_id: int | None = None, question_message_id: int | None = None
    ) -> Shown | None:
        if answer_message_id is not None:
            return self._found(_OF_ANSWER, chat=chat_id, message=answer_message_id)
        return self._found(_OF_QUESTION, chat=chat_id, message=question_message_id)

    def latest(self, chat_id: int, topic_id: int | None, asker_id: int, since: datetime) -> Shown | None:
        thread = {"chat": chat_id, "asker": asker_id, "since": since}
        if topic_id is None:
            return self._found(_LATEST, **thread)
        return self._found(_LATEST_OF_TOPIC, topic=topic_id, **thread)

    def count_since(self, moment: datetime) -> tuple[int, int]:
        counted = select(func.count(), func.count(shown.c.chat_id.distinct())).where(shown.c.created_utc >= moment)
        with self._reading() as connection:
            answers, chats = connection.execute(counted).one()
        return int(answers), int(chats)

    def forget(self, before: datetime) -> int:
        with self._writing() as connection:
            return connection.execute(delete(shown).where(shown.c.created_utc < before)).rowcount
