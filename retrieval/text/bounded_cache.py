"""Bounded cache: the last values that were used, up to so many characters of text behind them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """Values by key, those used longest ago forgotten first; threads may share it.

    What is kept is made of texts of any length, so that its size, and not its number, bounds the memory.

    Args:
        most_chars: that all kept values together may stand for; the last one is kept whatever its size.

    >>> cache = BoundedCache[str, int](3)
    >>> cache.keep("a", 1, 2), cache.keep("b", 2, 1), cache.get("a"), cache.keep("c", 3, 1)
    (1, 2, 1, 3)
    >>> cache.get("a"), cache.get("b"), cache.get("c")
    (1, None, 3)
    """

    def __init__(self, most_chars: int) -> None:
        self._most_chars = most_chars
        self._chars = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """What is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: K, value: V, chars: int) -> V:
        """Keep a value that stands for so many characters; the value itself."""
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = (value, chars)
            self._chars += chars - (before[1] if before else 0)
            while self._chars > self._most_chars and len(self._kept) > 1:
                _, (_, oldest) = self._kept.popitem(last=False)
                self._chars -= oldest
        return value
