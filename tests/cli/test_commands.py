"""search, quotes, dates, remove, check and chat on the seeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Verbatim = Callable[..., Result]
JsonLines = Callable[[Result], list[Any]]
SEED = "000_5b0eb11a74a979b4"


def test_search_ranks_passages(run: Verbatim, json_lines: JsonLines) -> None:
    plain = run("search", "space", "rocket")
    (found,) = json_lines(run("search", "--json", "-k", "2", "space rocket"))

    assert "the Angara, is being assembled." in plain.stdout
    assert SEED in plain.stdout
    assert set(found) >= {"id", "question", "passages", "elapsed_ms"}
    assert 1 <= len(found["passages"]) <= 2
    assert set(found["passages"][0]) >= {"article_id", "revision", "start", "end", "text", "score"}


def test_search_without_a_find_says_so(run: Verbatim) -> None:
    result = run("search", "zzzz")

    assert result.exit_code == 0
    assert "No passage" in result.stdout


def test_search_answers_a_batch_in_order(run: Verbatim, json_lines: JsonLines) -> None:
    batch = "".join(json.dumps({"id": i, "question": q}) + "\n" for i, q in [("x", "rocket"), ("y", "zzzz")])

    found = json_lines(run("search", "--json", "--batch", "-", "-k", "3", stdin=batch))

    assert [f["id"] for f in found] == ["x", "y"]
    assert found[1]["passages"] == []


def test_quotes_lists_words_speaker_role_and_agency(run: Verbatim) -> None:
    result = run("quotes")

    assert result.exit_code == 0
    assert "“Russia began a sacred struggle to protect its sovereignty and security”" in result.stdout
    for part in (SEED, "Kim Jong Un", "Dmitry Peskov, Kremlin press secretary", "via Reuters", "13 September 2023"):
        assert part in result.stdout


def test_quotes_as_json_has_one_attribution_a_line(run: Verbatim, json_lines: JsonLines) -> None:
    lines = json_lines(run("quotes", "--json", SEED))

    keys = {"article_id", "content", "cue", "speaker", "speaker_as_written", "speaker_span", "role", "via"}
    assert lines
    assert all(set(line) >= keys | {"attribution"} for line in lines)
    assert {line["article_id"] for line in lines} == {SEED}


def test_quotes_of_one_person_are_theirs_alone(run: Verbatim, json_lines: JsonLines) -> None:
    lines = json_lines(run("quotes", "--json", "--person", "Peskov"))

    assert {line["speaker"] for line in lines} == {"Dmitry Peskov"}


def test_quotes_of_a_stranger_are_none(run: Verbatim) -> None:
    result = run("quotes", "--person", "Macron")

    assert result.exit_code == 0
    assert result.stdout == "No words of Macron in the archive.\n"


def test_quotes_of_an_unknown_article_fail_with_its_id(run: Verbatim) -> None:
    result = run("quotes", "nowhere")

    assert (result.exit_code, result.stderr) == (1, "verbatim: No article has the id 'nowhere'\n")


@pytest.mark.parametrize("command", [["quotes"], ["remove", "x"]], ids=["quotes", "remove"])
def test_a_command_that_only_reads_makes_no_archive(run: Verbatim, tmp_path: Path, command: list[str]) -> None:
    result = run(*command, data=tmp_path / "none")

    assert result.exit_code == 1
    assert "there is no archive" in result.stderr
    assert not (tmp_path / "none").exists()


def test_dates_are_told_as_understood_on_the_day(run: Verbatim, json_lines: JsonLines) -> None:
    plain = run("dates", "They met yesterday.", "--on", "2023-09-14")
    (found,) = json_lines(run("dates", "They met yesterday.", "--on", "2023-09-14", "--json"))

    assert "13 September 2023" in plain.stdout
    assert found["mentions"] == [
        {"text": "yesterday", "start": 9, "end": 18, "from": "2023-09-13", "to": "2023-09-14", "kind": "day"}
    ]


def test_a_batch_of_dates_has_a_day_of_its_own_for_each_line(run: Verbatim, json_lines: JsonLines) -> None:
    rows = [{"id": 1, "text": "yesterday", "on": "2024-03-01"}, {"id": 2, "text": "no date here", "on": "2024-03-01"}]

    found = json_lines(run("dates", "--json", "--batch", "-", stdin="".join(json.dumps(r) + "\n" for r in rows)))

    assert [list(f) for f in found] == [["id", "mentions"]] * 2
    assert found[0]["mentions"][0]["from"] == "2024-02-29"
    assert found[1]["mentions"] == []


def test_a_text_without_dates_says_so(run: Verbatim) -> None:
    assert run("dates", "nothing here").stdout == "No date in it.\n"


def test_a_removed_article_answers_no_more(run: Verbatim, json_lines: JsonLines, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    run("ask", "hi", data=folder)

    removed = run("remove", SEED, data=folder)
    again = run("remove", SEED, data=folder)

    assert (removed.exit_code, removed.stdout) == (0, f"Removed {SEED}.\n")
    assert (again.exit_code, again.stderr) == (1, f"verbatim: No article has the id '{SEED}'\n")
    assert run("quotes", data=folder).stdout == "No attributions found.\n"


def test_check_is_content_with_a_sound_archive(run: Verbatim, json_lines: JsonLines) -> None:
    plain = run("check")
    (found,) = json_lines(run("check", "--json"))

    assert plain.exit_code == 0
    assert "playground" in plain.stdout
    assert found["ok"] is True
    assert {"settings", "archive", "index", "telegram"} <= {check["name"] for check in found["checks"]}
    assert all(set(check) == {"name", "ok", "message"} for check in found["checks"])


def test_check_is_content_before_there_is_an_archive_and_makes_none(run: Verbatim, tmp_path: Path) -> None:
    result = run("check", data=tmp_path / "none")

    assert result.exit_code == 0
    assert not (tmp_path / "none").exists()


def test_check_names_a_setting_that_cannot_be_used(run: Verbatim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_TIMEZONE", "Nowhere")

    result = run("check")

    assert result.exit_code == 1
    assert "VERBATIM_TIMEZONE" in result.stdout


def test_check_finds_a_damaged_database(run: Verbatim, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    run("ask", "hi", data=folder)
    for file in folder.glob("archive.db*"):
        file.write_bytes(b"no database at all" * 500)

    result = run("check", data=folder)

    assert result.exit_code == 1
    assert "BROKEN archive" in result.stdout


def test_check_tells_that_telegram_cannot_be_reached_and_keeps_the_token_to_itself(
    run: Verbatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:secret-part-of-the-token")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")

    result = run("check")

    assert result.exit_code == 1
    assert "BROKEN telegram" in result.stdout
    assert "secret-part" not in result.output


def test_chat_answers_turns_pages_and_leaves(run: Verbatim) -> None:
    result = run("chat", stdin="what did Kim say\nmore\nback\nback\n/help\n/nonsense\n/quit\nnever asked\n")

    assert result.exit_code == 0
    assert "sacred struggle" in result.stdout
    assert "This is the first page." in result.stdout
    assert "/quit" in result.stdout
    assert "There is no /nonsense here" in result.stdout
    assert "never asked" not in result.stdout


def test_chat_walks_from_day_to_day(run: Verbatim) -> None:
    said = "what happened on 20 September 2023\nlater\nearlier\nearlier\nwhat did Kim say\nearlier\n"

    result = run("chat", stdin=said)

    rows = result.stdout.splitlines()
    assert rows.count("Type earlier for 13 September 2023") == 1
    assert rows[rows.index("? earlier") + 1] == "13 September 2023"
    assert rows.count("There is no such day here; ask what happened on a day first.") == 3


def test_chat_goes_on_with_the_question_before(run: Verbatim) -> None:
    result = run("chat", stdin="what did Peskov say\nand Putin?\nin full\nwho is Kim Jong Un\n")

    rows = result.stdout.splitlines()
    assert "what did Putin say" in rows[rows.index("? and Putin?") + 1]
    assert "issues of economic cooperation" in result.stdout
    assert result.stdout.count("would not be made public") == 2  # once said, once in the whole article


def test_chat_shows_no_article_where_nothing_was_found(run: Verbatim) -> None:
    result = run("chat", stdin="what did Macron say\nin full\n")

    assert "There is no excerpt above whose article I could show." in result.stdout


def test_chat_ends_with_its_input(run: Verbatim) -> None:
    result = run("chat", stdin="more\nwhat did Peskov say")

    assert result.exit_code == 0
    assert "Nothing was asked yet." in result.stdout
    assert "would not be made public" in result.stdout
