"""The error tree of the archive: each class carries its facts as attributes.

VerbatimError
├── ArchiveError                the archive's folder or database
│   ├── ArchiveUnavailable      cannot be opened or read
│   ├── ArchiveBusy             another process is writing
│   └── ArchiveTooNew           written by a newer program
├── SearchUnavailable           the cluster that searches is away
├── IndexDamaged                the derived index fails its checks; rebuild it
├── UnknownArticle              no article has this id
└── SourceError                 an input that cannot be read at all
"""

from __future__ import annotations

from pathlib import Path


class VerbatimError(Exception):
    """Base of every error that this project raises on purpose; its text is one clear sentence."""


class ArchiveError(VerbatimError):
    """Something about the archive's folder or database.

    Attributes:
        location: the folder, or the database URL without its password.
    """

    def __init__(self, message: str, *, location: str) -> None:
        super().__init__(message)
        self.location = location


class ArchiveUnavailable(ArchiveError):
    """The archive cannot be opened, read or written."""

    def __init__(self, location: str, why: str) -> None:
        super().__init__(f"The archive at {location} cannot be used: {why}", location=location)
        self.why = why


class ArchiveBusy(ArchiveError):
    """Another process holds the writer's lock."""

    def __init__(self, location: str, waited_s: float) -> None:
        super().__init__(
            f"Another process is writing to the archive at {location} (waited {waited_s:g} s); "
            "try again when it is done",
            location=location,
        )
        self.waited_s = waited_s


class ArchiveTooNew(ArchiveError):
    """The archive's schema comes from a newer version of the program."""

    def __init__(self, location: str, found: str) -> None:
        super().__init__(
            f"The archive at {location} was written by a newer version (schema {found}); upgrade this program",
            location=location,
        )
        self.found = found


class SearchUnavailable(VerbatimError):
    """The cluster in which the index is does not answer, or not all of it.

    Attributes:
        location: its nodes.
        why: what it said, or did not.
    """

    def __init__(self, location: str, why: str) -> None:
        super().__init__(f"The search at {location} cannot be used: {why}")
        self.location = location
        self.why = why


class IndexDamaged(VerbatimError):
    """A file of the derived index fails its checks.

    Attributes:
        path: the file that failed.
        why: what was wrong with it.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The index file {path} is damaged: {why}")
        self.path = path
        self.why = why


class UnknownArticle(VerbatimError):
    """No article of the archive has this id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(f"No article has the id {article_id!r}")
        self.article_id = article_id


class SourceError(VerbatimError):
    """An input named by a person that cannot be read at all.

    Attributes:
        location: the path or address as it was given.
        why: what to do about it, or what was wrong.
    """

    def __init__(self, location: str, why: str) -> None:
        super().__init__(f"{location}: {why}")
        self.location = location
        self.why = why
