"""Do the rooms keep to their layers? Runs the import contracts of pyproject.toml, and proves that they bite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "retrieval")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", "--config", PROJECT / "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_project(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(PROJECT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_every_import_keeps_the_contracts() -> None:
    done = lint_imports(PROJECT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("retrieval/model/upwards.py", "import retrieval.answers\n", id="an-import-upwards"),
        pytest.param("retrieval/search/telegrams.py", "import telegram\n", id="telegram-in-retrieval"),
        pytest.param("retrieval/text/hurried.py", "import asyncio\n", id="asyncio-in-retrieval"),
        pytest.param("retrieval/stray.py", "", id="a-module-in-no-layer"),
        pytest.param("bot/playground/joined.py", "import bot.app\n", id="the-playground-imports-the-application"),
    ],
)
def test_a_breach_of_the_layers_is_found(copied_project: Path, path: str, source: str) -> None:
    (copied_project / path).write_text(source, encoding="utf-8")

    done = lint_imports(copied_project)

    assert done.returncode == 1
    assert "BROKEN" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("outsider", "drawer"),
    [
        pytest.param("retrieval/answers", "retrieval.search.index.manifest", id="the-index"),
        pytest.param("retrieval/answers", "retrieval.store.sql.tables", id="sql"),
        pytest.param("retrieval/store", "retrieval.annotate.people.register", id="finders"),
        pytest.param("bot/cli", "retrieval.sources.html.pages", id="pages"),
        pytest.param("bot/commands", "retrieval.answers.kinds.day", id="kinds-of-question"),
        pytest.param("retrieval/annotate", "retrieval.text.view.glue", id="steps-of-reading"),
        pytest.param("bot/cli", "bot.app.message_handlers", id="the-application"),
        pytest.param("bot/intake", "bot.intake.fetching.connecting", id="fetching"),
        pytest.param("bot/cli", "bot.playground.world.state", id="the-stand-in"),
        pytest.param("bot", "bot.cli._support.options", id="the-terminals-helpers"),
    ],
)
def test_an_import_past_a_face_is_found(copied_project: Path, outsider: str, drawer: str) -> None:
    # A module that stands in a layer already: no other contract is broken.
    caller = copied_project / outsider / ("__main__.py" if outsider == "bot" else "__init__.py")
    caller.write_text(f"{caller.read_text(encoding='utf-8')}\nimport {drawer}\n", encoding="utf-8")

    done = lint_imports(copied_project)

    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert [line for line in broken if " stand" in line], done.stdout + done.stderr


def test_a_circle_deep_inside_a_room_is_found(copied_project: Path) -> None:
    room = copied_project / "retrieval" / "model"
    (room / "hen.py").write_text("import retrieval.model.egg\n", encoding="utf-8")
    (room / "egg.py").write_text("import retrieval.model.hen\n", encoding="utf-8")

    done = lint_imports(copied_project)

    assert done.returncode == 1
    assert "BROKEN" in done.stdout, done.stdout + done.stderr
