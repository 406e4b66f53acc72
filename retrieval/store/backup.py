"""Online backup of SQLite while others write to it; half a copy is never seen."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from retrieval.errors import ArchiveUnavailable

# Between so many pages others may write.
_PAGES = 4096
_ENDINGS = ("-wal", "-shm")


def copy_database(source: Path, target: Path) -> int:
    """Copy a database file to a new one; returns the copy's bytes.

    Raises:
        ArchiveUnavailable: one of the two cannot be used, or the copy is not sound.
    """
    beside = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _copy(source, beside)
        with closing(sqlite3.connect(beside)) as copy:
            [[verdict]] = copy.execute("PRAGMA quick_check(1)").fetchall()
            # One file, without a log beside it that could be forgotten.
            copy.execute("PRAGMA journal_mode=DELETE")
        if verdict != "ok":
            raise ArchiveUnavailable(str(target), f"the copy is not sound: {verdict}")
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveUnavailable(str(target), str(error)) from error
    finally:
        for left in (beside, *(_beside(beside, ending) for ending in _ENDINGS)):
            left.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    try:
        live = sqlite3.connect(f"file:{quote(os.fsencode(source.absolute()))}?mode=ro", uri=True)
        with closing(live), closing(sqlite3.connect(target)) as copy:
            live.backup(copy, pages=_PAGES)
    except sqlite3.OperationalError:
        if os.access(source.parent, os.W_OK):
            raise
        # SQLite cannot make its locks there, as nobody can write there: then the files do not change meanwhile.
        shutil.copyfile(source, target)
        log = _beside(source, _ENDINGS[0])
        if log.is_file():
            shutil.copyfile(log, _beside(target, _ENDINGS[0]))


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
