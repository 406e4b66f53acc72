"""One writer at a time, and none for ever."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval.errors import ArchiveBusy, ArchiveUnavailable
from retrieval.store.lock import WriterLock

HOLDER = """
import sys, time
from pathlib import Path
from retrieval.store.lock import WriterLock
with WriterLock(Path(sys.argv[1]), 5.0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_waits_and_is_told_that_the_archive_is_busy(tmp_path: Path) -> None:
    with WriterLock(tmp_path, 0.0):
        started = time.monotonic()

        with pytest.raises(ArchiveBusy) as caught:
            WriterLock(tmp_path, 0.1).acquire()

    assert caught.value.waited_s == 0.1
    assert time.monotonic() - started >= 0.1


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "new" / "folder", 0.0)
    for _ in range(2):
        with lock:
            pass

    with pytest.raises(RuntimeError), lock:
        raise RuntimeError
    with WriterLock(tmp_path / "new" / "folder", 0.0):
        pass


def test_a_lock_is_not_taken_twice(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path, 0.0)
    with lock, pytest.raises(ArchiveBusy):
        lock.acquire()

    with WriterLock(tmp_path, 0.0):
        pass


def test_a_killed_writer_leaves_the_lock_free(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(ArchiveBusy):
        WriterLock(tmp_path, 0.0).acquire()

    holder.kill()
    holder.wait()
    holder.stdout.close()

    with WriterLock(tmp_path, 2.0):
        pass


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(ArchiveUnavailable, match=r"writer\.lock"):
        WriterLock(tmp_path / "file", 0.0).acquire()
