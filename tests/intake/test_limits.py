"""Pages and feeds without end cost little time and memory, at their full size."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest

from retrieval.answers.archive import Archive
from retrieval.errors import SourceError
from retrieval.sources.feeds.feeds import read_feed
from retrieval.sources.html.pages import NoArticle, read_page
from tests.intake.conftest import page, rss
from tests.intake.test_running import BEGIN, World

PIECE = 100_000
READ_ONE = """
import json, resource, sys
from pathlib import Path
from tests.intake.test_running import World
from retrieval.answers.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    world = World(archive, timeout_s=30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    world.step()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({s.url: [s.last_error, s.articles] for s in archive.store.sources.all()} | {"": grown // 1024}))
"""


def streamed(pieces: Callable[[], Iterator[bytes]], sent: list[int]) -> Callable[[Any], None]:
    """Serves what no memory would hold; counts what the other side has taken."""

    def answer(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for piece in pieces():
            handler.wfile.write(piece)
            sent[0] += len(piece)

    return answer


def hundred_megabytes() -> Iterator[bytes]:
    paragraph = b"<p>It rained on the town, the mayor, Ann Miller, said on Tuesday, and nobody was surprised.</p>\n"
    piece = paragraph * (PIECE // len(paragraph))
    return chain([b"<!doctype html><html><body><article>"], repeat(piece, 100_000_000 // len(piece)))


def a_million_items() -> Iterator[bytes]:
    yield b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>'
    for start in range(0, 1_000_000, 1000):
        yield b"".join(
            b"<item><title>News %d</title><link>https://h.example/%d</link><guid>%d</guid></item>" % (n, n, n)
            for n in range(start, start + 1000)
        )
    yield b"</channel></rss>"


def test_a_hundred_megabytes_and_a_million_items_are_refused_early(tmp_path: Path, site: Any) -> None:
    sent = {"/page": [0], "/feed": [0]}
    site.pages["/page"] = streamed(hundred_megabytes, sent["/page"])
    site.pages["/feed"] = streamed(a_million_items, sent["/feed"])
    good = site.put("/good", rss(("One", site.put("/1", page("One")))))
    with Archive.open(tmp_path / "data") as archive:
        for url in (site.url + "/page", site.url + "/feed", good):
            World(archive).add(url)
    began = time.monotonic()

    command = [sys.executable, "-c", READ_ONE, str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)

    found = json.loads(done.stdout)
    grown_mb = found.pop("")
    assert found == {
        good: [None, 1],
        f"{site.url}/feed": ["it is over 10 MB", 0],
        f"{site.url}/page": ["it is over 10 MB", 0],
    }
    assert all(count[0] < 30_000_000 for count in sent.values())
    assert grown_mb < 200
    assert time.monotonic() - began < 60


RSS = b"<?xml version='1.0'?><rss version='2.0'><channel>"
MILLION = 1_000_000


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS + b"<item/>" * MILLION + b"</channel></rss>", id="empty items"),
        pytest.param(RSS + b"<a>" * MILLION, id="nested"),
        pytest.param(RSS + b"<item " + b" ".join(b"a%d='1'" % n for n in range(300_000)) + b"/>", id="attributes"),
        pytest.param(b"<urlset>" + b"<url/>" * MILLION + b"</urlset>", id="sitemap"),
        pytest.param(b'{"version":"https://jsonfeed.org/version/1","items":[' + b"{}," * MILLION + b"{}]}", id="json"),
        pytest.param((RSS.decode() + "<item/>" * 600_000).encode("utf-16"), id="utf-16"),
    ],
)
def test_a_million_of_anything_in_a_feed_is_read_in_seconds(body: bytes) -> None:
    began = time.monotonic()

    try:
        found = read_feed(body, url="https://h.example/feed", now=BEGIN).offers
    except SourceError as error:
        assert "more elements" in error.why  # noqa: PT017  either way will do
        found = ()

    assert found == ()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html><body>" + b"<p>a</p>" * 300_000, id="paragraphs"),
        pytest.param(b"<html><body>" + b"<a href=/x>y</a>" * 300_000, id="links"),
        pytest.param(b"<p " + b" ".join(b"a%d='1'" % n for n in range(300_000)) + b">x</p>", id="attributes"),
    ],
)
def test_a_page_of_endless_elements_is_refused_unread(body: bytes) -> None:
    began = time.monotonic()

    found = read_page(body, url="https://h.example/a", now=BEGIN)

    assert isinstance(found, NoArticle)
    assert "more elements" in found.why
    assert time.monotonic() - began < 5
