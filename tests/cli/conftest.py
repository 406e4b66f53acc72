"""What do the tests of the command line share? An archive filled from the seeds, and a way to run commands in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import verbatim

Verbatim = Callable[..., Result]


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the seeds were loaded into; commands under test only read it."""
    folder = tmp_path_factory.mktemp("seeded") / "data"
    with pytest.MonkeyPatch.context() as patch:
        _without_settings(patch, folder.parent)
        result = CliRunner().invoke(verbatim, ["ask", "--data", str(folder), "hi"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def run(seeded_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verbatim:
    """Run `verbatim` in-process on the seeded archive, or on the ``data`` folder given."""
    _without_settings(monkeypatch, tmp_path)

    def run_it(*arguments: str, data: Path = seeded_folder, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(verbatim, ["--data", str(data), *arguments], input=stdin)

    return run_it


@pytest.fixture
def json_lines() -> Callable[[Result], list[Any]]:
    """The values that a command printed, one a line."""
    return lambda result: [json.loads(line) for line in result.stdout.splitlines()]


def _without_settings(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """No variable and no .env of the person who runs the tests."""
    import os

    for name in os.environ:
        if name.startswith(("VERBATIM_", "TELEGRAM_")):
            patch.delenv(name)
    patch.chdir(folder)
