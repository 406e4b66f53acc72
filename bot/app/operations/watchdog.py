"""Does everything still move? Loops tell when they last did their work; what stands still is told to the operators."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app.operations.notices import Notices
from bot.render.message import Message
from bot.render.message import line as text_of
from bot.render.translate import N_, _
from bot.transport.background import looking
from bot.transport.heartbeat import Heartbeat
from bot.transport.line import Line
from bot.transport.threads import ThreadBridge
from retrieval.answers.figures import LATE_AFTER, figures
from retrieval.answers.ingest.health import Check
from retrieval.errors import VerbatimError
from retrieval.store import Store

LOOK_EVERY_S = 5.0
# How long a loop may be silent; a poll of Telegram takes ten seconds.
SILENT_FOR = {"polling": timedelta(minutes=3), "looking": timedelta(minutes=11), "delivering": timedelta(minutes=2)}
_LEAVE_S = 1.0
_TOLD_AGAIN = timedelta(minutes=5)
_LATE_S = 15 * 60.0
_STALE_AFTER = timedelta(minutes=1)
_NAMES = {
    "polling": N_("fetching messages"),
    "looking": N_("looking for news"),
    "delivering": N_("sending alerts"),
    "intake": N_("reading sources"),
    "inbox": N_("saving messages"),
    "outbox": N_("recording alerts, so that none is sent twice"),
}
_log = logging.getLogger(__name__)


def stalled(
    moments: Mapping[str, datetime], held: Mapping[str, float], now: datetime, *, since: datetime
) -> frozenset[str]:
    """The loops that have been silent for too long, and what waits though nothing is silent.

    Args:
        held: `figures` by name.
        since: when the bot began; what has waited until then is seen to first.

    >>> now = datetime(2024, 5, 2, tzinfo=UTC)
    >>> long_ago, silent = now - timedelta(days=1), {"polling": now - timedelta(minutes=4)}
    >>> sorted(stalled(silent, {"sources_late": 1}, now, since=long_ago))
    ['intake', 'polling']
    >>> sorted(stalled({}, {"sources_late": 1}, now, since=now - timedelta(minutes=5)))
    []
    """
    silent = {name for name, moment in moments.items() if now - moment > SILENT_FOR.get(name, LATE_AFTER)}
    is_late = held.get("alerts_oldest_due_seconds", 0.0) > _LATE_S and held.get("alerts_sent_last_hour", 0.0) == 0
    if is_late and (now - since).total_seconds() > _LATE_S:
        silent.add("delivering")
    if held.get("sources_late", 0.0) > 0 and now - since > LATE_AFTER:
        silent.add("intake")
    return frozenset(silent)


class Watch:
    """Writes the health file, and tells the operators when something stalls and when it recovers."""

    def __init__(
        self,
        heartbeat: Heartbeat,
        store: Store,
        notices: Notices,
        bridge: ThreadBridge,
        health_file: Path | None,
        line: Line | None = None,
    ) -> None:
        self._heartbeat = heartbeat
        self._store = store
        self._notices = notices
        self._bridge = bridge
        self._health_file = health_file
        self._line = line
        self._still: frozenset[str] = frozenset()
        self._since: datetime | None = None

    def running(self) -> AbstractAsyncContextManager[None]:
        """Watch while the block runs."""
        return looking(self._look, "watch", every_s=LOOK_EVERY_S, leave_s=_LEAVE_S)

    async def _look(self) -> None:
        try:
            await self.look(datetime.now(UTC))
        except (VerbatimError, TimeoutError, OSError) as error:
            _log.warning("Could not read or write the bot's health: %s", error)

    async def look(self, now: datetime) -> None:
        """Once."""
        held = {f.name: f.value for f in await self._bridge.reach(partial(figures, self._store, now))}
        self._since = self._since or now
        still = stalled(self._heartbeat.moments, held, now, since=self._since) | self._heartbeat.failing
        await self._write(now, still, held)
        if self._line and self._line.state == "down":
            return  # nobody can be told, and what waits for Telegram has stalled for no other reason
        for name in sorted(still - self._still):
            _log.error("Stalled: %s", name)
            await self._tell(f"stalled {name}", partial(_stalled, name), now)
        for name in sorted(self._still - still):
            _log.info("Recovered: %s", name)
            await self._tell(f"recovered {name}", partial(_recovered, name), now)
        self._still = still

    async def _write(self, now: datetime, still: frozenset[str], held: Mapping[str, float]) -> None:
        if not self._health_file:
            return
        moments = {name: moment.isoformat() for name, moment in self._heartbeat.moments.items()}
        since = self._line.since if self._line and self._line.state == "down" else None
        body = {
            "at": now.isoformat(),
            "standing_still": sorted(still),
            "unreachable_since": since.isoformat() if since else None,
            "last": moments,
            "refused_by_telegram": self._heartbeat.refused,
            "figures": held,
        }
        try:
            await self._bridge.reach(partial(write_whole, self._health_file, json.dumps(body, indent=1)))
        except OSError as error:  # operators are told all the same
            _log.warning("Could not write the health file: %s", error)

    async def _tell(self, what: str, words_of: Callable[[], Message], now: datetime) -> None:
        """Tell it, unless another process has just told it."""
        is_first = partial(self._store.notices.is_first, what, now, within=_TOLD_AGAIN)
        with contextlib.suppress(VerbatimError, TimeoutError):  # what cannot be looked up is told rather twice
            if self._store.is_shared and not await self._bridge.reach(is_first):
                return
        with contextlib.suppress(VerbatimError, TimeoutError):
            await self._notices.tell_operators(words_of)


def _stalled(name: str) -> Message:
    return text_of(_("Stalled: {what}. The bot's log and verbatim check say more.").format(what=_(_NAMES[name])))


def _recovered(name: str) -> Message:
    return text_of(_("Recovered: {what}.").format(what=_(_NAMES[name])))


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def check_health(path: Path, now: datetime) -> Check:
    """What the health file of a running bot says."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(body["at"])
    except (OSError, ValueError, KeyError):
        return Check("health", ok=True, message=f"no bot has written {path} yet")
    if now - at > _STALE_AFTER:
        return Check("health", ok=False, message=f"the bot last wrote {path} at {at:%Y-%m-%d %H:%M:%S} UTC; start it")
    if body.get("unreachable_since"):
        since = datetime.fromisoformat(body["unreachable_since"])
        told = f"Telegram cannot be reached since {since:%Y-%m-%d %H:%M:%S} UTC; look at the network and its proxy"
        return Check("health", ok=False, message=told)
    if body["standing_still"]:
        return Check("health", ok=False, message=f"stalled: {', '.join(body['standing_still'])}; see its log")
    return Check("health", ok=True, message="the bot is running and nothing has stalled")
