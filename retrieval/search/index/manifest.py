"""Manifest: which files make up the index now. One small file, replaced whole, so nobody sees half a change."""

from __future__ import annotations

import errno
import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import ArchiveUnavailable, IndexDamaged
from retrieval.search.engine import Reached

NAME = "manifest.json"
# A change of what the files hold gets a new number; an index of another number is rebuilt.
FORMAT = 4


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment file and, where articles of it are withdrawn, the file that lists them.

    Attributes:
        size: bytes of the segment file.
        deleted: name of the file of withdrawn articles; empty where there are none.
        deleted_size: its bytes.
    """

    file: str
    size: int
    deleted: str = ""
    deleted_size: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in the index's files.

    Attributes:
        position: the last change of the archive that the segments hold.
        buffer: name of the file of changes that came since, see `write_ahead_log`; it may be missing.
        state: the archive's state at that position; empty in an index of a version that did not keep it.
    """

    position: int = 0
    segments: tuple[SegmentEntry, ...] = ()
    buffer: str = ""
    state: str = ""

    @property
    def reached(self) -> Reached:
        """How far the segments are."""
        return Reached(self.position, self.state)

    @property
    def files(self) -> frozenset[str]:
        """Names of the files in use."""
        return frozenset(name for entry in self.segments for name in (entry.file, entry.deleted) if name) | {
            self.buffer
        }


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is written: a line of JSON under the line of its checksum."""
    content = _named_as_written(asdict(manifest))
    content["segments"] = [_named_as_written(asdict(entry)) for entry in manifest.segments]
    body = json.dumps({"format": FORMAT, **content}).encode()
    return b"%08x\n%s\n" % (zlib.crc32(body), body)


def from_bytes(path: Path, data: bytes) -> Manifest:
    """Read what `to_bytes` wrote; ``path`` is for the message.

    Raises:
        IndexDamaged: the checksum fails, or another version of the program wrote it.
    """
    body = data.removesuffix(b"\n").partition(b"\n")[2]
    if b"%08x\n%s\n" % (zlib.crc32(body), body) != data:
        raise IndexDamaged(path, "its checksum fails")
    content = json.loads(body)
    if content["format"] != FORMAT:
        raise IndexDamaged(path, f"it has format {content['format']}, this program reads {FORMAT}")
    segments = tuple(
        SegmentEntry(entry["file"], entry["size"], entry["gone"], entry["gone_size"]) for entry in content["segments"]
    )
    return Manifest(content["position"], segments, content["tail"], content.get("state", ""))


def read_bytes(folder: Path) -> bytes:
    """The manifest's bytes; those of an empty index where there is none."""
    try:
        return (folder / NAME).read_bytes()
    except FileNotFoundError:
        return to_bytes(Manifest())


def publish(folder: Path, manifest: Manifest) -> None:
    """Make this the state of the index, durably and at one stroke."""
    fresh = folder / f"{NAME}.new"
    with fresh.open("wb") as file:
        file.write(to_bytes(manifest))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    sync_folder(folder)


def unusable(folder: Path, error: OSError) -> ArchiveUnavailable:
    """What the system's error means for who works with the index."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return ArchiveUnavailable(str(folder), "the disk is full" if is_full else str(error))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# What the file calls some fields, as it has since format 4.
_WRITTEN = {"deleted": "gone", "deleted_size": "gone_size", "buffer": "tail"}


def _named_as_written(fields: dict[str, Any]) -> dict[str, Any]:
    return {_WRITTEN.get(name, name): value for name, value in fields.items()}
