"""Does ``verbatim ingest`` take what stands behind an address?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import verbatim
from retrieval.model import Article
from retrieval.sources.html.pages import read_page
from retrieval.store.lock import WriterLock
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


def test_others_can_write_while_an_address_is_fetched(run: Run, site: Any, tmp_path: Path) -> None:
    are_free = []

    def slow(handler: Any) -> None:
        with WriterLock(tmp_path / "data", timeout_s=0.0):
            are_free.append(True)
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(page("Rain", *SAID).encode())

    site.pages["/rain"] = slow

    assert run("ingest", site.url + "/rain").stdout.startswith("1 added")
    assert are_free == [True]


@pytest.mark.parametrize(
    ("canonical", "is_believed"),
    [
        ("https://www.herald.co.uk/a", True),
        ("https://mill.co.uk/a", False),
        ("https://herald.co.uk.evil.example/a", False),
    ],
)
def test_a_site_is_what_somebody_registered(canonical: str, is_believed: bool) -> None:
    html = page("Rain", *SAID, head=f'<link rel="canonical" href="{canonical}">').encode()

    found = read_page(html, url="https://news.herald.co.uk/b", now=datetime(2024, 1, 1, tzinfo=UTC))

    assert isinstance(found, Article)
    assert (found.url == canonical) is is_believed
