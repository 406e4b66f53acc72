"""Audiences: which archive a chat may see, and where those of single chats are kept, opened and deleted."""

from __future__ import annotations

import re
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from retrieval.answers.archive import DATABASE_NAME, Archive
from retrieval.answers.audiences.joined_archive import JoinedArchive
from retrieval.answers.audiences.own_archive import OwnArchive
from retrieval.errors import ArchiveUnavailable

FOLDER = "audiences"
_CHAT = re.compile(r"-?\d{1,19}")
_GONE = ".gone-"
_MOST_OPEN = 16
_YOUNG_S = 3600.0
Stamp = tuple[tuple[int, int], ...]
"""What of an archive's files changes with every writing to it; empty where there is no archive."""


@dataclass(slots=True)
class _Open:
    """An archive of its own while it is open, and by how many it is used."""

    chat_id: int
    own: OwnArchive
    joined: JoinedArchive
    file: int
    users: int = 0
    is_let_go: bool = False

    def close_if_unused(self) -> None:
        """Whoever used it when it was deleted may have written an index anew, which goes too."""
        if self.is_let_go and not self.users:
            self.joined.close()
            self.own.close()
            _delete_what_is_left(self.own.folder)


class Audiences:
    """The archives of single chats, each in ``audiences/CHAT`` beside the archive of all; threads may share it.

    What a chat may see is decided by where its articles are, not by what a question asks for: who names no chat, or
    another one, is given an archive that does not hold them.

    Args:
        of_all: the archive that everybody sees, in a folder of this machine.
        is_open: whether chats have archives of their own; those there are stay closed otherwise.
        most_open: so many stay open without being used.
    """

    def __init__(self, of_all: Archive, *, is_open: bool, most_open: int = _MOST_OPEN) -> None:
        self._of_all = of_all
        self._is_open = is_open
        self._most_open = most_open
        self._folder = of_all.folder / FOLDER
        self._lock = threading.Lock()
        self._held: OrderedDict[int, _Open] = OrderedDict()

    @contextmanager
    def of_chat(self, chat_id: int) -> Iterator[Archive]:
        """What a chat may see while the block runs: the archive of all, with its own articles where it has any."""
        if not self._is_open or (held := self._taken(chat_id)) is None:
            yield self._of_all
            return
        try:
            yield held.joined
        finally:
            self._given_back(held)

    @contextmanager
    def own(self, chat_id: int, *, is_made: bool = False) -> Iterator[OwnArchive | None]:
        """What a chat alone may see, while the block runs; None where it has nothing.

        Args:
            is_made: make its archive where there is none.
        """
        if not self._is_open or (held := self._taken(chat_id, is_made=is_made)) is None:
            yield None
            return
        try:
            yield held.own
        finally:
            self._given_back(held)

    def has_own(self, chat_id: int) -> bool:
        """Whether there are articles, or sources, that this chat alone may see."""
        return self._is_open and self._database(chat_id).is_file()

    def chats(self) -> tuple[int, ...]:
        """The chats that have archives of their own, in order."""
        return self.kept() if self._is_open else ()

    def kept(self) -> tuple[int, ...]:
        """The same, also where they stay closed."""
        return kept_chats(self._of_all.folder)

    def stamp(self, chat_id: int) -> Stamp:
        """What is another one after each writing to a chat's own archive, by whichever process; opens nothing."""
        return tuple(_stamp(Path(f"{self._database(chat_id)}{ending}")) for ending in ("", "-wal"))

    def forget(self, chat_id: int) -> None:
        """Delete what a chat alone may see, with the sources that it named for itself."""
        with self._lock, _as_unavailable(self._folder):
            self._let_go(chat_id)
            aside = self._folder / f"{_GONE}{secrets.token_hex(8)}"
            with suppress(FileNotFoundError):
                self._database(chat_id).parent.rename(aside)
                shutil.rmtree(aside, ignore_errors=True)

    def move(self, old_id: int, new_id: int) -> None:
        """A chat has another id from now on: what it alone may see goes with it. Harmless the second time."""
        if not self._database(old_id).is_file():
            return
        self.forget(new_id)
        with self._lock, _as_unavailable(self._folder):
            self._let_go(old_id)
            old = self._database(old_id).parent
            with OwnArchive.open(old, is_only_looked_at=True) as own:
                own.store.lives.move(old_id, new_id)  # what it has named
            with suppress(FileNotFoundError):
                old.rename(self._database(new_id).parent)

    def sweep(self, now: datetime) -> None:
        """Delete what a process that was killed had begun to delete; what is young, another may be making."""
        for left in self._folder.glob(f"{_GONE}*"):
            shutil.rmtree(left, ignore_errors=True)
        for folder in self._folder.glob("*"):
            with suppress(FileNotFoundError):
                if now.timestamp() - folder.stat().st_mtime > _YOUNG_S:
                    _delete_what_is_left(folder)

    def close(self) -> None:
        """Close those that nobody uses, and the others when they are given back."""
        with self._lock:
            for chat_id in tuple(self._held):
                self._let_go(chat_id)

    def _database(self, chat_id: int) -> Path:
        return own_database(self._of_all.folder, chat_id)

    def _taken(self, chat_id: int, *, is_made: bool = False) -> _Open | None:
        file = _file_number(self._database(chat_id))
        if not (file or is_made or chat_id in self._held):  # most chats: they wait for nobody
            return None
        with self._lock:
            file = _file_number(self._database(chat_id))
            held = self._held.get(chat_id)
            if held is not None and held.file != file:  # deleted, or put in its place, by another process
                self._let_go(chat_id)
                held = None
            if held is None:
                if not file and not is_made:
                    return None
                held = self._held[chat_id] = self._opened(chat_id)
            self._held.move_to_end(chat_id)
            held.users += 1
            self._close_surplus()
            return held

    def _opened(self, chat_id: int) -> _Open:
        database = self._database(chat_id)
        with _as_unavailable(self._folder):
            self._folder.mkdir(mode=0o700, exist_ok=True)
        own = OwnArchive.open(database.parent, is_only_looked_at=True)
        return _Open(chat_id, own, JoinedArchive(self._of_all, own), _file_number(database))

    def _given_back(self, held: _Open) -> None:
        with self._lock:
            held.users -= 1
            is_gone = held.file != _file_number(self._database(held.chat_id))
            if is_gone and self._held.get(held.chat_id) is held:  # deleted meanwhile by another process
                self._let_go(held.chat_id)
            held.close_if_unused()
            self._close_surplus()

    def _close_surplus(self) -> None:
        """Of more than may stay open, those that nobody uses, longest unused first."""
        for chat_id in [chat_id for chat_id, held in self._held.items() if not held.users]:
            if len(self._held) <= self._most_open:
                return
            self._let_go(chat_id)

    def _let_go(self, chat_id: int) -> None:
        held = self._held.pop(chat_id, None)
        if held is not None:
            held.is_let_go = True
            held.close_if_unused()


def kept_chats(folder: Path) -> tuple[int, ...]:
    """The chats that have archives of their own beside the archive in a folder, whether they are open or not."""
    try:
        names = [path.name for path in (folder / FOLDER).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    found = (int(name) for name in names if _CHAT.fullmatch(name))
    return tuple(sorted(chat_id for chat_id in found if own_database(folder, chat_id).is_file()))


def own_database(folder: Path, chat_id: int) -> Path:
    """Where a chat's own archive has its database."""
    return folder / FOLDER / str(chat_id) / DATABASE_NAME


@contextmanager
def _as_unavailable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveUnavailable(str(folder), str(error)) from error


def _delete_what_is_left(folder: Path) -> None:
    """A folder without its database holds nothing that anybody could ask for."""
    if not (folder / DATABASE_NAME).is_file():
        shutil.rmtree(folder, ignore_errors=True)


def _file_number(path: Path) -> int:
    """Which file this is, whatever it is named; 0 where there is none."""
    try:
        return path.stat().st_ino
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return 0, 0
    return found.st_mtime_ns, found.st_size
