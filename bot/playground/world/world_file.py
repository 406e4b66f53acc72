"""World file: what was said in the playground, kept in a database of its own through reloads and restarts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.playground.wire_values import Json, Upload
from bot.playground.world.people_and_chats import Chat, Topic, User
from bot.playground.world.state import State

_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS messages (chat INTEGER, message INTEGER, body TEXT NOT NULL, PRIMARY KEY (chat, message));
CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, name TEXT, mime TEXT, content BLOB NOT NULL);
"""
_Rows = dict[tuple[str, str], str]


class WorldFile:
    """One process writes it: it stays locked until it is closed.

    Raises:
        sqlite3.OperationalError: another process has it, or it cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_SCHEMA)
        self._saved: _Rows = {(kind, key): body for kind, key, body in self._all("SELECT kind, key, body FROM kept")}
        self._files = {name for (name,) in self._all("SELECT file FROM files")}

    def _all(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(self._connection.execute(statement)) as cursor:
            return cursor.fetchall()

    def close(self) -> None:
        """Let another process have it."""
        self._connection.close()

    def fact(self, name: str) -> Any:
        """A single value that was kept; None where there is none."""
        body = self._saved.get(("fact", name))
        return None if body is None else json.loads(body)

    def rows(self, kind: str) -> dict[str, Any]:
        """Everything of a kind, by its key."""
        return {key: json.loads(body) for (of, key), body in self._saved.items() if of == kind}

    def load(self, state: State) -> None:
        """Fill a new state with what was kept."""
        for user_id, body in self.rows("user").items():
            state.users[int(user_id)] = User(int(user_id), **body)
        for chat_id, body in self.rows("chat").items():
            state.chats[int(chat_id)] = _chat(int(chat_id), body, state.users)
        for chat_id, _, body in self._all("SELECT chat, message, body FROM messages ORDER BY chat, message"):
            if chat_id in state.chats:
                state.chats[chat_id].keep(json.loads(body))
        for file, name, mime, content in self._all("SELECT file, name, mime, content FROM files ORDER BY rowid"):
            state.files[file] = Upload(name, mime, content)
        state.numbers.last.update(self.fact("numbers") or {})
        state.operators.update(self.fact("operators") or ())
        state.ahead_s = float(self.fact("ahead_s") or 0)
        if next_update := self.fact("next_update"):
            state.updates.restore(next_update, [body for _, body in sorted(self.rows("update").items())])

    def save(self, state: State, visitors: Mapping[str, Json]) -> None:
        """Write down what has changed since the last time, whole or not at all."""
        rows = _rows(state, visitors)
        changed = [(*key, body) for key, body in rows.items() if self._saved.get(key) != body]
        gone = [key for key in self._saved if key not in rows]
        touched, state.unsaved = state.unsaved or set(), set()
        if not (changed or gone or touched):
            return
        run = self._connection
        run.execute("BEGIN IMMEDIATE")
        run.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", changed)
        run.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", gone)
        run.executemany("DELETE FROM messages WHERE chat = ?", [(key,) for kind, key in gone if kind == "chat"])
        self._save_messages(state, touched)
        self._save_files(state)
        run.execute("COMMIT")
        self._saved = rows

    def _save_messages(self, state: State, touched: set[tuple[int, int]]) -> None:
        for chat_id, message_id in sorted(touched):
            chat = state.chats.get(chat_id)
            message = chat.messages.get(message_id) if chat else None
            if message is None:
                self._connection.execute("DELETE FROM messages WHERE chat = ? AND message = ?", (chat_id, message_id))
            else:
                row = (chat_id, message_id, json.dumps(message))
                self._connection.execute("INSERT OR REPLACE INTO messages VALUES (?, ?, ?)", row)
                self._drop_oldest(chat_id, next(iter(chat.messages)) if chat else 0)

    def _drop_oldest(self, chat_id: int, first: int) -> None:
        self._connection.execute("DELETE FROM messages WHERE chat = ? AND message < ?", (chat_id, first))

    def _save_files(self, state: State) -> None:
        now = set(state.files)
        for file in now - self._files:
            kept = state.files[file]
            row = (file, kept.name, kept.mime_type, kept.content)
            self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", row)
        self._connection.executemany("DELETE FROM files WHERE file = ?", [(file,) for file in self._files - now])
        self._files = now


def _rows(state: State, visitors: Mapping[str, Json]) -> _Rows:
    """All that is kept, messages and files apart."""
    return {(kind, key): json.dumps(body, sort_keys=True) for kind, key, body in _kept(state, visitors)}


def _kept(state: State, visitors: Mapping[str, Json]) -> Iterator[tuple[str, str, Any]]:
    yield "fact", "token", state.token
    yield "fact", "numbers", state.numbers.last
    yield "fact", "operators", sorted(state.operators)
    yield "fact", "ahead_s", state.ahead_s
    yield "fact", "next_update", state.updates.next_id
    for number, (key, body) in enumerate(visitors.items()):
        yield "visitor", key, {**body, "order": number}
    for update in state.updates.pending():
        yield "update", str(update["update_id"]), update
    for user in state.users.values():
        if user.id != state.bot.id:
            named = {name: getattr(user, name) for name in ("first_name", "username", "language_code", "is_bot")}
            yield "user", str(user.id), named
    for chat in state.chats.values():
        yield "chat", str(chat.id), _head(chat)


def _head(chat: Chat) -> Json:
    """A chat without its messages."""
    return {
        "type": chat.type,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "person": chat.person.id if chat.person else None,
        "has_begun": chat.has_begun,
        "migrated_to": chat.migrated_to,
        "members": list(chat.members.items()),
        "topics": [(topic.id, topic.name, topic.is_closed) for topic in chat.topics.values()],
    }


def _chat(chat_id: int, body: Json, users: Mapping[int, User]) -> Chat:
    topics = {number: Topic(number, name, closed) for number, name, closed in body.pop("topics")}
    person = users.get(body.pop("person") or 0)
    return Chat(chat_id, person=person, members=dict(body.pop("members")), topics=topics, **body)
