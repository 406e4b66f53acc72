"""How many values go into one statement?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# Older SQLite takes 999 parameters.
MOST = 500


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most ``MOST``, in order, none empty.

    >>> [len(part) for part in chunks(range(1200))]
    [500, 500, 200]
    """
    rest = iter(values)
    while part := list(islice(rest, MOST)):
        yield part
