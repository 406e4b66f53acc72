"""The intake loop: read what is due, put it into the archive, remember, and wait."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from bot.intake.adding import bounds_of
from bot.intake.fetching import HostTurns
from bot.intake.once import fetcher_of
from bot.intake.source_reader import Poller, Reading
from bot.settings import Settings
from retrieval.answers.archive import Archive
from retrieval.errors import ArchiveBusy, VerbatimError
from retrieval.store import Source

_AT_ONCE = 4
LOOK_EVERY_S = 15.0
# A few at a time, so that a process that dies in the middle holds none back for long.
_MOST_CLAIMED = 16
_CLAIM = timedelta(minutes=5)
_BUSY_WAIT = timedelta(seconds=30)
_ARTICLES_A_BATCH = 10
_LONGEST_PAUSE_S = 2.0
_log = logging.getLogger(__name__)


class Intake:
    """Keeps an archive current from its sources.

    Args:
        now: the clock.
        gives_way: how much longer than it took to write some articles it then leaves the machine to the bot.
        peoples: reads what others than operators have named; without it, ``poller`` does.

    Attributes:
        is_stuck: what became of a source could not be kept in the last step.
    """

    def __init__(
        self,
        archive: Archive,
        poller: Poller,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        gives_way: float = 0.0,
        peoples: Poller | None = None,
    ) -> None:
        self._archive = archive
        self._poller = poller
        self._peoples = peoples or poller
        self._now = now
        self._gives_way = gives_way
        self.is_stuck = False

    @classmethod
    def of(cls, settings: Settings, archive: Archive, *, gives_way: float = 0.0) -> Intake:
        """An intake as the operator wants it."""
        turns = HostTurns(settings.intake_host_delay_s)
        chance = Random()  # noqa: S311  # spreads, hides nothing
        poller, peoples = (
            Poller(fetcher_of(settings, is_for_people=is_peoples), turns, bounds_of(settings), chance)
            for is_peoples in (False, True)
        )
        return cls(archive, poller, gives_way=gives_way, peoples=peoples)

    def within(self, archive: Archive) -> Intake:
        """The same for another archive, sharing how politely sites are asked."""
        return Intake(archive, self._poller, now=self._now, gives_way=self._gives_way, peoples=self._peoples)

    def step(self, stop: threading.Event | None = None) -> int:
        """Read some of what is due, several hosts at a time; returns how many sources were read.

        They are claimed first: of several processes that read for one archive, one reads each.
        """
        self.is_stuck = False
        now = self._now()
        due = self._archive.store.sources.claim(now, now + _CLAIM, limit=_MOST_CLAIMED)
        if not due:
            return 0
        with ThreadPoolExecutor(_AT_ONCE, "intake") as pool:
            held = self._archive.held
            readings = {pool.submit(self._poller_of(source).read, source, self._now(), held): source for source in due}
            for done in as_completed(tuple(readings)):
                if stop is not None and stop.is_set():
                    pool.shutdown(wait=False, cancel_futures=True)
                    break
                self._take_safely(readings.pop(done), done)
        if readings:
            self._let_go(readings.values())
        return len(due)

    def _poller_of(self, source: Source) -> Poller:
        """Where operators allow hosts of their own network, they allow them to themselves."""
        return self._poller if source.is_operators else self._peoples

    def _let_go(self, unread: Iterable[Source]) -> None:
        """Leave what was claimed to the next start, or to another process."""
        with suppress(VerbatimError):  # the claims run out by themselves
            self._archive.store.sources.let_go([source.url for source in unread])

    def _take_safely(self, source: Source, done: Future[Reading]) -> None:
        """Whatever goes wrong with one source is its own failure; the others go on."""
        try:
            self._take(source, done.result())
        except Exception as error:
            words = str(error) if isinstance(error, VerbatimError) else type(error).__name__
            why = f"its articles could not be taken in ({words})"
            # Where it happened, and no words of an article.
            _log.error("The source %s: %s\n%s", source.url, why, "".join(traceback.format_tb(error.__traceback__)))
            self._record_failure(source, why)

    def _record_failure(self, source: Source, why: str) -> None:
        try:
            self._archive.store.sources.record(self._poller.failed(source, why, self._now()))
        except VerbatimError as error:  # it stays due, and is read again when the database is well
            _log.error("What became of the source %s could not be kept: %s", source.url, error)
            self.is_stuck = True

    def _take(self, before: Source, reading: Reading) -> None:
        """Articles first, then the source: killed in between, the source is read again and changes nothing."""
        after = reading.source
        try:
            for at in range(0, len(reading.articles), _ARTICLES_A_BATCH):
                began = time.monotonic()
                done = self._archive.add(reading.articles[at : at + _ARTICLES_A_BATCH], appeared=reading.appeared)
                after = replace(after, articles=after.articles + done.added)
                time.sleep(min(_LONGEST_PAUSE_S, self._gives_way * (time.monotonic() - began)))
        except ArchiveBusy:
            self._archive.store.sources.record(replace(before, next_run_utc=self._now() + _BUSY_WAIT))
            return
        self._archive.store.sources.record(after)
        if after.state == "ended":
            _log.warning("The source %s has ended: %s", after.url, after.last_error)
        elif after.last_error:
            _log.info("The source %s: %s", after.url, after.last_error)
