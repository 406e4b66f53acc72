"""Rate limits on sending: Telegram's, in all, for one chat, for one group, kept before they are hit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
_ALL = (30, 1.0)
# One a second in the long run; a short burst is tolerated.
_CHAT = (5, 5.0)
_GROUP = (20, 60.0)
_KEPT_FOR_URGENT = 1
_SWEEP_EVERY = 1_000


class Window:
    """At most ``most`` events in any ``span_s`` seconds.

    >>> window = Window(2, 10)
    >>> [window.wait_s(at) or window.add(at) or 0 for at in (0, 1, 4, 10)]
    [0, 0, 6, 0]
    """

    def __init__(self, most: int, span_s: float) -> None:
        self._most = most
        self._span_s = span_s
        self._times: deque[float] = deque()

    def wait_s(self, now: float, *, spare: int = 0) -> float:
        """Seconds until another event is allowed, and ``spare`` further ones with it; 0: it is."""
        while self._times and self._times[0] <= now - self._span_s:
            self._times.popleft()
        over = len(self._times) - (self._most - spare)
        return self._times[over] + self._span_s - now if over >= 0 else 0.0

    def add(self, now: float) -> None:
        """An event took place."""
        self._times.append(now)

    @property
    def is_empty(self) -> bool:
        return not self._times


class WindowsByKey(Generic[K]):
    """Each key's windows, and until when it is held; what rests is forgotten now and then.

    Args:
        windows_of: a key's windows, empty, when it is met.
    """

    def __init__(self, windows_of: Callable[[K], tuple[Window, ...]]) -> None:
        self._windows_of = windows_of
        self._windows: dict[K, tuple[Window, ...]] = {}
        self._held: dict[K, float] = {}
        self._asked = 0

    def __len__(self) -> int:
        """How many keys' windows are kept."""
        return len(self._windows)

    def windows(self, key: K) -> tuple[Window, ...]:
        """A key's windows."""
        return self._windows.setdefault(key, self._windows_of(key))

    def hold(self, key: K, until: float) -> None:
        """Leave a key alone until a moment."""
        self._held[key] = max(until, self._held.get(key, until))

    def held_s(self, key: K, now: float) -> float:
        """Seconds for which a key is held yet."""
        return max(self._held.get(key, now) - now, 0.0)

    def sweep(self, now: float) -> None:
        """Called before each event: now and then, forget the keys that rest."""
        self._asked += 1
        if self._asked % _SWEEP_EVERY:
            return
        self._held = {key: until for key, until in self._held.items() if until > now}
        for key, windows in list(self._windows.items()):
            if not any(window.wait_s(now) for window in windows) and all(window.is_empty for window in windows):
                del self._windows[key]


class Pace:
    """When may a message go to a chat? An edit keeps the pace of all and a chat's wait, not a chat's count."""

    def __init__(self) -> None:
        self._all = Window(*_ALL)
        self._chats = WindowsByKey(_windows)

    def wait_s(self, chat_id: int, now: float, *, is_urgent: bool = True, is_edit: bool = False) -> float:
        """Seconds to wait before asking again; 0: send now, it is counted.

        Args:
            now: seconds of a clock that never goes back.
            is_urgent: somebody waits for it; what is not leaves room for what is.
            is_edit: it changes a message that is there already.
        """
        self._chats.sweep(now)
        wait_s = self.foreseen_s(chat_id, now, is_urgent=is_urgent, is_edit=is_edit)
        if not wait_s:
            for window in (self._all, *self._counting(chat_id, is_edit=is_edit)):
                window.add(now)
        return wait_s

    def foreseen_s(self, chat_id: int, now: float, *, is_urgent: bool = True, is_edit: bool = False) -> float:
        """Seconds that a message would wait if it were sent now; nothing is counted."""
        return max(
            self._all.wait_s(now, spare=0 if is_urgent else _KEPT_FOR_URGENT),
            self._chats.held_s(chat_id, now),
            *(window.wait_s(now) for window in self._counting(chat_id, is_edit=is_edit)),
        )

    def _counting(self, chat_id: int, *, is_edit: bool) -> tuple[Window, ...]:
        """A chat's windows that count a message of a kind."""
        return () if is_edit else self._chats.windows(chat_id)

    def hold(self, chat_id: int, until: float) -> None:
        """Telegram asks to leave a chat alone until a moment."""
        self._chats.hold(chat_id, until)


def _windows(chat_id: int) -> tuple[Window, ...]:
    """A group's id is below zero."""
    return (Window(*_CHAT), Window(*_GROUP)) if chat_id < 0 else (Window(*_CHAT),)
