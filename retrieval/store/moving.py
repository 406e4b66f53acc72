"""Moving an archive: from one database into another, as from a file to a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def move_archive(
    source: str | Path, target: str | Path, tell: Callable[[str, int, int], None] = lambda *_: None
) -> int:
    """Copy everything that one database holds into another, which is made where it is missing; the source stays.

    Broken off, it goes on from there when it is called again.

    Args:
        tell: told a table's name, how many of its rows are done, and how many there are.

    Returns:
        How many rows were copied this time.

    Raises:
        ArchiveUnavailable: one of them cannot be used, the target holds another archive, or somebody wrote meanwhile.
    """
    from retrieval.store.sql.moving import Move
    from retrieval.store.sql.opening import open_sql_store

    with open_sql_store(source) as ours, open_sql_store(target) as theirs:
        return Move(ours.connections, theirs.connections).run(tell)
