"""Notices contract: what operators were told, so that of several bots one tells it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class ToldNotices(Protocol):
    """What operators were told of by name, such as a loop that has stalled."""

    def is_first(self, name: str, now: datetime, *, within: timedelta) -> bool:
        """Whether nobody has told this for so long; whoever asks tells it now."""
