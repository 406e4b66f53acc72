from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bot.cli._support.opening import fill_from_seeds
from retrieval.answers import Archive
from retrieval.errors import ArchiveBusy
from retrieval.model import Article

Verbatim = Callable[..., Result]
JsonLines = Callable[[Result], list[Any]]

# Keys may be added, none may go.
ANSWER_KEYS = {
    "id",
    "question",
    "kind",
    "understood",
    "corrections",
    "readings",
    "reason",
    "near",
    "total",
    "excerpts",
    "elapsed_ms",
}
EXCERPT_KEYS = {
    "article_id",
    "revision",
    "start",
    "end",
    "text",
    "content",
    "speaker",
    "speaker_as_written",
    "speaker_span",
    "role",
    "via",
    "attribution",
    "also_in",
    "repeated_in",
    "worded_differently_in",
    "dates",
    "title",
    "outlet",
    "published",
    "url",
    "score",
}
PESKOV = (
    "Asked whether Putin and Kim discussed arms production and exports, Kremlin press secretary Dmitry Peskovhe said, "
    "according to Reutersthat the 2 countries cooperate in areas “sensitive”, which would not be made public."
)


def test_the_answer_stands_word_for_word_with_its_whole_attribution(run: Verbatim) -> None:
    result = run("ask", "what did Peskov say")

    assert result.exit_code == 0
    assert PESKOV in result.stdout
    for part in ("Dmitry Peskov", "Kremlin press secretary", "partly quoted", "via Reuters", "13 September 2023"):
        assert part in result.stdout
    assert result.stderr == ""


def test_a_question_needs_no_quotes_around_it(run: Verbatim) -> None:
    assert run("ask", "what", "did", "Peskov", "say").stdout == run("ask", "what did Peskov say").stdout


def test_json_has_the_promised_keys(run: Verbatim, json_lines: JsonLines) -> None:
    (answer,) = json_lines(run("ask", "--json", "what did Peskov say"))

    assert set(answer) >= ANSWER_KEYS
    assert set(answer["understood"]) >= {"people", "topic", "dates", "outlet"}
    assert set(answer["excerpts"][0]) >= EXCERPT_KEYS
    assert answer["excerpts"][0]["text"] == PESKOV
    assert answer["excerpts"][0]["speaker"] == "Dmitry Peskov"


def test_an_excerpt_in_json_is_a_slice_of_the_article(run: Verbatim, json_lines: JsonLines) -> None:
    seed = next((Path(__file__).parents[2] / "seeds").glob("*.txt")).read_bytes().decode("utf-8")
    text = seed.split("\n\n", 1)[1]

    (answer,) = json_lines(run("ask", "--json", "what did Kim say"))

    assert answer["excerpts"]
    for excerpt in answer["excerpts"]:
        assert excerpt["text"] == text[excerpt["start"] : excerpt["end"]]


def test_no_answer_is_said_plainly_and_is_no_failure(run: Verbatim, json_lines: JsonLines) -> None:
    plain = run("ask", "what did Macron say")
    (answer,) = json_lines(run("ask", "--json", "what did Macron say"))

    assert plain.exit_code == 0
    assert "Macron" in plain.stdout
    assert "Dmitry Peskov" in plain.stdout, "who is in the archive is offered"
    assert answer["excerpts"] == []
    assert set(answer["reason"]) == {"code", "message"}


def test_a_greeting_gets_one_line_and_no_passage(run: Verbatim) -> None:
    result = run("ask", "hi")

    assert result.exit_code == 0
    assert len(result.stdout.strip().splitlines()) == 1


def test_now_fixes_today(run: Verbatim, json_lines: JsonLines) -> None:
    (answer,) = json_lines(run("ask", "--json", "--now", "2023-09-14", "what happened yesterday"))

    (understood,) = answer["understood"]["dates"]
    assert (understood["from"], understood["to"]) == ("2023-09-13", "2023-09-14")
    assert answer["excerpts"]


def test_k_limits_the_excerpts(run: Verbatim, json_lines: JsonLines) -> None:
    (answer,) = json_lines(run("ask", "--json", "-k", "1", "what did Kim say"))

    assert len(answer["excerpts"]) == 1
    assert answer["total"] > 1


def test_a_batch_is_answered_in_order_with_its_ids(run: Verbatim, json_lines: JsonLines, tmp_path: Path) -> None:
    questions = [("b", "what did Kim say"), (7, "what did Macron say"), (None, "hi"), ("a", "")]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("".join(json.dumps({"id": i, "question": q}) + "\n" for i, q in questions), encoding="utf-8")

    from_file = json_lines(run("ask", "--json", "--batch", str(batch)))
    from_stdin = json_lines(run("ask", "--batch", "-", stdin=batch.read_bytes()))

    assert [(a["id"], a["question"]) for a in from_file] == questions
    assert [(a["id"], a["question"]) for a in from_stdin] == questions
    assert all(set(answer) >= ANSWER_KEYS for answer in from_file)


def test_a_bad_line_of_a_batch_is_named_and_ends_the_run(run: Verbatim, json_lines: JsonLines) -> None:
    result = run("ask", "--batch", "-", stdin='{"id": 1, "question": "hi"}\n{"id": 2}\n{"id": 3, "question": "hi"}\n')

    assert result.exit_code == 1
    assert [answer["id"] for answer in json_lines(result)] == [1]
    assert result.stderr == 'verbatim: stdin:2: "question" must be a string, got null\n'


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ask"], id="no-question"),
        pytest.param(["ask", "hi", "--batch", "-"], id="question-and-batch"),
        pytest.param(["ask", "--now", "soon", "hi"], id="now-is-no-date"),
        pytest.param(["ask", "-k", "0", "hi"], id="k-is-zero"),
        pytest.param(["ask", "--batch", "missing.jsonl"], id="no-such-batch"),
        pytest.param(["ask", "--nonsense", "hi"], id="no-such-option"),
        pytest.param(["nonsense"], id="no-such-command"),
    ],
)
def test_misuse_exits_2_and_prints_no_answer(run: Verbatim, arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""


def test_data_is_understood_after_the_command_too(run: Verbatim, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"

    result = run("ask", "hi", "--data", str(after), data=before)

    assert result.exit_code == 0
    assert after.is_dir()
    assert not before.exists()


def test_only_an_empty_archive_is_filled_from_the_seeds(run: Verbatim, tmp_path: Path, json_lines: JsonLines) -> None:
    folder, article = tmp_path / "own", tmp_path / "own.txt"
    article.write_text('"Rain is good for us," said Ann Miller.', encoding="utf-8")
    run("ingest", str(article), data=folder)

    (answer,) = json_lines(run("ask", "--json", "what did Peskov say", data=folder))

    assert answer["excerpts"] == []


def test_articles_that_come_while_the_seeds_wait_keep_them_out(tmp_path: Path, json_lines: JsonLines) -> None:
    own = Article("own", '"Rain is good for us," said Ann Miller.')
    with Archive.open(tmp_path / "data") as archive, Archive.open(tmp_path / "data") as other:
        other.add([own])
        fill_from_seeds(archive)

        assert archive.counts().articles == 1


def test_a_question_does_not_wait_long_for_whoever_fills_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_articles: object) -> None:
        raise ArchiveBusy("data", 10.0)

    with Archive.open(tmp_path / "data") as archive:
        monkeypatch.setattr(archive, "add", busy)

        fill_from_seeds(archive)  # raises nothing


def test_a_checkout_without_seeds_says_what_to_do(
    run: Verbatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli._support.opening.find_seeds", lambda: None)

    result = run("ask", "what did Peskov say", data=tmp_path / "empty")

    assert result.exit_code == 0
    assert "verbatim ingest PATH" in result.stderr


def test_a_folder_that_cannot_be_used_is_one_line_and_exit_1(run: Verbatim, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    result = run("ask", "hi", data=tmp_path / "file" / "below")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


# -- a question that the program stumbles over ----------------------------------------------------------------------


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question that speaks of a mill go wrong."""
    ask, search = Archive.ask, Archive.search

    def asked(self: Archive, question: str, **options: Any) -> Any:
        return {}["the secret mill"] if "mill" in question else ask(self, question, **options)

    def searched(self: Archive, query: str, **options: Any) -> Any:
        return {}["the secret mill"] if "mill" in query else search(self, query, **options)

    monkeypatch.setattr(Archive, "ask", asked)
    monkeypatch.setattr(Archive, "search", searched)


@pytest.mark.usefixtures("stumbling")
@pytest.mark.parametrize(
    "arguments", [("ask", "the mill"), ("ask", "--json", "the mill"), ("search", "mill"), ("search", "--json", "mill")]
)
def test_a_question_that_fails_is_one_clear_line(run: Verbatim, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert re.fullmatch(r"verbatim: this could not be answered, .*: KeyError at test_ask\.py:\d+", line)
    assert "mill" not in line


@pytest.mark.usefixtures("stumbling")
def test_a_batch_goes_on_behind_a_question_that_fails(run: Verbatim, json_lines: JsonLines) -> None:
    rows = "".join(json.dumps({"id": n, "question": q}) + "\n" for n, q in enumerate(["the mill", "who is Peskov?"]))

    asked, searched = run("ask", "--batch", "-", stdin=rows), run("search", "--batch", "-", stdin=rows)

    failed, answered = json_lines(asked)
    assert asked.exit_code == 0
    assert failed.keys() >= ANSWER_KEYS
    assert (failed["id"], failed["reason"]["code"], failed["excerpts"]) == (0, "failed", [])
    assert (answered["id"], bool(answered["excerpts"])) == (1, True)
    assert "stdin:1: " in asked.stderr
    assert [(row["id"], row.get("error"), bool(row["passages"])) for row in json_lines(searched)] == [
        (0, "KeyError", False),
        (1, None, True),
    ]


@pytest.mark.usefixtures("stumbling")
def test_a_conversation_goes_on_behind_a_question_that_fails(run: Verbatim) -> None:
    result = run("chat", stdin="the mill\nwho is Peskov?\n")

    assert result.exit_code == 0
    assert "this could not be answered" in result.stderr
    assert "Peskov" in result.stdout
