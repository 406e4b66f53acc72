"""Does the README tell the truth? Its commands, its answers, its tables and its map are compared with the program."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bot.cli import COMMANDS
from bot.settings import SETTINGS

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ verbatim (.*)\n((?:.*\n)*?)```", README)
Verbatim = Callable[..., Result]


@pytest.mark.parametrize(("command", "shown"), CONSOLES, ids=[command for command, _ in CONSOLES])
def test_every_answer_shown_is_the_real_one(run: Verbatim, command: str, shown: str) -> None:
    result = run(*shlex.split(command))

    assert result.stdout.strip() == shown.strip()


def test_the_answers_promised_are_shown() -> None:
    commands = [command for command, _ in CONSOLES]

    assert 'ask "what did Peskov say"' in commands
    assert any("when" in command or "September" in command for command in commands), "a date question"


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    (command,) = re.findall(r"^python3 .*pytest$", README, re.MULTILINE)

    assert command in (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_setting_up_and_starting_is_one_line() -> None:
    (command,) = re.findall(r"^python3 .*/verbatim$", README, re.MULTILINE)

    assert command == "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/verbatim"


def test_the_table_of_commands_has_every_command() -> None:
    described = re.findall(r"^\| `verbatim (\w+)", README, re.MULTILINE)

    assert sorted(described) == sorted(COMMANDS)


def test_the_table_of_settings_is_the_programs() -> None:
    rows = re.findall(r"^\| `((?:VERBATIM|TELEGRAM)_\w+)` \| (.*?) \| (.*?) \|$", README, re.MULTILINE)

    expected = [
        (s.name, f"`{s.default}`" if s.default else "none", s.meaning + (" *(secret)*" if s.is_secret else ""))
        for s in SETTINGS
    ]
    assert rows == expected


def test_the_map_names_folders_that_are_there() -> None:
    folders = re.findall(r"^\| `([a-z_./]+/)` \|", README, re.MULTILINE)

    assert len(folders) > 10
    for folder in folders:
        assert (PROJECT / folder).is_dir(), folder
