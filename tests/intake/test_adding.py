"""What chats name is looked for as what operators name, from the web alone, and as often as a chat may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.intake import adding
from bot.intake.adding import Looked, SourceFinder
from bot.intake.fetching import Fetcher
from bot.settings import load_settings
from retrieval.errors import SourceError
from retrieval.store import Sources, open_store
from tests.intake.conftest import Site, rss

NOW = datetime(2026, 3, 20, tzinfo=UTC)
CHAT, OTHER = 5, 6


@pytest.fixture
def sources(tmp_path: Path) -> Iterator[Sources]:
    with open_store(tmp_path / "archive.db") as store:
        yield store.sources


@pytest.fixture
def finder(sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceFinder:
    monkeypatch.setattr(adding, "fetcher_of", lambda *_, **__: Fetcher("verbatim/test", {"127.0.0.1"}))
    return SourceFinder(load_settings(environ={"VERBATIM_SOURCES_PER_CHAT": "1"}, folder=tmp_path), lambda: sources)


def test_a_chat_may_leave_out_the_scheme_of_a_site_without_https(finder: SourceFinder, site: Site) -> None:
    site.put("/rss", rss(("Rain", f"{site.url}/rain")))
    written = site.url.removeprefix("http://") + "/rss"

    assert finder.name(written, CHAT, NOW) == (Looked(f"{site.url}/rss", "feed", "The Herald", 1), True)
    assert finder.name(f"feed://{written}", CHAT, NOW) == (Looked(f"{site.url}/rss", "web", "The Herald"), False)


def test_a_chat_that_has_named_enough_has_nothing_fetched(finder: SourceFinder, site: Site) -> None:
    site.put("/rss", rss(("Rain", f"{site.url}/rain")))
    site.put("/other", rss(("Rain", f"{site.url}/rain")))
    finder.name(f"{site.url}/rss", CHAT, NOW)
    asked = len(site.asked)

    assert finder.name(f"{site.url}/other", CHAT, NOW)[1] is None
    assert len(site.asked) == asked
    assert finder.name(f"{site.url}/rss", OTHER, NOW)[1] is True


def test_a_chat_names_no_folder_of_the_machine(
    finder: SourceFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "127.0.0.1:1").mkdir()
    monkeypatch.chdir(tmp_path)

    for given in ("127.0.0.1:1", str(tmp_path), "ftp://h.example/rss"):
        with pytest.raises(SourceError) as refused:
            finder.name(given, CHAT, NOW)
        assert "folder" not in refused.value.why
