"""Upkeep of the archives of single chats, beside that of all: checked, annotated anew, indexed anew, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retrieval.answers.audiences.audiences import kept_chats, own_database
from retrieval.answers.audiences.own_archive import OwnArchive
from retrieval.answers.ingest.batches import BATCH
from retrieval.answers.ingest.health import Check
from retrieval.errors import ArchiveBusy, UnknownArticle, VerbatimError
from retrieval.store.backup import copy_database

_MOST_NAMED = 3


def each_own(folder: Path, *, is_only_looked_at: bool = True) -> Iterator[OwnArchive]:
    """The archives of single chats beside the archive in a folder, one after the other, each open for its turn.

    Raises:
        ArchiveUnavailable: one cannot be opened.
    """
    for chat_id in kept_chats(folder):
        with OwnArchive.open(own_database(folder, chat_id).parent, is_only_looked_at=is_only_looked_at) as own:
            yield own


def reannotate_own(folder: Path, *, limit: int = BATCH) -> int:
    """Annotate anew up to ``limit`` articles of one of them; how many were, 0 where none needs it.

    Raises:
        ArchiveBusy: all that need it are being written to.
    """
    is_busy: ArchiveBusy | None = None
    for own in each_own(folder):
        try:
            if own.counts().stale and (done := own.reannotate(limit=limit)):
                return done
        except ArchiveBusy as error:
            is_busy = error
    if is_busy:
        raise is_busy
    return 0


def reindex_own(folder: Path) -> int:
    """Build the index of each anew; how many passages they hold."""
    return sum(own.reindex() for own in each_own(folder))


def remove_own(folder: Path, chat_id: int, article_id: str) -> None:
    """Withdraw an article that one chat alone may see.

    Args:
        article_id: what its source calls it.

    Raises:
        UnknownArticle: the chat has no such article.
    """
    if chat_id not in kept_chats(folder):
        raise UnknownArticle(article_id)
    with OwnArchive.open(own_database(folder, chat_id).parent, is_only_looked_at=True) as own:
        own.remove(own.ids.own(article_id))


def copy_own(folder: Path, target: Path) -> int:
    """Copy the database of each to where it would be beside an archive in ``target``; how many there are."""
    chats = kept_chats(folder)
    for chat_id in chats:
        copy_database(own_database(folder, chat_id), own_database(target, chat_id))
    return len(chats)


def check_own(folder: Path, *, is_open: bool) -> Iterator[Check]:
    """Look at each in full, where there are any.

    Args:
        is_open: whether chats see what is their own.
    """
    chats = kept_chats(folder)
    if not chats:
        return
    articles, broken = 0, []
    for chat_id in chats:
        try:
            with OwnArchive.open(own_database(folder, chat_id).parent, is_only_looked_at=True) as own:
                articles += own.counts().articles
                broken += [f"{chat_id}: {check.name}: {check.message}" for check in own.check() if not check.ok]
        except VerbatimError as error:
            broken.append(f"{chat_id}: {error}")
    held = f"{len(chats)} chats have sources of their own, with {articles} articles"
    closed = "" if is_open else "; they are neither read nor shown while VERBATIM_SOURCES_ARE is shared"
    wrong = f"; {'; '.join(broken[:_MOST_NAMED])}" if broken else ""
    yield Check("private sources", ok=not broken, message=held + closed + wrong)
