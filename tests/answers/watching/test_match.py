"""Does an alert fire exactly where an answer would not be silent?"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.answers import Archive
from retrieval.answers.excerpts.cutting import best_run
from retrieval.answers.ingest.units import indexed
from retrieval.answers.watching import ArticleView, article_view
from retrieval.answers.watching.match import place_in
from retrieval.answers.watching.watch_terms import KnownNow, conditions_of
from retrieval.model import Annotations, Article, Published, Span
from retrieval.search.engine import Indexed, QueryTerm
from retrieval.text.normal import find_fragment

TODAY = date(2024, 5, 20)
PEOPLE = ("Ada Reed", "Tom Hale", "Ivan Reed", "Dmitry Peskov")
TOPICS = ("the river dam", "nuclear weapons", "coal", "bread prices", "the dam")
SAID = (
    "“{Topic} will change everything”, said {name}.",
    "{name} said that {topic} could not wait any longer.",
    "“We talked about {topic} and coal”, {name} told reporters, according to Reuters.",
    "{name} was in town. She had seen {topic} before.",
    "Nobody asked about {topic}.",
    "The council met on Monday. Bread was sold. “It is the dam of our fathers”, {surname} added.",
    "{surname}and the minister walked along {topic}.",
)
QUESTIONS = (
    "{name}",
    "{surname}",
    "{name} on {topic}",
    "what did {surname} say about {topic}?",
    "{topic}",
    "{topic} bread",
    "“dam of our fathers”",
    "who said “{topic} will change everything”?",
    "latest from Reuters",
    "latest from The Mill",
    "what did {name} say about {topic} in The Mill",
    "Песков",
    "Nora Finch",
)


def filled(pattern: str, name: str, topic: str) -> str:
    return pattern.format(name=name, surname=name.split()[-1], topic=topic, Topic=topic[:1].upper() + topic[1:])


SENTENCES = st.builds(filled, st.sampled_from(SAID), st.sampled_from(PEOPLE), st.sampled_from(TOPICS))
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map("\n\n".join)
ASKED = st.builds(filled, st.sampled_from(QUESTIONS), st.sampled_from(PEOPLE), st.sampled_from(TOPICS))
OUTLETS = st.sampled_from([None, "The Mill", "The Ferry"])
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    base = tmp_path_factory.mktemp("archives")
    return lambda: base / str(next(NUMBERS))


def articles(texts: list[tuple[str, str | None]]) -> list[Article]:
    day = Published.parse("2024-05-02")
    return [Article(f"a{at}", text, outlet=outlet, published=day) for at, (text, outlet) in enumerate(texts)]


def answering(archive: Archive, question: str) -> set[str]:
    """The articles from which an answer quotes; of very words, those in which they stand.

    What is shown beside a reason why there is no answer is none.
    """
    answer = archive.ask(question, today=TODAY, limit=100)
    if answer.reason:
        return set()
    found = {e.article_id for e in answer.excerpts}
    found |= {c.article_id for e in answer.excerpts for c in (*e.also_in, *e.repeated_in)}
    if answer.kind == "who-said":
        return {i for i in found if find_fragment(archive.article(i).text, answer.understood.topic)}
    return found


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(texts=st.lists(st.tuples(TEXTS, OUTLETS), min_size=1, max_size=5), asked=st.lists(ASKED, min_size=1, max_size=6))
def test_an_alert_fires_exactly_where_the_answer_is_not_silent(
    folder: Callable[[], Path], texts: list[tuple[str, str | None]], asked: list[str]
) -> None:
    with Archive.open(folder()) as archive:
        archive.add(articles(texts))
        matcher = archive.following.matcher()
        followed = {at: q for at, q in enumerate(dict.fromkeys(asked)) if archive.following.read(q).watch}
        for at, question in followed.items():
            watch = archive.following.read(question).watch
            if watch and watch.role == "speaks":
                matcher.file(at, watch)
            else:  # to be named is more than any question asks
                followed = {k: v for k, v in followed.items() if k != at}
        ids = [f"a{at}" for at in range(len(texts))]

        fired = {at: set() for at in followed}
        for intent in archive.following.intents(matcher, ids):
            fired[intent.watch].add(intent.article_id)

        assert fired == {at: answering(archive, question) for at, question in followed.items()}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(texts=st.lists(st.tuples(TEXTS, OUTLETS), min_size=2, max_size=6), asked=st.lists(ASKED, min_size=1, max_size=6))
def test_the_index_finds_what_every_watch_by_itself_finds_however_the_archive_grows(
    folder: Callable[[], Path], texts: list[tuple[str, str | None]], asked: list[str]
) -> None:
    with Archive.open(folder()) as archive:
        read = [archive.following.read(question).watch for question in dict.fromkeys(asked)]
        watches = dict(enumerate(watch for watch in read if watch))
        matcher = archive.following.matcher()
        for number, watch in watches.items():
            matcher.file(number, watch)
        for article in articles(texts):
            archive.add([article])
            held = ArticleView(article, archive.store.articles.annotations([article.id])[article.id])
            fired = {intent.watch for intent in archive.following.intents(matcher, [article.id])}

            slowly = set()
            for number, watch in watches.items():
                known = known_now(archive)
                conditions = conditions_of(watch, known)
                if conditions and place_in(conditions, held, known.weights):
                    slowly.add(number)
            assert fired == slowly


def known_now(archive: Archive) -> KnownNow:
    from retrieval.answers.people.directory import Directory

    return KnownNow(Directory(archive.store), archive._engine)


@pytest.fixture
def reeds(archive: Archive) -> Archive:
    archive.add(
        articles(
            [
                ("“The dam will hold”, said Ada Reed. “Coal is old”, Tom Hale said, according to Reuters.", "The Mill"),
                ("The mayor, Ada Reed, was in town. Nobody spoke. A missile was found.", "The Ferry"),
                ("“The bridge is safe”, said Ada Reed.", None),
            ]
        )
    )
    return archive


@pytest.mark.parametrize(
    ("words", "fires", "marked"),
    [
        ("Ada Reed", {"a0", "a2"}, "Ada Reed"),
        ("Ada Reed is named", {"a0", "a1", "a2"}, "Ada Reed"),
        ("Ada Reed on the dam", {"a0"}, "dam"),
        ("Ada Reed is named -missile", {"a0", "a2"}, "Ada Reed"),
        ('Ada Reed is named -"dam will hold"', {"a1", "a2"}, "Ada Reed"),
        ('"Coal is old"', {"a0"}, "Coal is old"),
        ('Ada Reed "will hold"', {"a0"}, "will hold"),
        ('Tom Hale "will hold"', set(), ""),
        ("Reuters", {"a0"}, ""),
        ("The Ferry", {"a1"}, ""),
        ("everything -dam", {"a1", "a2"}, ""),
        ("missiles", {"a1"}, "missile"),
    ],
)
def test_a_watch_fires_where_all_of_it_holds(reeds: Archive, words: str, fires: set[str], marked: str) -> None:
    matcher, following = reeds.following.matcher(), reeds.following
    watch = following.read(words).watch
    assert watch is not None
    matcher.file(1, watch)

    intents = following.intents(matcher, ["a0", "a1", "a2"])

    assert {intent.article_id for intent in intents} == fires
    for intent in intents:
        text = reeds.article(intent.article_id).text
        assert marked in [m.of(text) for m in intent.marks] if marked else intent.marks == ()
        assert all(intent.span.holds(Span(m.start, m.end)) for m in (*intent.marks, *intent.content))
        excerpt = following.excerpt(intent)
        assert excerpt is not None
        assert (excerpt.span, excerpt.marked, excerpt.content or ()) == (intent.span, intent.marks, intent.content)


def test_the_units_of_an_article_that_alerts_are_made_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    town = "The council met in the old hall on Monday and spoke for hours of the river, the mill and the road to it. "
    told = [(f"{town * 3}“The dam will hold”, said Ada Reed.", outlet) for outlet in ("The Mill", "The Ferry")]
    archive.add(articles(told))
    matcher, watch, made = archive.following.matcher(), archive.following.read("Ada Reed").watch, []
    assert watch
    matcher.file(1, watch)

    def counted(article: Article, annotations: Annotations) -> Indexed:
        made.append(article.id)
        return indexed(article, annotations)

    monkeypatch.setattr(article_view, "indexed", counted)
    (intent,) = archive.following.intents(matcher, ["a0"])
    shared = archive.following.told_with(intent)
    excerpts = {archive.following.excerpt(intent) for _ in range(2)}

    assert made == ["a0"]
    assert shared == ("a0", "a1")
    assert [excerpt and excerpt.speaker for excerpt in excerpts] == ["Ada Reed"]


@pytest.mark.parametrize("asked", [("the dam", "the dam bread"), ("the dam bread", "the dam")])
def test_what_others_follow_decides_nothing(archive: Archive, asked: tuple[str, str]) -> None:
    told = [("“Bread prices will change everything”, said Ivan Reed.", None), ("Tom Hale saw the dam.", None)]
    archive.add(articles(told))
    matcher, following = archive.following.matcher(), archive.following
    for number, words in enumerate(asked):
        watch = following.read(words).watch
        assert watch is not None
        matcher.file(number, watch)

    fired = {asked[intent.watch] for intent in following.intents(matcher, ["a1"])}

    assert fired == {"the dam"} == {words for words in asked if "a1" in answering(archive, words)}


def test_a_dropped_watch_fires_no_more(reeds: Archive) -> None:
    matcher = reeds.following.matcher()
    for number, words in enumerate(("Ada Reed", "everything", "Ada Reed on the dam", "Ada Reed")):
        watch = reeds.following.read(words).watch
        assert watch
        matcher.file(number, watch)
    for number in (0, 1, 7):
        matcher.drop(number)

    assert len(matcher) == 2
    assert {intent.watch for intent in reeds.following.intents(matcher, ["a0"])} == {2, 3}


def test_a_name_that_comes_later_is_known_when_it_comes(reeds: Archive) -> None:
    matcher = reeds.following.matcher()
    watch = reeds.following.read("Nora Finch").watch
    assert watch
    assert watch.role == "either"
    matcher.file(1, watch)
    before = reeds.following.intents(matcher, ["a0", "a1", "a2"])
    reeds.add([Article("new", "It rained. The mayor, Nora Finch, stayed at home.")])

    assert before == []
    assert [intent.article_id for intent in reeds.following.intents(matcher, ["new"])] == ["new"]


def test_a_withdrawn_article_and_another_revision_have_no_excerpt(reeds: Archive) -> None:
    matcher = reeds.following.matcher()
    watch = reeds.following.read("Ada Reed").watch
    assert watch
    matcher.file(1, watch)
    first, second = reeds.following.intents(matcher, ["a0", "a2"])
    reeds.remove("a0")
    reeds.add([Article("a2", "“The bridge is closed”, said Ada Reed.")])

    assert reeds.following.excerpt(first) is None
    assert reeds.following.excerpt(second) is None
    assert reeds.following.intents(matcher, ["a0"]) == []


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as archive:
        yield archive


@given(
    held=st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=6),
    weights=st.lists(st.floats(0.1, 9), min_size=2, max_size=4),
)
def test_a_short_way_to_the_best_sentences_leads_to_the_same(held: list[frozenset[str]], weights: list[float]) -> None:
    terms = [QueryTerm((letter,)) for letter in "abcd"[: len(weights)]]
    borders = [Span(10 * at, 10 * at + 9) for at in range(len(held))]
    text = "x" * 10 * len(held)
    nowhere = (Span(len(text) + 5, len(text) + 6),)

    short = best_run(text, borders, held, terms, weights)
    long = best_run(text, borders, held, terms, weights, preferred=nowhere)

    assert short == long
