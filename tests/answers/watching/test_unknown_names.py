"""Is a capitalised word that the archive lacks met by the person of that name, and by the word?"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.answers import Archive
from retrieval.model import Article, Intent, Published, Watch, watch_from_json

NUMBERS = itertools.count()
OLD = Article("old", "“The dam will hold”, said Ada Reed. Tom Hale was in town.")
SOUTH = (
    "The herons of Marland came back to the southern marshes on Monday, and the Blue Lantern counted them. "
    "Barley from Ostavia is late, GRAMO said. The Northgate Council met and paid for a new bridge over the river."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    base = tmp_path_factory.mktemp("archives")
    return lambda: base / str(next(NUMBERS))


def told(archive: Archive, watch: Watch | None, *articles: Article) -> list[Intent]:
    """What a watch that was filed before finds in articles as they come."""
    matcher = archive.following.matcher()
    assert watch
    matcher.file(1, watch)
    archive.add(articles)
    return archive.following.intents(matcher, [article.id for article in articles])


def marked(archive: Archive, intents: list[Intent]) -> list[list[str]]:
    return [[mark.of(archive.article(i.article_id).text) for mark in i.marks] for i in intents]


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Herons", [["herons"]]),
        ("Marland", [["Marland"]]),
        ("GRAMO", [["GRAMO"]]),
        ("Gramo", [["GRAMO"]]),
        ("Blue Lantern", [["Blue", "Lantern"]]),
        ("Northgate Council", [["Northgate", "Council"]]),
        ("Ostavia on barley", [["Barley", "Ostavia"]]),
        ("Ostavia on wheat", []),
        ("Ostavia is named", [["Ostavia"]]),
        ("tell me when there is something new about Ostavia", [["Ostavia"]]),
        ("Ostavia -gramo", []),
        ("Ostavia -wheat", [["Ostavia"]]),
        ("Ostavia “is late”", [["is late"]]),
        ("Ostavia “is early”", []),
        ("Ostavia speaks", []),
        # Of a name of several words all must stand together.
        ("Blue Bridge", []),
        ("Council Northgate", []),
        ("Nora Lantern", []),
    ],
)
def test_an_article_that_speaks_of_the_words_is_told(folder: Callable[[], Path], words: str, marks: list) -> None:
    with Archive.open(folder()) as archive:
        archive.add([OLD])
        found = told(archive, archive.following.read(words).watch, Article("south", SOUTH, language="en"))

        assert marked(archive, found) == marks


@pytest.mark.parametrize(
    ("language", "words", "text"),
    [
        ("ru", "Наводнение", "Вода после наводнения ушла с полей."),
        ("ru", "Синий Фонарь", "Люди ждали помощи Синего Фонаря всю ночь."),
        ("uk", "Вибори", "Мешканці після виборів повернулися додому."),
        ("de", "Hochwasser", "Das Hochwasser im Süden ist vorbei."),
        ("fr", "Ostavie", "Le sommet de l’Ostavie s’est ouvert mardi."),
        ("fr", "Élections", "Les élections auront lieu dimanche."),
        ("es", "Inundación", "La inundación cubrió los campos."),
        ("pt", "Eleições", "As eleições serão no domingo."),
        ("en", "Floods", "The flood covered the fields."),
    ],
)
def test_it_is_told_in_every_language(folder: Callable[[], Path], language: str, words: str, text: str) -> None:
    with Archive.open(folder()) as archive:
        archive.add([OLD])
        watch = archive.following.read(words, language=language).watch

        assert watch
        assert watch.role == "either"
        assert len(told(archive, watch, Article("new", text, language=language))) == 1


def test_a_title_alone_is_enough(folder: Callable[[], Path]) -> None:
    article = Article("new", "It was counted again on Monday.", title="The Blue Lantern returns", language="en")
    with Archive.open(folder()) as archive:
        archive.add([OLD])

        assert len(told(archive, archive.following.read("Blue Lantern").watch, article)) == 1


@pytest.mark.parametrize("settled", [0, 1000])
def test_a_person_who_comes_later_is_met_by_mention_and_by_their_words(
    folder: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, settled: int
) -> None:
    monkeypatch.setattr("retrieval.answers.watching.percolation.SETTLED", settled)
    named = Article("named", "It rained. The mayor, Nora Finch, stayed at home. Ms. Finch slept.", language="en")
    spoke = Article("spoke", "Mayor Nora Finch came. It was cold and dark. “I like herons”, she said.", language="en")
    other = Article("other", "“I like herons”, said Ada Reed. Nora Smith met Tom Finch.", language="en")
    with Archive.open(folder()) as archive:
        archive.add([OLD])
        plain, narrow = (archive.following.read(words).watch for words in ("Nora Finch", "Nora Finch on herons"))
        assert [i.article_id for i in told(archive, plain, named, spoke, other)] == ["named", "spoke"]
        found = archive.following.matcher()
        assert narrow
        found.file(2, narrow)
        intents = archive.following.intents(found, ["named", "spoke", "other"])

        assert [i.article_id for i in intents] == ["spoke"]
        assert intents[0].content


@pytest.mark.parametrize("words", ["Aue", "Aue on herons", "von der Aue"])
def test_a_surname_is_met_with_its_particles(folder: Callable[[], Path], words: str) -> None:
    came = Article("came", "“I like herons,” said Ida von der Aue. She smiled.", language="en")
    again = Article("again", "“I like herons more,” said Ida von der Aue.", language="en")
    with Archive.open(folder()) as archive:
        archive.add([OLD])
        known, unknown = archive.following.matcher(), archive.following.read(words).watch
        assert unknown
        known.file(1, unknown)
        archive.add([came])
        first = archive.following.intents(known, ["came"])
        now = archive.following.read(words).watch
        assert now
        known.file(2, now)
        archive.add([again])

        assert [intent.watch for intent in first] == [1]
        assert [intent.watch for intent in archive.following.intents(known, ["again"])] == [1, 2]


def test_an_old_row_of_an_unknown_name_is_met_by_the_word_too(folder: Callable[[], Path]) -> None:
    watch = watch_from_json({"people": ["Ostavia"], "role": "named", "language": "en"})
    with Archive.open(folder()) as archive:
        archive.add([OLD])

        assert len(told(archive, watch, Article("south", SOUTH, language="en"))) == 1


def test_a_body_that_speaks_is_also_named_where_its_name_stands(folder: Callable[[], Path]) -> None:
    with Archive.open(folder()) as archive:
        archive.add([OLD, Article("said", "“Barley is late”, the Northgate Council said.", language="en")])
        watch = Watch(("Northgate Council",), "named")

        assert len(told(archive, watch, Article("south", SOUTH, language="en"))) == 1


def test_a_preview_holds_the_words_too(folder: Callable[[], Path]) -> None:
    today = date(2024, 5, 20)
    with Archive.open(folder()) as archive:
        archive.add([OLD])
        watch = archive.following.read("Ostavia").watch
        archive.add([Article("south", SOUTH, language="en", published=Published.parse("2024-05-19"))])

        assert watch
        assert [e.article_id for e in archive.following.preview(watch, today=today).excerpts] == ["south"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    word=st.sampled_from(["herons", "heron", "barley", "marshes", "lantern", "bridge", "late", "said", "gramo"]),
    rest=st.sampled_from(["", " -gulls", " -bridge", " “paid for”"]),
    old=st.lists(st.sampled_from(["A heron stood there.", "It rained.", "“No”, said Ada Reed."]), max_size=2),
    new=st.lists(st.sampled_from([*SOUTH.split(". "), "Gulls and herons.", "“A marsh is new”, he said."]), min_size=1),
)
def test_a_capital_takes_nothing_away(
    folder: Callable[[], Path], word: str, rest: str, old: list[str], new: list[str]
) -> None:
    articles = [Article(f"new{at}", text, language="en") for at, text in enumerate(new)]
    with Archive.open(folder()) as archive:
        archive.add([Article(f"old{at}", text, language="en") for at, text in enumerate(old)])
        asked = [archive.following.read(f"{form}{rest}").watch for form in (word, word.capitalize(), word.upper())]
        matcher = archive.following.matcher()
        for number, watch in enumerate(asked):
            if watch:
                matcher.file(number, watch)
        archive.add(articles)
        found: list[set[str]] = [set() for _ in asked]
        for intent in archive.following.intents(matcher, [article.id for article in articles]):
            found[intent.watch].add(intent.article_id)

        assert found[0] <= found[1]
        assert found[0] <= found[2]
