"""Does the README tell the truth? Its commands, its answers and its settings are compared with the program."""

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
OPERATORS = (PROJECT / "bot" / "README.md").read_text(encoding="utf-8")
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
    (command,) = re.findall(r"^python3 .*pytest -n 2$", README, re.MULTILINE)

    assert command in (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_setting_up_and_starting_is_one_line() -> None:
    (command,) = re.findall(r"^python3 .*/verbatim$", README, re.MULTILINE)

    assert command == "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/verbatim"


def test_the_table_of_commands_has_every_command() -> None:
    described = re.findall(r"^\| `verbatim (\w+)", OPERATORS, re.MULTILINE)

    assert sorted(described) == sorted(COMMANDS)


@pytest.mark.parametrize("page", [README, OPERATORS], ids=["README.md", "bot/README.md"])
def test_the_one_table_of_settings_is_linked_and_every_setting_named_is_there(page: str) -> None:
    # `.env.example` is that table; tests/test_settings.py compares it with the program's, row by row.
    named = set(re.findall(r"\b(?:VERBATIM|TELEGRAM)_[A-Z_]+[A-Z]\b", page))

    assert re.search(r"\]\((?:\.\./)?\.env\.example\)", page)
    assert named <= {setting.name for setting in SETTINGS}
    assert not re.search(r"^\| `(?:VERBATIM|TELEGRAM)_", page, re.MULTILINE), "a second table"
