"""Does ``verbatim ingest`` take what stands behind an address?"""

from __future__ import annotations

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
    return lambda *words: CliRunner().invoke(verbatim, ["--data", str(tmp_path / "data"), *words])


SAID = ("“Rain is good for us,” said Ann Miller, the mayor, in the town hall on Tuesday.", "It had been dry. " * 10)


def test_a_page_becomes_an_article_that_can_be_asked(run: Run, site: Any) -> None:
    url = site.put("/rain?utm_source=x", page("Rain", *SAID))

    first, second = run("ingest", url), run("ingest", url)

    assert first.stdout == "1 added, 0 updated, 0 unchanged, 0 refused\n"
    assert second.stdout == "0 added, 0 updated, 1 unchanged, 0 refused\n"
    answer = run("ask", "what did Miller say").stdout
    assert "Rain is good for us" in answer
    assert "The Herald" in answer
    assert "13 September 2023" in answer


def test_a_feed_with_short_items_is_filled_from_its_pages(run: Run, site: Any) -> None:
    links = [site.put(f"/{n}", page(f"Rain {n}", *SAID)) for n in range(3)]
    url = site.put("/feed", rss(*((f"Rain {n}", link) for n, link in enumerate(links))))

    assert run("ingest", url).stdout == "3 added, 0 updated, 0 unchanged, 0 refused\n"


def test_a_feed_with_whole_items_asks_for_no_page(run: Run, site: Any) -> None:
    url = site.put("/feed", rss(("Rain", f"{site.url}/1"), text="&lt;p&gt;" + "It rained. " * 200 + "&lt;/p&gt;"))

    assert run("ingest", url).stdout.startswith("1 added")
    assert site.paths() == ["/feed"]


def test_a_home_page_tells_which_feed_to_follow(run: Run, site: Any) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    url = site.put("/", f"<html><head>{head}</head><body><a href='/1'>One</a></body></html>")

    result = run("ingest", url)

    assert result.exit_code == 1
    assert f"verbatim sources add {site.url}/feed" in result.stderr


def test_a_page_cannot_claim_the_address_of_another_site(run: Run, site: Any) -> None:
    url = site.put("/a", page("Rain", *SAID, head='<link rel="canonical" href="https://other.example/b">'))

    run("ingest", url)

    assert "other.example" not in run("ask", "what did Miller say", "--json").stdout


def test_an_address_on_a_private_network_is_refused(run: Run, site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERBATIM_INTAKE_ALLOW_HOSTS")

    result = run("ingest", site.put("/a", page("Rain")))

    assert result.exit_code == 1
    assert "private network" in result.stderr
