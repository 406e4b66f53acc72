"""The intake of all and those of single chats: the sources of each are read into the archive that they are for."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.intake.loop import LOOK_EVERY_S, Intake
from bot.settings import Settings
from retrieval.answers.archive import Archive
from retrieval.answers.audiences import Audiences
from retrieval.errors import VerbatimError
from retrieval.model.clock import utc_now

if TYPE_CHECKING:
    from retrieval.answers.audiences.audiences import Stamp

# What was taken and not read by a process that died is anybody's after a while.
_LONGEST = timedelta(minutes=30)
_AFTER_FAILURE = timedelta(minutes=1)
_log = logging.getLogger(__name__)


class Intakes:
    """Reads what is due, for all first; a chat's archive is opened only where something may be due.

    Args:
        of_all: reads for all; the chats' sources are read by it too, so that a site is asked as politely by all.
        audiences: the archives of single chats.
    """

    def __init__(self, of_all: Intake, audiences: Audiences) -> None:
        self._of_all = of_all
        self._audiences = audiences
        self._due: dict[int, tuple[Stamp, datetime]] = {}

    @classmethod
    def of(cls, settings: Settings, archive: Archive, *, gives_way: float = 0.0) -> Intakes:
        """An intake as the operator wants it."""
        audiences = Audiences(archive, is_open=settings.sources_are == "private")
        return cls(Intake.of(settings, archive, gives_way=gives_way), audiences)

    def step(self, stop: threading.Event | None = None) -> int:
        """Read some of what is due; returns how many sources were read."""
        read = self._of_all.step(stop)
        for chat_id in self._audiences.chats():
            if stop is None or not stop.is_set():
                read += self._step_safely(chat_id, stop)
        return read

    def _step_safely(self, chat_id: int, stop: threading.Event | None) -> int:
        """Whatever is wrong with one chat's archive, the others are read."""
        try:
            return self._step(chat_id, stop)
        except (VerbatimError, OSError) as error:
            _log.error("The sources of a chat could not be read: %s", error)
            self._due[chat_id] = (self._audiences.stamp(chat_id), utc_now() + _AFTER_FAILURE)
            return 0

    def _step(self, chat_id: int, stop: threading.Event | None) -> int:
        now, stamp = utc_now(), self._audiences.stamp(chat_id)
        written, due = self._due.get(chat_id, ((), now))
        if written == stamp and now < due:
            return 0
        with self._audiences.own(chat_id) as own:
            if own is None:
                return 0
            read = self._of_all.within(own).step(stop)
            if not read:
                active = (source.next_run_utc for source in own.store.sources.all() if source.state == "active")
                self._due[chat_id] = (self._audiences.stamp(chat_id), min((*active, now + _LONGEST)))
            return read

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        try:
            while not stop.is_set():
                if self.step(stop) == 0 or self._of_all.is_stuck:
                    stop.wait(LOOK_EVERY_S)
        finally:
            self._audiences.close()
