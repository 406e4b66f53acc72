"""The intake of all and those of single chats: the sources of each are read into the archive that they are for."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from bot.intake.loop import LOOK_EVERY_S, Intake
from bot.settings import Settings
from retrieval.answers.archive import Archive
from retrieval.answers.audiences import Audiences
from retrieval.errors import VerbatimError

if TYPE_CHECKING:
    from retrieval.answers.audiences.audiences import Stamp

# What falls due in a chat's archive is looked for as often as this, and at once where that was written to.
_DUE_EVERY_S = 60.0
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
        self._looked: dict[int, tuple[Stamp, float]] = {}

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
            self._looked[chat_id] = (self._audiences.stamp(chat_id), time.monotonic())
            return 0

    def _step(self, chat_id: int, stop: threading.Event | None) -> int:
        stamp, at = self._looked.get(chat_id, ((), 0.0))
        if stamp == self._audiences.stamp(chat_id) and time.monotonic() - at < _DUE_EVERY_S:
            return 0
        with self._audiences.own(chat_id) as own:
            read = self._of_all.within(own).step(stop) if own else 0
        if not read:
            self._looked[chat_id] = (self._audiences.stamp(chat_id), time.monotonic())
        return read

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        try:
            while not stop.is_set():
                if self.step(stop) == 0 or self._of_all.is_stuck:
                    stop.wait(LOOK_EVERY_S)
        finally:
            self._audiences.close()
