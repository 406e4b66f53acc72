"""Counters of the stand-in: ids that are given once and never again."""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST = {"people": 1_001, "groups": 1, "messages": 1}


@dataclass(slots=True)
class Numbers:
    """The last number given in each line; a line that has given none begins at its first one.

    >>> numbers = Numbers()
    >>> numbers.next("people"), numbers.next("people"), numbers.next("-1000000000001")
    (1001, 1002, 1)
    """

    last: dict[str, int] = field(default_factory=dict)

    def next(self, line: str) -> int:
        """The next number of a line."""
        self.last[line] = self.last.get(line, FIRST.get(line, 1) - 1) + 1
        return self.last[line]
