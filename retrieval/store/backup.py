"""How is SQLite's database copied while others write to it? By its own online backup; half a copy is never seen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from retrieval.errors import ArchiveUnavailable

# Between so many pages others may write.
_PAGES = 4096


def copy_database(source: Path, target: Path) -> int:
    """Copy a database file to a new one; returns the copy's bytes.

    Raises:
        ArchiveUnavailable: one of the two cannot be used, or the copy is not sound.
    """
    beside = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(beside)) as copy,
        ):
            live.backup(copy, pages=_PAGES)
            [[verdict]] = copy.execute("PRAGMA quick_check(1)").fetchall()
            # One file, without a log beside it that could be forgotten.
            copy.execute("PRAGMA journal_mode=DELETE")
        if verdict != "ok":
            raise ArchiveUnavailable(str(target), f"the copy is not sound: {verdict}")
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveUnavailable(str(target), str(error)) from error
    finally:
        beside.unlink(missing_ok=True)
    return target.stat().st_size
