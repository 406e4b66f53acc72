"""Rate-limit questions per user and per chat, so that no one can starve the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.transport.outgoing.pace import Window, WindowsByKey

_SPAN_S = 60.0


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
        most = {"user": user, "chat": chat}
        self._who = WindowsByKey[tuple[str, int]](lambda key: (Window(most[key[0]], _SPAN_S),))

    def verdict(self, user_id: int, chat_id: int, now: float) -> Verdict:
        """Count a question, unless it is one too many.

        Args:
            user_id: 0 where it is not known who asks.
            now: seconds of a clock that never goes back.
        """
        self._who.sweep(now)
        who = [("chat", chat_id), *([("user", user_id)] if user_id else [])]
        windows = {key: window for key in who for window in self._who.windows(key)}
        waits = {key: window.wait_s(now) for key, window in windows.items()}
        full = max(waits, key=lambda key: waits[key])
        if waits[full] <= 0:
            for window in windows.values():
                window.add(now)
            return Verdict(is_let_in=True)
        if self._who.held_s(full, now):
            return Verdict(is_let_in=False)
        self._who.hold(full, now + waits[full])
        return Verdict(is_let_in=False, tell_s=math.ceil(waits[full]))
