"""Typed questions: a line editor with history and completion for a person, plain lines from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from bot.cli._support.screen import is_terminal

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

PROMPT = "? "
ENDS = frozenset({"/quit", "/exit", "quit", "exit"})
_LEAST_CHARS = 2


def typed_lines(commands: Sequence[str], names: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Lines of the person, without blanks around; ends at /quit, Ctrl-D or Ctrl-C.

    Args:
        commands: completed at the beginning of a line.
        names: of the people, completed anywhere; asked for once, with the first line.
    """
    is_person = sys.stdin.isatty()
    read = _reader(commands, names) if is_person else _from_pipe
    while True:
        try:
            line = read().strip()
        except (EOFError, StopIteration, KeyboardInterrupt):
            if is_person:
                click.echo()
            return
        if line.casefold() in ENDS:
            return
        if line:
            if not is_person:
                click.echo(f"{PROMPT}{line}")
            yield line


def _from_pipe() -> str:
    return next(sys.stdin)


def _reader(commands: Sequence[str], names: Callable[[], Iterable[str]]) -> Callable[[], str]:
    """What reads a line from the terminal: with an editor, where it knows cursor and colour."""
    if not is_terminal():
        return lambda: input(f"\n{PROMPT}")
    session = _session(commands, tuple(names()))

    def read() -> str:
        click.echo()
        line: str = session.prompt(PROMPT)
        return line

    return read


def _session(commands: Sequence[str], names: Sequence[str]) -> PromptSession[str]:
    """A line editor whose history lasts as long as the conversation: what was asked is not kept."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory

    completing = completer(commands, names)
    return PromptSession(history=InMemoryHistory(), completer=completing, complete_while_typing=False)


def completer(commands: Sequence[str], names: Sequence[str]) -> Completer:
    """Completes what `completions` finds."""
    from prompt_toolkit.completion import Completer, Completion

    class _Names(Completer):
        def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
            for words, typed in completions(document.text_before_cursor, commands, names):
                yield Completion(words, start_position=-typed)

    return _Names()


def completions(line: str, commands: Sequence[str], names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What the end of a line could become, and how many characters of it that replaces.

    >>> list(completions("/ti", ("/timeline", "/topics"), ()))
    [('/timeline', 3)]
    >>> list(completions("what did pes", (), ("Dmitry Peskov", "Kim Jong Un")))
    [('Dmitry Peskov', 3)]
    >>> list(completions("who is Kim J", (), ("Dmitry Peskov", "Kim Jong Un")))
    [('Kim Jong Un', 5)]
    """
    if line.startswith("/") and " " not in line:
        yield from ((command, len(line)) for command in commands if command.startswith(line.casefold()))
        return
    words = line.split(" ")
    for first in range(len(words)):
        typed = " ".join(words[first:])
        wanted = typed.casefold()
        if len(wanted) < _LEAST_CHARS:
            continue
        found = [name for name in names if _begins(name.casefold(), wanted)]
        if found:
            yield from ((name, len(typed)) for name in found)
            return


def _begins(name: str, typed: str) -> bool:
    """Whether a name, or one of its words, begins so."""
    return name.startswith(typed) or f" {typed}" in name
