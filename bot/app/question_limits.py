"""Who has asked too much for now? Nobody's questions take the others' time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.transport.pace import Window

_SPAN_S = 60.0
_SWEEP_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer; where not, the seconds to name, which are 0 where that was said already."""

    is_let_in: bool
    tell_s: int = 0


class QuestionLimits:
    """Counts the questions of the last minute, by user and by chat.

    Its windows are gone after a minute, so they are kept in memory and lost at a restart.
    """

    def __init__(self, *, user: int, chat: int) -> None:
        self._most = {"user": user, "chat": chat}
        self._windows: dict[tuple[str, int], Window] = {}
        self._told: dict[tuple[str, int], float] = {}
        self._asked = 0

    def verdict(self, user_id: int, chat_id: int, now: float) -> Verdict:
        """Count a question, unless it is one too many.

        Args:
            user_id: 0 where it is not known who asks.
            now: seconds of a clock that never goes back.
        """
        self._sweep(now)
        who = [("chat", chat_id), *([("user", user_id)] if user_id else [])]
        windows = {key: self._windows.setdefault(key, Window(self._most[key[0]], _SPAN_S)) for key in who}
        waits = {key: window.wait_s(now) for key, window in windows.items()}
        full = max(waits, key=lambda key: waits[key])
        if waits[full] <= 0:
            for window in windows.values():
                window.add(now)
            return Verdict(is_let_in=True)
        if self._told.get(full, 0.0) > now:
            return Verdict(is_let_in=False)
        self._told[full] = now + waits[full]
        return Verdict(is_let_in=False, tell_s=math.ceil(waits[full]))

    def _sweep(self, now: float) -> None:
        self._asked += 1
        if self._asked % _SWEEP_EVERY:
            return
        self._told = {key: until for key, until in self._told.items() if until > now}
        for key, window in list(self._windows.items()):
            if not window.wait_s(now) and window.is_empty:
                del self._windows[key]
