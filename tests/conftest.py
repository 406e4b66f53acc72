"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from bot.playground import Playground

# No test asks how long something takes: a busy machine would fail it.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


# These take a minute and more, most of it waiting: they begin, so that no process ends long after the others.
_LONG = ("tests/e2e/test_several_bots.py", "tests/search/opensearch/", "tests/browser/", "tests/alerts/test_outage.py")
_ON_NODES = ("tests/search/opensearch/", "tests/contracts/test_search_engine.py")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Where tests run side by side, those of a file stay together, and so do those that share a cluster's nodes."""
    for item in items:
        path = item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group("nodes" if path.startswith(_ON_NODES) else path))
    yield
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest_asyncio.fixture
async def standin() -> AsyncIterator[Playground]:
    """A started stand-in for Telegram with its own port and token; ``base_url`` and ``token`` go to the bot."""
    playground = Playground(token="7000000001:a-token-for-tests", webhook_retry_s=0.05)
    await playground.start()
    yield playground
    await playground.stop()


Freeze = Callable[[], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 4 MB of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def freezing(tmp_path: Path) -> Iterator[tuple[Path, Freeze]]:
    """A folder, and what makes it and everything in it read-only until the test ends."""
    folder = tmp_path / "frozen"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid():
        yield folder, lambda: _allow(folder, 0o555, 0o444)
        _allow(folder, 0o755, 0o644)
        return
    _mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder))  # rights do not hold the superuser back
    yield folder, lambda: _mount("-o", "remount,ro", str(folder))
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _mount(*words: str) -> None:
    if shutil.which("mount") is None or subprocess.run(["mount", *words], capture_output=True).returncode:
        pytest.skip("needs the right to mount a disk")


def _allow(folder: Path, of_folders: int, of_files: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(of_folders if path.is_dir() else of_files)
