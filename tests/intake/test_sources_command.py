"""Does ``verbatim sources`` do what the operator wants?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import verbatim
from tests.intake.conftest import page, rss

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERBATIM_INTAKE_ALLOW_HOSTS", "127.0.0.1")
    monkeypatch.setenv("VERBATIM_INTAKE_HOST_DELAY_S", "0.001")
    return lambda *words: CliRunner().invoke(verbatim, ["--data", str(tmp_path / "data"), *words])


def test_a_site_is_followed_by_its_feed_and_read(run: Run, site: Any) -> None:
    home = site.put("/", '<html><head><link rel=alternate type="application/atom+xml" href=/atom></head></html>')
    site.put("/atom", rss(("One", site.put("/1", page("One")))))

    added = run("sources", "add", home)
    run("intake", "--once")

    assert added.stdout == f"added: feed {site.url}/atom\n"
    (found,) = [json.loads(line) for line in run("sources", "list", "--json").stdout.splitlines()]
    assert (found["url"], found["articles"], found["last_error"]) == (f"{site.url}/atom", 1, None)
    assert "next run" in run("sources", "list").stdout


def test_a_feed_at_a_usual_place_is_found(run: Run, site: Any) -> None:
    home = site.put("/", "<html><body>Hello</body></html>")
    site.put("/rss.xml", rss())

    assert run("sources", "add", home).stdout == f"added: feed {site.url}/rss.xml\n"


def test_a_paused_source_is_not_read_and_a_resumed_one_is(run: Run, site: Any) -> None:
    url = site.put("/feed", rss())
    run("sources", "add", url)
    run("sources", "pause", url)
    site.asked.clear()

    run("intake", "--once")
    assert site.paths() == []
    assert "paused" in run("sources", "list").stdout
    run("sources", "resume", url)
    run("intake", "--once")
    assert site.paths() == ["/feed"]


def test_sources_travel_as_opml(run: Run, site: Any, tmp_path: Path) -> None:
    url = site.put("/feed?a=1&b=2", rss())
    run("sources", "add", url)
    (tmp_path / "all.opml").write_text(run("sources", "export").stdout)
    run("sources", "remove", url)

    assert run("sources", "import", "all.opml").stdout == "1 added, 0 there already\n"
    assert url in run("sources", "list").stdout


def test_what_is_not_there_is_said(run: Run) -> None:
    for words in (("remove", "https://h.example/"), ("add", "http://127.0.0.1:1/"), ("test", "nowhere/at all")):
        result = run("sources", *words)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
