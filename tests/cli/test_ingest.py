from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bot.cli import ingest
from bot.cli._support import bars
from retrieval.answers import Addition
from retrieval.answers.ingest import annotators
from retrieval.sources import Refused, read_articles

Verbatim = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def article(number: int, text: str = "Rain fell on the town.") -> str:
    return json.dumps({"id": f"a{number}", "text": text}) + "\n"


def test_counts_tell_what_became_of_the_articles(run: Verbatim, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(article(1) + article(2), encoding="utf-8")

    first = run("ingest", str(file), data=data)
    file.write_text(article(1) + article(2, "The sun shone.") + article(3), encoding="utf-8")
    second = run("ingest", str(file), data=data)

    assert (first.exit_code, first.stdout) == (0, "2 added, 0 updated, 0 unchanged, 0 refused\n")
    assert (second.exit_code, second.stdout) == (0, "1 added, 1 updated, 1 unchanged, 0 refused\n")


def test_an_ingested_article_is_found_and_the_seeds_stay_out(run: Verbatim, data: Path, tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text('"Rain is good for us," said Ann Miller.', encoding="utf-8")

    run("ingest", str(tmp_path / "rain.txt"), data=data)

    assert "Rain is good for us," in run("ask", "what did Miller say", data=data).stdout
    assert "Peskov" not in run("quotes", data=data).stdout


def test_what_is_refused_is_named_with_its_place_and_the_rest_goes_in(
    run: Verbatim, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(article(1) + "{broken\n" + '{"id": "x", "text": ""}\n' + article(2), encoding="utf-8")

    result = run("ingest", str(file), data=data)

    assert (result.exit_code, result.stdout) == (0, "2 added, 0 updated, 0 unchanged, 2 refused\n")
    refused = result.stderr.splitlines()
    assert len(refused) == 2
    assert "articles.jsonl:2" in refused[0]
    assert "articles.jsonl:3" in refused[1]


def test_every_refusal_is_named_where_nobody_looks_on(run: Verbatim, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("{broken\n" * 50 + article(1), encoding="utf-8")

    result = run("ingest", str(file), data=data)

    assert result.exit_code == 0
    assert [line.split(" ")[1] for line in result.stderr.splitlines()] == [f"{file}:{n}:" for n in range(1, 51)]


def test_a_long_list_of_refusals_is_cut_and_counted_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli._support.screen.is_terminal", lambda _stream=None: True)

    ingest._list("refused", [Refused(f"a.jsonl:{n}", "text is empty") for n in range(1, 51)])

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("and 30 more")


def test_everything_refused_is_a_failure(run: Verbatim, data: Path, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("{broken\n", encoding="utf-8")

    result = run("ingest", str(tmp_path / "articles.jsonl"), data=data)

    assert result.exit_code == 1
    assert "1 refused" in result.stdout


def test_a_path_that_is_not_there_is_a_failure(run: Verbatim, data: Path, tmp_path: Path) -> None:
    result = run("ingest", str(tmp_path / "nowhere"), data=data)

    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_ingest_without_a_path_is_misuse(run: Verbatim) -> None:
    assert run("ingest").exit_code == 2


def test_what_was_guessed_left_empty_or_left_aside_is_told(run: Verbatim, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Река поднялась выше старого моста, сообщил в понедельник городской совет, и школа останется закрытой."
    (folder / "a.txt").write_bytes(text.encode("cp1251"))
    (folder / "b.jsonl").write_text('{"id": "b", "text": "Rain fell.", "published": "soon"}\n', encoding="utf-8")
    for name in ("c.xlsx", "d.xlsx", "e.png", "f"):
        (folder / name).write_bytes(b"x")

    result = run("ingest", str(folder), data=data)

    assert (result.exit_code, result.stdout) == (0, "2 added, 0 updated, 0 unchanged, 0 refused\n")
    assert result.stderr.splitlines() == [
        f"noted {folder}/a.txt: read as windows-1251",
        f"noted {folder}/b.jsonl:1: published left empty: no date is understood in 'soon'",
        "left aside: 2 .xlsx, 1 without an ending, 1 .png",
    ]


def test_what_could_not_be_read_for_people_is_named_and_is_in(
    run: Verbatim, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotators, "annotate", lambda _: {}["a secret"])
    file = tmp_path / "articles.jsonl"
    file.write_text(article(1) + article(2), encoding="utf-8")

    result = run("ingest", str(file), data=data)
    check = run("check", data=data)

    said = "2 articles could not be read for people and quotations: a1 (KeyError), a2 (KeyError)"
    assert (result.exit_code, result.stdout) == (0, "2 added, 0 updated, 0 unchanged, 0 refused\n")
    assert result.stderr.splitlines() == [said]
    assert said in check.stdout
    assert check.exit_code == 0
    assert "Rain fell" in run("search", "rain town", data=data).stdout


def test_fields_of_other_names_are_read_as_the_operator_says(run: Verbatim, data: Path, tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text("Kopf;Leib;title\nThe mole;It is sinking.;page 3\n", encoding="utf-8")

    unread = run("ingest", str(table), data=data)
    done = run("ingest", "--map", "Kopf=title, leib=text", str(table), data=data)

    assert (unread.exit_code, "--map NAME=text" in unread.stderr) == (1, True)
    assert (done.exit_code, done.stdout) == (0, "1 added, 0 updated, 0 unchanged, 0 refused\n")
    assert "The mole" in run("ask", "sinking", data=data).stdout


@pytest.mark.parametrize("given", ["Kopf", "Kopf=head", "=title", "Kopf=title,x"])
def test_a_map_that_names_no_fact_is_refused(run: Verbatim, data: Path, tmp_path: Path, given: str) -> None:
    done = run("ingest", "--map", given, str(tmp_path), data=data)

    assert done.exit_code == 2
    assert "FIELD=FACT" in done.stderr


def test_an_explained_file_shows_its_fields_and_is_not_taken_in(run: Verbatim, data: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text(
        '{"headline": "The mole", "body": "It sinks.", "page": 3}\n', encoding="utf-8"
    )
    (tmp_path / "in" / "b.txt").write_text("Rain.", encoding="utf-8")
    (tmp_path / "in" / "c.csv").write_text("x\n1\n", encoding="utf-8")
    shown = run("ingest", "--explain", str(tmp_path / "in"), data=data)

    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert [line.strip() for line in lines if "→" in line] == ["headline → title", "body → text", "page → not read"]
    assert "  title: The mole" in lines
    assert f"{tmp_path / 'in' / 'b.txt'}:" in lines
    assert lines[-1] == "2 articles would be read, 1 refused; nothing was taken in"
    assert not data.exists()


def test_a_person_who_looks_on_is_told_of_files_articles_and_what_is_left_aside(
    run: Verbatim, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(article(1) + article(2) + "{broken\n" + article(2), encoding="utf-8")
    (folder / "b.txt").write_text("The sun shone.", encoding="utf-8")
    for name in ("c.xlsx", "d.xlsx", "e.png"):
        (folder / name).write_bytes(b"x")
    silent = run("ingest", str(folder), data=data)
    monkeypatch.setattr(bars, "is_terminal", lambda _stream: True)

    watched = run("ingest", str(folder), data=tmp_path / "watched")

    told = "2 of 2 files, 4 articles; left aside: 2 .xlsx, 1 .png"
    assert "100%" in watched.stderr
    assert told in watched.stderr
    assert "files" not in silent.stderr
    assert watched.stdout == silent.stdout


def test_the_bar_goes_on_when_articles_are_in_and_not_when_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(article(1) + "{broken\n" + article(2), encoding="utf-8")
    watched = bars.Watched(read_articles([file]))

    read = list(watched)
    before = (watched.articles, watched.taken_bytes)
    watched.tell(Addition("a.jsonl:2", "refused"))
    watched.tell(Addition("a1", "added"))

    assert len(read) == 3
    assert before == (0, 0)
    assert (watched.articles, watched.taken_bytes) == (1, len(article(1)))
