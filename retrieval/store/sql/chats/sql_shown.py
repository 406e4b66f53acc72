"""Shown answers in a relational database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from retrieval.store.contract.shown import ShownAnswers
from retrieval.store.sql.chunks import is_storable
from retrieval.store.sql.connections import Transaction
from retrieval.store.sql.tables import shown, shown_articles
from retrieval.store.values import Shown

# The same question may be asked often, and commands are kept beside questions.
_ASKED_AGAIN = 20


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
            connection.execute(delete(shown).where(shown.c.token == answer.token))
            row = {c.name: getattr(answer, c.name) for c in shown.c}
            connection.execute(insert(shown), row)
            if cited:
                connection.execute(insert(shown_articles), cited)

    def get(self, token: str) -> Shown | None:
        return self._newest(shown.c.token == token) if is_storable(token) else None

    def _newest(self, *conditions: ColumnElement[bool]) -> Shown | None:
        """The newest that fulfils all conditions."""
        newest = select(shown).where(*conditions).order_by(shown.c.created_utc.desc(), shown.c.token).limit(1)
        with self._reading() as connection:
            row = connection.execute(newest).one_or_none()
            if row is None:
                return None
            cited = select(shown_articles.c.article_id).where(shown_articles.c.token == row.token)
            ids = tuple(connection.scalars(cited.order_by(shown_articles.c.place)))
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
            connection.execute(update(shown).where(shown.c.token == token).values(answer_message_id=message_id))

    def by_message(
        self, chat_id: int, *, answer_message_id: int | None = None, question_message_id: int | None = None
    ) -> Shown | None:
        if answer_message_id is not None:
            return self._newest(shown.c.chat_id == chat_id, shown.c.answer_message_id == answer_message_id)
        return self._newest(shown.c.chat_id == chat_id, shown.c.question_message_id == question_message_id)

    def latest(self, chat_id: int, topic_id: int | None, asker_id: int, since: datetime) -> Shown | None:
        return self._newest(
            shown.c.chat_id == chat_id,
            shown.c.topic_id.is_(None) if topic_id is None else shown.c.topic_id == topic_id,
            shown.c.asker_id == asker_id,
            shown.c.created_utc >= since,
        )

    def count_since(self, moment: datetime) -> tuple[int, int]:
        counted = select(func.count(), func.count(shown.c.chat_id.distinct())).where(shown.c.created_utc >= moment)
        with self._reading() as connection:
            answers, chats = connection.execute(counted).one()
        return int(answers), int(chats)

    def forget(self, before: datetime) -> int:
        with self._writing() as connection:
            return connection.execute(delete(shown).where(shown.c.created_utc < before)).rowcount
