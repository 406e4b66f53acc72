"""Batches: how many articles are read, annotated and indexed at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

BATCH = 200
T = TypeVar("T")


def in_batches(some: Iterable[T]) -> Iterator[list[T]]:
    """All of them in order, each batch as soon as it is full, the last one as it is.

    >>> [len(batch) for batch in in_batches(range(450))]
    [200, 200, 50]
    """
    batch: list[T] = []
    for one in some:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
