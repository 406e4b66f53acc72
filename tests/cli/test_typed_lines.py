"""Typing in ``verbatim chat``: completion of commands and people, history, and links and pages on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.cli._support import screen, typed_lines
from bot.cli._support.typed_lines import completions
from bot.cli.chat import COMMANDS
from bot.render.terminal import Line, Piece, answer_lines
from retrieval.model import Answer, Excerpt, Span

Verbatim = Callable[..., Result]
NAMES = ("Dmitry Peskov", "Kim Jong Un", "Іда Ауне", "Omar O'Hale")
TEXT = "“We will go on,” said Ann Miller."
URL = "https://herald.example/rain"


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    """What a person presses, at a terminal without a screen."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(typed_lines, "is_terminal", lambda: True)
    with create_pipe_input() as pressed, create_app_session(input=pressed, output=DummyOutput()):
        yield pressed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/", COMMANDS),
        ("/t", ("/timeline", "/topics")),
        ("/timeline pe", ("Dmitry Peskov",)),
        ("what did dmitry p", ("Dmitry Peskov",)),
        ("did kim jong", ("Kim Jong Un",)),
        ("who is іда", ("Іда Ауне",)),
        ("o'h", ("Omar O'Hale",)),
        ("what did k", ()),
        ("", ()),
        ("the mill ", ()),
    ],
)
def test_commands_are_completed_first_in_a_line_and_names_anywhere(line: str, expected: tuple[str, ...]) -> None:
    found = list(completions(line, COMMANDS, NAMES))

    assert tuple(words for words, _ in found) == expected
    assert all(0 < typed <= len(line) for _, typed in found)


def test_the_editor_is_offered_what_completes_the_end_of_a_line() -> None:
    found = typed_lines.completer(COMMANDS, NAMES).get_completions(Document("what did Pesk"), CompleteEvent())

    assert [(one.text, one.start_position) for one in found] == [("Dmitry Peskov", -4)]


def test_what_was_asked_comes_back_while_the_conversation_lasts(keys: PipeInput) -> None:
    keys.send_text("the mill\rthe weir\r")
    editor = typed_lines._session(COMMANDS, NAMES)

    assert [editor.prompt("? "), editor.prompt("? ")] == ["the mill", "the weir"]
    assert editor.history.get_strings() == ["the mill", "the weir"]
    assert type(editor.history) is InMemoryHistory


def test_the_end_of_input_ends_the_conversation(keys: PipeInput) -> None:
    keys.send_text("the mill\r\x04")

    assert list(typed_lines.typed_lines(COMMANDS, lambda: NAMES)) == ["the mill"]


def test_chat_draws_timelines_and_tells_topics(run: Verbatim) -> None:
    said = run("chat", stdin="/timeline Putin\n/timeline\n/topics\n").stdout.splitlines()

    assert "Vladimir Putin · statements, by day" in said
    assert "Name a person, two people or some words after /timeline." in said
    assert "Nothing stands out between 17 August 2023 and 13 September 2023." in said


def excerpt(url: str | None) -> Excerpt:
    return Excerpt("a1", 1, Span(0, len(TEXT)), TEXT, title="Rain", url=url)


def shown(url: str | None) -> list[Line]:
    return list(answer_lines(Answer("the rain", "search", total=1, excerpts=(excerpt(url),))))


def test_a_source_is_a_link_to_the_words_and_stands_there_as_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "is_terminal", lambda _stream=None: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    screen.show(shown(URL))

    printed = capsys.readouterr().out
    assert printed.count(f";{URL}#:~:text=") == 2
    assert printed.count("\x1b]8;;\x1b\\") == 2
    assert f"{URL}\x1b" in printed


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://herald.example/\x1b]8;;x", None])
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    links = {piece.url for line in shown(url) for piece in line.pieces}

    assert all("\x1b" not in link and not link.startswith("javascript") for link in links)


def test_a_long_answer_is_leafed_through_and_a_short_one_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paged: list[str] = []
    monkeypatch.setattr(screen, "is_terminal", lambda _stream=None: True)
    monkeypatch.setattr("click.echo_via_pager", lambda text, color: paged.append(text))
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("COLUMNS", "80")
    lines = [Line((Piece(f"row {number}"),)) for number in range(12)]
    screen.show(lines[:5], is_paged=True)
    assert paged == []
    screen.show(lines, is_paged=True)
    screen.show(lines)

    assert [text.count("row ") for text in paged] == [12]
    assert capsys.readouterr().out.count("row ") == 5 + 12


def test_without_a_terminal_nothing_is_leafed_through_and_nothing_is_styled(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [replace(line, indent=0) for line in shown(URL)]
    screen.show(lines * 20, is_paged=True)

    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert printed.count(TEXT) == 20
