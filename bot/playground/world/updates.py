"""The update queue: which updates wait for the bot, and which it has confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.playground.wire_values import Json

FIRST_UPDATE_ID = 100_000_001
MAX_PENDING = 10_000
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that an empty list of allowed updates does not include."""


class UpdateQueue:
    """Updates in order of arrival, kept until they are confirmed.

    Args:
        on_arrival: called after each new update.
    """

    def __init__(self, on_arrival: Callable[[], None]) -> None:
        self._on_arrival = on_arrival
        self._pending: dict[int, Json] = {}
        self._next_id = FIRST_UPDATE_ID
        self.allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds are wanted from now on; None keeps what was said before."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def is_allowed(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY

    def add(self, kind: str, payload: object) -> int | None:
        """Queue an update, unless the bot does not want its kind.

        Returns:
            Its update_id, or None where it was left out.
        """
        return self.add_raw({kind: payload}) if self.is_allowed(kind) else None

    def add_raw(self, body: Json) -> int:
        """Queue any object as an update, one the bot cannot parse included."""
        update_id = self._next_id
        self._next_id += 1
        self._pending[update_id] = {"update_id": update_id, **body}
        while len(self._pending) > MAX_PENDING:
            del self._pending[next(iter(self._pending))]
        self._on_arrival()
        return update_id

    def repeat(self, update: Json) -> None:
        """Deliver an update again under its old number, as Telegram does where a confirmation was lost."""
        self._pending[update["update_id"]] = update
        self._pending = dict(sorted(self._pending.items()))
        self._on_arrival()

    def fetch(self, offset: int, limit: int) -> list[Json]:
        """Confirm everything before ``offset`` and read on from there; a negative offset counts from the end."""
        if offset < 0:
            keep = list(self._pending)[offset:]
            self._pending = {update_id: self._pending[update_id] for update_id in keep}
        elif offset > 0:
            self._pending = {key: update for key, update in self._pending.items() if key >= offset}
        return list(self._pending.values())[:limit]

    def pending(self) -> tuple[Json, ...]:
        return tuple(self._pending.values())

    def confirm(self, update_id: int) -> None:
        self._pending.pop(update_id, None)

    @property
    def next_id(self) -> int:
        """The number of the next update."""
        return self._next_id

    def restore(self, next_id: int, pending: Sequence[Json]) -> None:
        """Go on where an earlier run has stopped."""
        self._next_id = next_id
        self._pending = {update["update_id"]: update for update in pending}

    def drop(self) -> None:
        """Forget all that waits."""
        self._pending.clear()
