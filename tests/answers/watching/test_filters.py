"""Does a watch fire only where title, author and category are as it asks?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch, watch_from_json

TODAY = date(2024, 5, 20)
DAM = Article(
    "dam",
    "“The dam will hold”, said Ada Reed, the mayor. She spoke at the market.\n\nBread was sold there.",
    title="Reed: dam will hold",
    outlet="The Mill",
    author="Nora Finch and Tom Hale",
    published=Published.parse("2024-05-19"),
    categories=("Local News", "Water"),
)
BREAD = Article(
    "bread",
    "Bread costs more. The dam was not spoken of, said Ada Reed, the mayor.",
    title="Prices at the market",
    outlet="The Mill",
    author="Nora Finch",
    published=Published.parse("2024-05-19"),
    categories=("Economy",),
)
BARE = Article("bare", "The dam is old. Nobody knows its age.", published=Published.parse("2024-05-19"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path) as opened:
        opened.add([DAM, BREAD, BARE])
        yield opened


@pytest.mark.parametrize(
    ("watch", "articles"),
    [
        (Watch(topic="dam"), {"dam", "bread", "bare"}),
        (Watch(topic="dam", is_title_only=True), {"dam"}),
        (Watch(topic="market", is_title_only=True), {"bread"}),
        (Watch(people=("Ada Reed",)), {"dam", "bread"}),
        (Watch(people=("Ada Reed",), is_title_only=True), {"dam"}),
        (Watch(people=("Ada Reed",), topic="bread", is_title_only=True), set()),
        (Watch(phrases=("will hold",), is_title_only=True), {"dam"}),
        (Watch(phrases=("spoke at the market",), is_title_only=True), set()),
        (Watch(outlet="The Mill", is_title_only=True, topic="prices"), {"bread"}),
        (Watch(topic="dam", is_title_only=True, without=("bread",)), set()),
        (Watch(author="Nora Finch"), {"dam", "bread"}),
        (Watch(author="hale"), {"dam"}),
        (Watch(author="Ha"), set()),
        (Watch(category="local news"), {"dam"}),
        (Watch(category="news"), set()),
        (Watch(topic="dam", author="Finch", category="Economy"), {"bread"}),
    ],
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_a_watch_finds_what_its_filters_let_through_now_and_in_the_preview(
    archive: Archive, watch: Watch, articles: set[str]
) -> None:
    matcher = archive.following.matcher()
    matcher.file(1, watch)
    found = archive.following.intents(matcher, ["dam", "bread", "bare"])
    preview = archive.following.preview(watch, today=TODAY, limit=9)

    assert {intent.article_id for intent in found} == articles
    assert preview.articles == len(articles)


def test_what_the_title_alone_holds_is_shown_by_the_beginning_of_the_article(archive: Archive) -> None:
    matcher = archive.following.matcher()
    matcher.file(1, Watch(topic="prices", is_title_only=True))
    (intent,) = archive.following.intents(matcher, ["bread"])

    assert intent.span.of(BREAD.text).startswith("Bread costs more.")


def test_a_first_line_that_is_the_title_is_not_told_beside_it(archive: Archive) -> None:
    post = Article("post", f"Prices rise\n\n{BREAD.text}", title="Prices rise", published=BREAD.published)
    archive.add([post])
    matcher = archive.following.matcher()
    matcher.file(1, Watch(topic="prices", is_title_only=True))
    (intent,) = archive.following.intents(matcher, ["post"])

    assert intent.span.of(post.text) != "Prices rise"


def test_a_watch_of_an_older_program_has_no_filters() -> None:
    assert not watch_from_json({"topic": "dam"}).is_filtered
