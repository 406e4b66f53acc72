"""Write-ahead log: a few changes are seen at once, before they are worth a segment, in a file that only grows.

Every line is checked by itself: what a crash cut short, or damage spoilt, ends the file for every reader, and the
changes behind it are taken again from the database, which is the truth. So nothing waits for the disk.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.model import Span
from retrieval.search.engine import Indexed, Reached, Unit, Withdrawn

Change = Indexed | Withdrawn


class Entry(NamedTuple):
    """Changes that came together, how far they lead, and where they end in the file."""

    changes: tuple[Change, ...]
    reached: Reached
    end: int


def append(path: Path, at: int, changes: Sequence[Change], reached: Reached) -> int:
    """Write changes behind the first ``at`` bytes, which are sound, in place of what follows; returns the new end."""
    row = [reached.position, [_as_json(change) for change in changes], reached.state]
    body = json.dumps(row, separators=(",", ":")).encode()
    line = b"%08x %s\n" % (zlib.crc32(body), body)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(at)
        file.seek(at)
        file.write(line)
    return at + len(line)


def read(path: Path, at: int) -> list[Entry]:
    """The entries from byte ``at`` on, as far as it is sound; nothing where there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(at)
            data = file.read()
    except FileNotFoundError:
        return []
    entries = []
    for line in data.splitlines(keepends=True):
        checksum, _, body = line.removesuffix(b"\n").partition(b" ")
        if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(body):
            break
        at += len(line)
        # An older version wrote no state.
        position, changes, *state = json.loads(body)
        entries.append(Entry(tuple(map(_from_json, changes)), Reached(position, *state), at))
    return entries


def _as_json(change: Change) -> list[Any]:
    if isinstance(change, Withdrawn):
        return [change.article_id]
    units = [
        [u.collection, u.ordinal, u.span.start, u.span.end, u.words, u.terms, sorted(u.filters)] for u in change.units
    ]
    return [change.article_id, change.revision, units]


def _from_json(row: list[Any]) -> Change:
    if len(row) == 1:
        return Withdrawn(row[0])
    units = (
        Unit(collection, ordinal, Span(start, end), tuple(words), tuple(terms), frozenset(filters))
        for collection, ordinal, start, end, words, terms, filters in row[2]
    )
    return Indexed(row[0], row[1], tuple(units))
