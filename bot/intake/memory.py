"""State of a source between two readings: what was read, what waits, and which hosts rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.intake.fetching import Rest

_WAITS, _RESTS, _WAS_READ = "?", "host ", "="
_LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that was offered and could not be read yet.

    Attributes:
        tries: how often its page was asked for in vain.
        due: when it is asked for again.
        since: when it failed first, or its host rested; None where it has only not been its turn.
        has_appeared: whether it was not there when the source was first read.
    """

    tries: int = 0
    due: datetime = _LONG_AGO
    since: datetime | None = None
    has_appeared: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept in ``Source.seen``, as strings, for all of it but the prints concerns the intake alone.

    Attributes:
        prints: what was read, by key; another print is another text.
        waiting: what was not read yet, by key.
        rests: the hosts that are left alone, from the articles of this source.
        was_read: whether the source has been read before.
    """

    prints: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    rests: Mapping[str, Rest] = field(default_factory=dict)
    was_read: bool = False

    @classmethod
    def of(cls, seen: Mapping[str, str]) -> Memory:
        """What a source's ``seen`` says; an empty print is one that waited in an older archive."""
        prints, waiting, rests = {}, {}, {}
        for key, value in seen.items():
            if key.startswith(_RESTS):
                rests[key.removeprefix(_RESTS)] = _as_rest(value)
            elif value.startswith(_WAITS) or not value:
                waiting[key] = _as_waiting(value)
            elif key != _WAS_READ:
                prints[key] = value
        return cls(prints, waiting, rests, was_read=bool(seen))

    def as_seen(self) -> dict[str, str]:
        """The same for ``Source.seen``."""
        return dict(self._rows())

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield _WAS_READ, _WAS_READ
        yield from self.prints.items()
        for key, w in self.waiting.items():
            since = int(w.since.timestamp()) if w.since else 0
            yield key, f"{_WAITS}{w.tries} {int(w.due.timestamp())} {since} {int(w.has_appeared)}"
        for host, rest in self.rests.items():
            yield f"{_RESTS}{host}", f"{rest.failures} {int(rest.until.timestamp())}"

    def has_appeared(self, key: str) -> bool:
        """Whether the source has been read before and this was not there then."""
        if key in self.waiting:
            return self.waiting[key].has_appeared
        return self.was_read and key not in self.prints

    def knows(self, key: str) -> bool:
        """Whether it has been offered before."""
        return key in self.prints or key in self.waiting

    def waits(self, key: str) -> Waiting:
        """How it has waited so far."""
        return self.waiting.get(key) or Waiting(has_appeared=self.has_appeared(key))


def _as_waiting(value: str) -> Waiting:
    tries, due, since, appeared = map(int, value.removeprefix(_WAITS).split() or (0, 0, 0, 0))
    return Waiting(tries, _moment(due), _moment(since) if since else None, bool(appeared))


def _as_rest(value: str) -> Rest:
    failures, until = map(int, value.split())
    return Rest(failures, _moment(until))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
