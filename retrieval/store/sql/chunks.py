"""Chunks of bound values: which values go into one statement, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# Older SQLite takes 999 parameters.
MOST = 500
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most ``MOST``, in order, none empty.

    >>> [len(part) for part in chunks(range(1200))]
    [500, 500, 200]
    """
    rest = iter(values)
    while part := list(islice(rest, MOST)):
        yield part


def keys(values: Iterable[str]) -> Iterator[list[str]]:
    """The same for keys to look up, each once; those that no text column takes cannot stand in one and are left out.

    >>> list(keys(["a", "b\\x00", "a", "\\ud800"]))
    [['a']]
    """
    return chunks(value for value in dict.fromkeys(values) if is_storable(value))


def is_storable(value: str) -> bool:
    """Whether a text column of any database takes this.

    >>> is_storable("Orbán"), is_storable("a\\x00b"), is_storable("\\ud83d")
    (True, False, False)
    """
    return _UNSTORABLE.search(value) is None
