"""Do words find each other that are written in another way?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TEXTS = {
    "jets": (
        "en",
        "The F-16 jets of the Quorta coast guard passed over the harbour wall on Monday morning, and nobody was hurt.",
    ),
    "mail": (
        "en",
        "The harbour office sent an e-mail to all the fishermen of the town, who had asked for one since the spring.",
    ),
    "help": (
        "en",
        "The two towns will co-operate when the tide comes in, and the mayors have written that down in a long letter.",
    ),
    "food": (
        "en",
        "Ultra-processed snacks are sold in the market hall; the nonprofit kitchen and the under-13s sell none.",
    ),
    "money": (
        "es",
        "El ministro habló ayer de la economía de la comarca de Quorta con los pescadores del puerto viejo.",
    ),
    "houses": (
        "de",
        "Die alten Häuser am Ufer von Quortaburg werden im Frühling gestrichen, und niemand muss dafür ausziehen.",
    ),
    "rail": (
        "de",
        "Die U-Bahn von Quortastadt fährt seit dem Montag wieder bis zum Hafen, und die Fischer freuen sich darüber.",
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    opened = Archive.open(Path(tmp_path_factory.mktemp("words")))
    opened.add([Article(name, text, language=language) for name, (language, text) in TEXTS.items()])
    return opened


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("F16", "jets"),
        ("F-16", "jets"),
        ("email", "mail"),
        ("e-mail", "mail"),
        ("cooperate", "help"),
        ("co-operate", "help"),
        ("ultraprocessed snacks", "food"),
        ("ultra processed snacks", "food"),
        ("ultra-processed snacks", "food"),
        ("non-profit kitchen", "food"),
        ("kitchen of a non profit", "food"),
        ("kitchen for under 13", "food"),
        ("economia", "money"),
        ("economía", "money"),
        ("Haus", "houses"),
        ("Häusern", "houses"),
        ("U-Bahn", "rail"),
        ("ubahn", "rail"),
    ],
)
def test_both_ways_of_writing_find_the_article(archive: Archive, question: str, article: str) -> None:
    answer = archive.ask(question, today=date(2026, 1, 5))
    found = archive.search(question)

    assert {excerpt.article_id for excerpt in answer.excerpts} == {article}
    assert [passage.article_id for passage in found.passages][:1] == [article]


def test_a_word_is_read_in_another_language_only_where_the_archive_has_it_so(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    texts = [
        "The harbour office put the old tables and the boards on the wall.",
        "A table is a table, said the harbour master to Ada Tabler of the town.",
    ]
    archive.add([Article(f"tables{number}", text, language="en") for number, text in enumerate(texts)])

    assert archive.ask("tablets", today=date(2026, 1, 5)).excerpts == ()
