"""Translation of database errors into what they mean to the person who runs the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from retrieval.errors import ArchiveBusy, ArchiveError, ArchiveUnavailable

_SQLITE = {
    "SQLITE_NOTADB": "the database file is damaged or no database; restore a backup, or move it away and ingest again",
    "SQLITE_CORRUPT": "the database file is damaged; restore a backup, or move it away and ingest again",
    "SQLITE_READONLY": "it cannot be written to; look at the owner and the rights of the folder and its files",
    "SQLITE_CANTOPEN": "its files cannot be opened; look at the owner and the rights of the folder and its files",
    "SQLITE_PERM": "access is denied; look at the owner and the rights of the folder and its files",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR_SHMSIZE": "the disk is full",
    "SQLITE_IOERR": "the disk reports an error",
}
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


# What stands between this process and a sound file, for as long as it wants to write.
_OUT_OF_REACH = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_FULL", "SQLITE_IOERR")


def is_out_of_reach(error: ArchiveUnavailable) -> bool:
    """Whether the database may well be sound, and it is its folder, or the disk, that does not let it be used."""
    name = getattr(getattr(error.__cause__, "orig", None), "sqlite_errorname", "")
    return name.startswith(_OUT_OF_REACH)


def place_of(url: URL) -> str:
    """A database URL as it may be shown: without user, password and options, a file as its path."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.set(username=None, password=None, query={}).render_as_string()


@contextmanager
def translated(location: str, waited_s: float) -> Iterator[None]:
    """Turn the database's errors into the archive's.

    Args:
        waited_s: how long the database waits for a lock before it gives up.
    """
    try:
        yield
    except ArchiveError:
        raise
    except DBAPIError as error:
        raise _meaning(error, location, waited_s) from error
    except PoolTimeout as error:
        raise ArchiveUnavailable(location, "too many questions at once, no connection became free") from error
    except SQLAlchemyError as error:
        raise ArchiveUnavailable(location, f"the database failed ({type(error).__name__})") from error


def _meaning(error: DBAPIError, location: str, waited_s: float) -> ArchiveError:
    name = getattr(error.orig, "sqlite_errorname", "")
    if name.startswith(_BUSY):
        return ArchiveBusy(location, waited_s)
    for start, why in _SQLITE.items():
        if name.startswith(start):
            return ArchiveUnavailable(location, why)
    said = " ".join(str(error.orig).split())[:200]
    if isinstance(error, OperationalError | InterfaceError) and not name:
        return ArchiveUnavailable(location, f"the database server does not answer as it should: {said}")
    return ArchiveUnavailable(location, f"the database says: {said}")
