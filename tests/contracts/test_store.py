"""What does every store promise? One suite; a store joins it by a line in ``STORES``.

PostgreSQL takes part where VERBATIM_TEST_POSTGRES_URL names a server on which databases may be made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.annotate import ANNOTATION_VERSION
from retrieval.model import Annotations, Article, Attribution, PersonInArticle, Picture, Published, Role, Span
from retrieval.store import Admission, Change, ChatSettings, Counts, Lineage, NameRow, Shown, Source, Store, open_store
from tests import databases

STORES: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: open_store(folder / "archive.db")}
if not databases.WHY_NOT:
    STORES["postgresql"] = lambda _folder: open_store(databases.emptied())

SHARED_STORE = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with STORES[request.param](tmp_path) as store:
        yield store


def article(article_id: str = "a", text: str = "Kim said so.", *, day: str | None = None, **facts: str) -> Article:
    return Article(article_id, text, published=Published.parse(day) if day else None, **facts)


def person(name: str, *, mentions: int = 1, role: str | None = None) -> PersonInArticle:
    spans = tuple(Span(10 * at, 10 * at + 5) for at in range(mentions))
    return PersonInArticle(name, spans, (Role(role, Span(0, 3)),) if role else (), spans[0])


def said(speaker: str | None, *, is_person: bool = True) -> Attribution:
    return Attribution((Span(0, 4),), "direct", speaker=speaker, speaker_is_person=is_person, speaker_span=Span(5, 8))


def found(*parts: PersonInArticle | Attribution, version: int = ANNOTATION_VERSION) -> Annotations:
    return Annotations(
        version,
        tuple(p for p in parts if isinstance(p, Attribution)),
        tuple(p for p in parts if isinstance(p, PersonInArticle)),
    )


NOTHING = found()


# -- articles -------------------------------------------------------------------------------------------------------


def test_a_new_store_is_empty_and_answers(store: Store) -> None:
    assert store.catalogue.counts() == Counts(0, 0, 0, 0)
    assert store.history.last_position() == 0
    assert store.history.changes(0, 10) == ()
    assert store.articles.get("a") is None
    assert store.articles.get_many(["a"]) == {}
    assert store.articles.annotations([]) == {}
    assert store.articles.ids() == ()
    assert store.names.with_surnames({"peskov"}) == ()
    assert store.names.surnames() == ()
    assert store.catalogue.outlets() == ()
    assert store.catalogue.published_days() == ()
    assert store.catalogue.newest_day() is None
    assert store.articles.published_days(["a"]) == {}
    assert store.articles.remove("a") is False
    assert store.articles.put([]) == ()
    store.verify()


def test_the_same_article_again_is_unchanged_and_leaves_no_trace(store: Store) -> None:
    first = article(day="2023-09-13", title="T", outlet="O", author="A", url="https://o.example/1", language="en")

    assert store.articles.put([(first, NOTHING)]) == ("added",)
    assert store.articles.put([(first, NOTHING)]) == ("unchanged",)
    assert store.history.last_position() == 1
    assert store.articles.get("a") == first


def test_days_of_publication_are_read_for_many_articles_at_once(store: Store) -> None:
    days = {"a": "2023-09-13", "b": "2024-05-02", "c": None}
    store.articles.put([(article(i, day=day), NOTHING) for i, day in days.items()])

    assert store.articles.published_days(["a", "b", "c", "d", "\x00"]) == {
        "a": date(2023, 9, 13),
        "b": date(2024, 5, 2),
    }
    assert store.catalogue.newest_day() == date(2024, 5, 2)
    assert store.catalogue.newest_day(date(2024, 5, 1)) == date(2023, 9, 13)
    assert store.catalogue.newest_day(date(2023, 9, 12)) is None


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays_readable(store: Store) -> None:
    store.articles.put([(article(text="One."), NOTHING)])

    assert store.articles.put([(article(text="Two.", title="New"), NOTHING)]) == ("updated",)
    latest = store.articles.get("a")
    assert latest is not None
    assert (latest.text, latest.revision, latest.title) == ("Two.", 2, "New")
    old = store.articles.get("a", 1)
    assert old is not None
    assert (old.text, old.revision, old.title) == ("One.", 1, None)
    assert store.articles.get("a", 3) is None
    assert store.catalogue.counts().revisions == 2


@pytest.mark.parametrize(
    "changed",
    [
        article(title="New"),
        article(outlet="New"),
        article(author="New"),
        article(url="https://new.example"),
        article(language="ru"),
        article(day="2023-09-13"),
    ],
    ids=["title", "outlet", "author", "url", "language", "published"],
)
def test_other_facts_with_the_same_text_are_updated_without_a_revision(store: Store, changed: Article) -> None:
    store.articles.put([(article(), NOTHING)])

    assert store.articles.put([(changed, found(said("Kim Jong Un")))]) == ("updated",)
    assert store.articles.get("a") == changed
    assert store.articles.annotations(["a"])["a"].attributions
    assert store.catalogue.counts() == Counts(articles=1, revisions=1, attributions=1, stale=0)


def test_a_text_that_comes_back_is_one_more_revision(store: Store) -> None:
    for text in ("One.", "Two.", "One."):
        store.articles.put([(article(text=text), NOTHING)])

    latest = store.articles.get("a")
    assert latest is not None
    assert (latest.revision, latest.text) == (3, "One.")


def test_an_id_twice_in_one_batch_counts_in_order(store: Store) -> None:
    batch = [
        article(text="One."),
        article("b"),
        article(text="Two."),
        article(text="Two."),
        article(text="Two.", title="T"),
    ]

    expected = store.articles.outcomes(batch)

    assert expected == ("added", "added", "updated", "unchanged", "updated")
    assert store.catalogue.counts().articles == 0
    assert store.articles.put([(a, NOTHING) for a in batch]) == expected
    latest = store.articles.get("a")
    assert latest is not None
    assert (latest.revision, latest.title) == (2, "T")
    assert store.articles.get("a", 1) == article(text="One.")


def test_the_given_revision_is_ignored(store: Store) -> None:
    store.articles.put([(Article("a", "Text.", revision=7), NOTHING)])

    assert store.articles.get("a") == Article("a", "Text.", revision=1)


def test_published_comes_back_as_it_was(store: Store) -> None:
    given_dates = [
        Published.parse("2023-09-13"),
        Published.parse("2023-09-13T23:30:00-05:00"),
        Published.parse("2023-09-13 23:30:00.123456Z"),
        Published.parse("2023-09-13T23:30:00"),
        Published("Wed, 13 Sep 2023 23:30 EST", date(2023, 9, 13), datetime(2023, 9, 14, 4, 30, tzinfo=UTC)),
    ]
    articles = [Article(str(at), "Text.", published=published) for at, published in enumerate(given_dates)]

    store.articles.put([(a, NOTHING) for a in articles])

    assert [store.articles.get(a.id) for a in articles] == articles
    assert store.articles.outcomes(articles) == ("unchanged",) * len(articles)
    assert store.catalogue.published_days() == ((date(2023, 9, 13), 5),)


def test_the_picture_of_an_article_is_kept_and_a_change_of_it_is_no_revision(store: Store) -> None:
    first = Article("a", "Rain.", picture=Picture("https://h.example/rain.jpg", "Rain over Ärö."))
    store.articles.put([(first, NOTHING)])
    other = replace(first, picture=Picture("https://h.example/sun.jpg"))

    assert store.articles.get("a") == first
    assert store.articles.put([(other, NOTHING)]) == ("updated",)
    assert store.articles.get("a") == other


def test_a_caption_that_no_database_takes_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="picture must hold no NUL"):
        store.articles.put([(Article("a", "Rain.", picture=Picture("https://h.example/a.jpg", "a\0b")), NOTHING)])


@given(text=st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip))
@SHARED_STORE
def test_a_text_comes_back_to_the_code_point(store: Store, text: str) -> None:
    store.articles.put([(article(text=text), NOTHING)])

    kept = store.articles.get("a")
    assert kept is not None
    assert kept.text == text


@pytest.mark.parametrize(
    "text", ["a\0b", "\ud83d and more", "\U0001f600", "one\r\ntwo\r", "\ufeffbom", "e\u0301", "x" * 3_000_000]
)
def test_difficult_texts_come_back(store: Store, text: str) -> None:
    store.articles.put([(article(text=text), NOTHING)])

    assert store.articles.get_many(["a"])["a"].text == text


@pytest.mark.parametrize("fact", ["title", "outlet", "author", "url", "language"])
@pytest.mark.parametrize("value", ["a\0b", "\udc00"], ids=["NUL", "half a pair"])
def test_facts_that_no_database_takes_are_refused_and_nothing_of_the_batch_is_kept(
    store: Store, fact: str, value: str
) -> None:
    with pytest.raises(ValueError, match=f"{fact} must hold"):
        store.articles.put([(article("good"), NOTHING), (article("bad", **{fact: value}), NOTHING)])

    assert store.catalogue.counts().articles == 0


def test_ids_are_listed_by_code_point_and_in_pages(store: Store) -> None:
    ids = ["B", "a", "z", "ä", "é", "\U0001f600", "\uffee"]
    store.articles.put([(article(i), NOTHING) for i in ids])

    assert store.articles.ids() == tuple(sorted(ids))
    assert store.articles.ids(limit=2) == tuple(sorted(ids)[:2])
    assert store.articles.ids(after="a", limit=3) == tuple(sorted(ids)[2:5])


def test_many_ids_are_read_at_once_in_the_order_asked_for(store: Store) -> None:
    ids = [f"{at:04d}" for at in range(1200)]
    store.articles.put([(article(i), found(said("Kim Jong Un"))) for i in ids])

    wanted = [*reversed(ids), "unknown"]
    assert list(store.articles.get_many(wanted)) == wanted[:-1]
    assert set(store.articles.annotations(wanted)) == set(ids)
    assert store.names.with_surnames({"kim"})[0].articles == 1200
    assert store.articles.outcomes([article(i) for i in ids]) == ("unchanged",) * 1200


@pytest.mark.parametrize("odd", ["a\0b", "\ud800"], ids=["NUL", "half a pair"])
def test_what_cannot_stand_in_a_table_is_simply_not_there(store: Store, odd: str) -> None:
    store.articles.put([(article(), NOTHING)])

    assert store.articles.get(odd) is None
    assert store.articles.get(odd, 1) is None
    assert list(store.articles.get_many([odd, "a"])) == ["a"]
    assert list(store.articles.annotations([odd, "a"])) == ["a"]
    assert store.articles.remove(odd) is False
    assert store.articles.reannotate([(odd, 1, NOTHING)]) == 0
    assert store.names.with_surnames({odd}) == store.names.appearances({odd}, 10) == ()
    assert store.shown.get(odd) is None


# -- changes --------------------------------------------------------------------------------------------------------


def test_changes_tell_each_article_once_with_the_last_that_happened(store: Store) -> None:
    store.articles.put([(article("a"), NOTHING), (article("b"), NOTHING), (article("c"), NOTHING)])
    store.articles.put([(article("a", "New."), NOTHING), (article("b"), NOTHING)])
    store.articles.remove("b")

    assert store.history.changes(0, 10) == (
        Change(3, "c", is_removal=False),
        Change(4, "a", is_removal=False),
        Change(5, "b", is_removal=True),
    )
    assert store.history.changes(4, 10) == (Change(5, "b", is_removal=True),)
    assert store.history.changes(0, 1) == (Change(3, "c", is_removal=False),)
    assert store.history.last_position() == 5


def test_positions_are_never_used_twice(store: Store) -> None:
    store.articles.put([(article("a"), NOTHING)])
    seen = [store.history.last_position()]
    for _ in range(3):
        store.articles.remove("a")
        seen.append(store.history.last_position())
        store.articles.put([(article("a"), NOTHING)])
        seen.append(store.history.last_position())

    assert seen == sorted(set(seen))


@given(
    steps=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["put", "remove", "read"])), max_size=25),
    limit=st.integers(1, 3),
)
@settings(SHARED_STORE, max_examples=15)
def test_whoever_follows_the_changes_knows_what_the_store_holds(
    store: Store, steps: list[tuple[str, str]], limit: int
) -> None:
    _clear(store)
    known: dict[str, Article] = {}
    position = store.history.last_position()

    def follow(position: int) -> int:
        while changes := store.history.changes(position, limit):
            held = store.articles.get_many([c.article_id for c in changes])
            for change in changes:
                assert change.is_removal == (change.article_id not in held)
                known.pop(change.article_id, None)
            known.update(held)
            position = changes[-1].position
        return position

    for at, (article_id, step) in enumerate(steps):
        if step == "put":
            store.articles.put([(article(article_id, f"Text {at}."), NOTHING)])
        elif step == "remove":
            store.articles.remove(article_id)
        else:
            position = follow(position)
    assert follow(position) == store.history.last_position()

    assert known == store.articles.get_many(store.articles.ids())


# -- annotations ----------------------------------------------------------------------------------------------------


def test_annotating_anew_is_a_change_and_replaces_everything(store: Store) -> None:
    old = found(said("Dmitry Peskov"), person("Dmitry Peskov"), version=ANNOTATION_VERSION - 1)
    store.articles.put([(article(day="2023-09-13"), old), (article("b"), NOTHING)])
    assert store.articles.stale(ANNOTATION_VERSION, 10) == ("a",)
    assert store.catalogue.counts().stale == 1
    new = found(said("Kim Jong Un"), said("Kim Jong Un"))

    assert store.articles.reannotate([("a", 1, new)]) == 1

    assert store.articles.annotations(["a"]) == {"a": new}
    assert store.articles.stale(ANNOTATION_VERSION, 10) == ()
    assert store.catalogue.counts() == Counts(articles=2, revisions=2, attributions=2, stale=0)
    assert store.names.with_surnames({"peskov"}) == ()
    assert store.names.with_surnames({"kim"})[0].first_day == date(2023, 9, 13)
    assert store.history.changes(2, 10) == (Change(3, "a", is_removal=False),)


def test_what_could_not_be_annotated_is_named_and_not_tried_again_by_the_same_version(store: Store) -> None:
    failed = Annotations(ANNOTATION_VERSION, failure="KeyError")
    earlier = Annotations(ANNOTATION_VERSION - 1, failure="KeyError")
    store.articles.put([(article("a"), NOTHING), (article("b"), failed), (article("c"), earlier)])

    assert store.articles.unread(10) == ("b", "c")
    assert store.articles.unread(1) == ("b",)
    assert store.articles.stale(ANNOTATION_VERSION, 10) == ("c",)
    assert store.catalogue.counts() == Counts(articles=3, revisions=3, attributions=0, stale=1, unread=2)
    assert store.articles.annotations(["b"]) == {"b": failed}

    store.articles.reannotate([("b", 1, NOTHING), ("c", 1, failed)])

    assert store.articles.unread(10) == ("c",)
    assert store.articles.stale(ANNOTATION_VERSION, 10) == ()


def test_annotations_of_what_is_no_longer_latest_are_passed_over(store: Store) -> None:
    store.articles.put([(article(text="One."), NOTHING)])
    store.articles.put([(article(text="Two."), NOTHING)])
    before = store.history.last_position()

    assert store.articles.reannotate([("a", 1, found(said("Kim"))), ("gone", 1, found(said("Kim")))]) == 0
    assert store.articles.annotations(["a"]) == {"a": NOTHING}
    assert store.history.last_position() == before


def test_stale_articles_come_oldest_program_first(store: Store) -> None:
    store.articles.put([(article(str(age)), Annotations(age)) for age in (3, 1, 2, 4)])

    assert store.articles.stale(4, 2) == ("1", "2")
    assert store.articles.stale(4, 10) == ("1", "2", "3")


# -- names ----------------------------------------------------------------------------------------------------------


def test_a_name_is_counted_over_all_articles(store: Store) -> None:
    store.articles.put(
        [
            (article("a", day="2023-09-14"), found(person("Dmitry Peskov", mentions=3), said("Dmitry Peskov"))),
            (article("b", day="2023-09-12"), found(person("Dmitry Peskov", mentions=2))),
            (article("c"), found(person("Dmitry Peskov"), said("Dmitry Peskov"), said("Dmitry Peskov"))),
        ]
    )

    expected = NameRow(
        name="Dmitry Peskov",
        key="dmitry peskov",
        surname_key="peskov",
        is_person=True,
        articles=3,
        mentions=6,
        attributions=3,
        first_day=date(2023, 9, 12),
        last_day=date(2023, 9, 14),
    )
    assert store.names.with_surnames({"peskov", "unknown"}) == (expected,)
    assert store.names.most_quoted(10) == (expected,)


def test_every_form_of_a_name_has_its_row(store: Store) -> None:
    forms = ("Volodymyr Zelensky", "Volodymyr Zelenskiy", "Zelensky")
    store.articles.put([(article(str(at)), found(said(form), person(form))) for at, form in enumerate(forms)])

    rows = store.names.with_surnames({"zelensky"})

    assert {row.name for row in rows} == set(forms)
    assert {row.key for row in rows} == {"volodymyr zelensky", "zelensky"}
    assert store.names.surnames() == (("zelensky", 3),)
    assert {row.name for row in store.names.most_written()} == set(forms)
    assert store.names.most_written() is store.names.most_written()


def test_surnames_of_several_words_are_found_by_their_last(store: Store) -> None:
    names = ("Ursula von der Aue", "Jan van der Aue", "Ida Aue", "Omar al-Aue")
    store.articles.put([(article(str(at)), found(person(name))) for at, name in enumerate(names)])

    assert store.names.surnames_ending_in("aue") == ("al aue", "van der aue", "von der aue")
    assert store.names.surnames_ending_in("der") == store.names.surnames_ending_in("") == ()
    store.articles.put([(article("1", text="Two."), found(person("Ida Aue")))])
    assert store.names.surnames_ending_in("aue") == ("al aue", "von der aue")


def test_an_organisation_is_kept_apart_from_a_person_of_its_name(store: Store) -> None:
    both = found(person("Ford"), said("Ford"), said("Ford", is_person=False), said("Ford", is_person=False))
    store.articles.put([(article(), both)])

    assert {(row.is_person, row.attributions) for row in store.names.with_surnames({"ford"})} == {(True, 1), (False, 2)}
    assert [row.is_person for row in store.names.most_quoted(10)] == [True]


def test_a_speaker_who_is_in_no_list_of_people_has_a_row_too(store: Store) -> None:
    store.articles.put([(article(), found(said("Interfax", is_person=False), said(None)))])

    (row,) = store.names.with_surnames({"interfax"})
    assert (row.articles, row.mentions, row.attributions, row.is_person) == (1, 1, 1, False)


def test_names_that_cannot_be_looked_up_or_stored_are_left_out(store: Store) -> None:
    odd = found(said("…"), said("\ud800 Kim"), said("A\0B"), person("?!"))
    store.articles.put([(article(), odd)])

    assert store.names.surnames() == ()
    assert store.articles.annotations(["a"]) == {"a": odd}


def test_a_new_revision_brings_its_own_names(store: Store) -> None:
    store.articles.put([(article(text="One.", day="2023-09-13"), found(said("Dmitry Peskov"), said("Kim Jong Un")))])
    store.articles.put([(article(text="Two.", day="2023-09-15"), found(said("Dmitry Peskov"), said("Dmitry Peskov")))])

    assert store.names.surnames() == (("peskov", 1),)
    (row,) = store.names.with_surnames({"peskov"})
    assert (row.articles, row.attributions, row.first_day) == (1, 2, date(2023, 9, 15))


def test_most_quoted_people_come_first_and_equals_by_name(store: Store) -> None:
    store.articles.put(
        [
            (
                article("a"),
                found(said("Beta B"), said("Alpha A"), said("The Ministry", is_person=False), person("Quiet Q")),
            ),
            (article("b"), found(said("Gamma G"), said("Gamma G"))),
        ]
    )

    assert [row.name for row in store.names.most_quoted(10)] == ["Gamma G", "Alpha A", "Beta B"]
    assert [row.name for row in store.names.most_quoted(1, 1)] == ["Alpha A"]


def test_appearances_come_newest_first_and_undated_last(store: Store) -> None:
    days = {"a": "2023-09-13", "b": None, "c": "2023-09-15", "d": "2023-09-13"}
    for article_id, day in days.items():
        name = "Peskov" if article_id == "c" else "Dmitry Peskov"
        store.articles.put([(article(article_id, day=day), found(person(name, role="press secretary"), said(name)))])

    rows = store.names.appearances({"dmitry peskov", "peskov"}, 10)

    assert [row.article_id for row in rows] == ["c", "a", "d", "b"]
    assert rows[0].name == "Peskov"
    assert rows[0].introduction == Span(0, 5)
    assert (rows[0].role, rows[0].attributions, rows[0].published_day) == ("press secretary", 1, date(2023, 9, 15))
    assert store.names.appearances({"dmitry peskov", "peskov"}, 2) == rows[:2]
    assert [row.article_id for row in store.names.appearances({"dmitry peskov"}, 10)] == ["a", "d", "b"]
    assert store.names.appearances(set(), 10) == ()


def test_outlets_and_days_are_counted(store: Store) -> None:
    store.articles.put(
        [
            (article("a", outlet="AP", day="2023-09-13"), NOTHING),
            (article("b", outlet="BBC", day="2023-09-12"), NOTHING),
            (article("c", outlet="BBC", day="2023-09-13"), NOTHING),
            (article("d"), NOTHING),
        ]
    )

    assert store.catalogue.outlets() == (("BBC", 2), ("AP", 1))
    assert store.catalogue.published_days() == ((date(2023, 9, 12), 1), (date(2023, 9, 13), 2))


def test_what_is_remembered_is_read_anew_after_every_change(store: Store) -> None:
    def told() -> tuple[object, ...]:
        return (
            store.catalogue.counts().articles,
            store.catalogue.outlets(),
            store.catalogue.published_days(),
            store.names.surnames(),
        )

    day = date(2023, 9, 13)
    store.articles.put([(article("a", outlet="AP", day="2023-09-13"), found(said("Kim Jong Un")))])
    assert told() == told() == (1, (("AP", 1),), ((day, 1),), (("kim", 1),))
    store.articles.put([(article("b", outlet="AP", day="2023-09-13"), found(said("Kim Jong Un")))])
    assert told() == (2, (("AP", 2),), ((day, 2),), (("kim", 2),))
    store.articles.reannotate([("b", 1, NOTHING)])
    assert told() == (2, (("AP", 2),), ((day, 2),), (("kim", 1),))
    store.articles.remove("a")
    assert told() == (1, (("AP", 1),), ((day, 1),), ())


# -- removal --------------------------------------------------------------------------------------------------------


def test_removal_takes_down_everything(store: Store) -> None:
    store.articles.put([(article(text="One.", outlet="O", day="2023-09-13"), found(said("Kim Jong Un")))])
    store.articles.put([(article(text="Two.", outlet="O", day="2023-09-13"), found(said("Kim Jong Un")))])

    assert store.articles.remove("a") is True

    assert store.articles.get("a") is None
    assert store.articles.get("a", 1) is None
    assert store.articles.annotations(["a"]) == {}
    assert store.names.with_surnames({"kim"}) == ()
    assert store.names.appearances({"jong un kim"}, 10) == ()
    assert store.catalogue.counts() == Counts(0, 0, 0, 0)
    assert (store.catalogue.outlets(), store.catalogue.published_days(), store.names.surnames()) == ((), (), ())
    assert store.articles.remove("a") is False


def _holds(store: Store) -> dict[str, object]:
    """Everything the store tells except positions."""
    ids = store.articles.ids()
    surnames = store.names.surnames()
    names = store.names.with_surnames([key for key, _ in surnames])
    return {
        "articles": store.articles.get_many(ids),
        "annotations": store.articles.annotations(ids),
        "names": names,
        "surnames": surnames,
        "quoted": store.names.most_quoted(100),
        "appearances": {row.key: store.names.appearances([row.key], 100) for row in names},
        "counts": store.catalogue.counts(),
        "outlets": store.catalogue.outlets(),
        "days": store.catalogue.published_days(),
    }


def _clear(store: Store) -> None:
    for article_id in store.articles.ids():
        store.articles.remove(article_id)


_NAMES = st.sampled_from(["Dmitry Peskov", "Peskov", "Kim Jong Un", "Xi", "Ford"])
_FOUND = st.builds(
    lambda people, speakers: found(*map(person, dict.fromkeys(people)), *(said(s, is_person=p) for s, p in speakers)),
    st.lists(_NAMES, max_size=3),
    st.lists(st.tuples(_NAMES, st.booleans()), max_size=4),
)
_ARTICLES = st.builds(
    article,
    st.sampled_from("abcd"),
    st.sampled_from(["One.", "Two."]),
    day=st.sampled_from([None, "2023-09-12", "2023-09-13"]),
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(st.tuples(_ARTICLES, _FOUND), max_size=4)),
        st.tuples(st.just("remove"), st.sampled_from("abcd")),
        st.tuples(st.just("reannotate"), st.lists(st.tuples(st.sampled_from("abcd"), _FOUND), max_size=3)),
    ),
    max_size=8,
)


@given(steps=_STEPS)
@settings(SHARED_STORE, max_examples=15)
def test_what_a_store_tells_depends_only_on_what_it_holds(
    store: Store, steps: list[tuple[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Adding and removing again equals never adding; no sum drifts, whatever happened before."""
    _clear(store)
    for step, what in steps:
        if step == "put":
            store.articles.put(what)  # type: ignore[arg-type]
        elif step == "remove":
            store.articles.remove(what)  # type: ignore[arg-type]
        else:
            latest = store.articles.get_many([i for i, _ in what])  # type: ignore[attr-defined]
            store.articles.reannotate([(i, latest[i].revision, f) for i, f in what if i in latest])  # type: ignore[attr-defined]
    held = _holds(store)

    with open_store(tmp_path_factory.mktemp("fresh") / "archive.db") as fresh:
        for article_id in reversed(store.articles.ids()):
            latest = store.articles.get(article_id)
            assert latest is not None
            for revision in range(1, latest.revision + 1):
                old = store.articles.get(article_id, revision)
                assert old is not None
                fresh.articles.put([(old, store.articles.annotations([article_id])[article_id])])
        assert _holds(fresh) == held
    _clear(store)
    assert store.names.surnames() == ()


# -- shown answers --------------------------------------------------------------------------------------------------

NOW = datetime(2023, 9, 13, 12, tzinfo=UTC)


def shown(token: str = "t", *, chat: int = -1_000_000_000_123, at: datetime = NOW, ids: tuple[str, ...] = ()) -> Shown:
    return Shown(token, chat, 42, "what did Peskov say?", date(2023, 9, 13), at, ids)


def test_a_shown_answer_comes_back(store: Store) -> None:
    answer = shown(ids=("b", "a", "c"))
    store.shown.save(answer)

    assert store.shown.get("t") == answer
    assert store.shown.get("other") is None


def test_a_token_used_again_stands_for_the_newer_answer(store: Store) -> None:
    store.shown.save(shown(ids=("a",)))
    store.shown.save(shown(ids=("b", "b")))

    assert store.shown.get("t") == shown(ids=("b",))


def test_a_question_may_hold_anything(store: Store) -> None:
    odd = Shown("t", 1, 2, "wh\0at \ud83d?", date(2023, 9, 13), NOW)
    store.shown.save(odd)

    assert store.shown.get("t") == odd


def test_a_moment_of_another_zone_is_the_same_moment(store: Store) -> None:
    east = datetime(2023, 9, 13, 15, tzinfo=timezone(timedelta(hours=3)))
    store.shown.save(shown(at=east))

    kept = store.shown.get("t")
    assert kept is not None
    assert (kept.created_utc, kept.created_utc.tzinfo) == (NOW, UTC)


def test_removing_an_article_withdraws_the_answers_that_cite_it(store: Store) -> None:
    store.articles.put([(article("a"), NOTHING), (article("b"), NOTHING)])
    store.shown.save(shown("citing", ids=("a", "b")))
    store.shown.save(shown("other", ids=("b",)))

    store.articles.remove("a")

    withdrawn = store.shown.get("citing")
    assert withdrawn is not None
    assert (withdrawn.is_withdrawn, withdrawn.article_ids) == (True, ("b",))
    assert store.shown.get("other") == shown("other", ids=("b",))


def test_a_chat_is_forgotten_whole(store: Store) -> None:
    store.shown.save(shown("t1", chat=1, ids=("a",)))
    store.shown.save(shown("t2", chat=1))
    store.shown.save(shown("t3", chat=2))
    store.chats.save(ChatSettings(1, NOW, "Europe/Berlin"))
    store.chats.save(ChatSettings(2, NOW, "Asia/Seoul"))

    assert store.chats.forget(1) == 2
    assert (store.shown.get("t1"), store.shown.get("t2")) == (None, None)
    assert store.shown.get("t3") is not None
    assert store.chats.get(1) is None
    assert store.chats.get(2) is not None


def test_old_answers_are_forgotten(store: Store) -> None:
    store.shown.save(shown("old", at=NOW - timedelta(days=2)))
    store.shown.save(shown("new", at=NOW))

    assert store.shown.forget(NOW - timedelta(days=1)) == 1
    assert store.shown.get("old") is None
    assert store.shown.get("new") is not None


# -- threads --------------------------------------------------------------------------------------------------------


def test_an_answer_is_found_by_its_message_and_by_the_question_it_answers(store: Store) -> None:
    store.shown.save(replace(shown("t1", chat=1), question_message_id=10))
    store.shown.save(replace(shown("t2", chat=1, at=NOW + timedelta(hours=1)), question_message_id=10))
    store.shown.mark_sent("t2", 11)
    store.shown.mark_sent("unknown", 12)

    found = store.shown.by_message(1, answer_message_id=11)
    assert found is not None
    assert (found.token, found.answer_message_id) == ("t2", 11)
    assert store.shown.by_message(1, question_message_id=10) == found
    assert store.shown.by_message(2, answer_message_id=11) is None
    assert store.shown.by_message(1, answer_message_id=12) is None


def test_the_last_answer_of_a_thread_is_that_of_the_chat_the_topic_and_the_asker(store: Store) -> None:
    store.shown.save(shown("t1", chat=1))
    store.shown.save(shown("t2", chat=1, at=NOW + timedelta(minutes=1)))
    store.shown.save(replace(shown("t3", chat=1, at=NOW + timedelta(minutes=2)), topic_id=7))

    last = store.shown.latest(1, None, 42, NOW)
    in_topic = store.shown.latest(1, 7, 42, NOW)
    assert (last and last.token, in_topic and in_topic.token) == ("t2", "t3")
    assert store.shown.latest(1, None, 42, NOW + timedelta(minutes=2)) is None
    assert store.shown.latest(1, None, 3, NOW) is None


# -- admissions -----------------------------------------------------------------------------------------------------


def test_how_somebody_stands_is_kept_replaced_and_forgotten(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    store.admissions.save(Admission(7, "told", NOW))
    store.admissions.save(Admission(-100, "banned", NOW))
    store.admissions.save(Admission(7, "listed", later))

    assert store.admissions.all() == (Admission(-100, "banned", NOW), Admission(7, "listed", later))
    assert store.admissions.of([7, 8]) == (Admission(7, "listed", later),)
    assert store.admissions.forget(7)
    assert not store.admissions.forget(7)
    assert store.admissions.of([7]) == ()


def test_shown_answers_are_counted_since_a_moment(store: Store) -> None:
    for token, chat, hours in (("t1", 1, 0), ("t2", 1, 2), ("t3", 2, 3)):
        store.shown.save(shown(token, chat=chat, at=NOW + timedelta(hours=hours)))

    assert store.shown.count_since(NOW + timedelta(hours=1)) == (2, 2)
    assert store.shown.count_since(NOW + timedelta(hours=9)) == (0, 0)


# -- the newest -----------------------------------------------------------------------------------------------------


def test_the_newest_come_first_undated_ones_last(store: Store) -> None:
    days = {"b": "2024-05-02", "a": "2024-05-02", "c": "2024-05-09", "d": None}
    store.articles.put(
        [(article(i, day=day, outlet="North" if i in "ad" else "South"), NOTHING) for i, day in days.items()]
    )

    assert store.catalogue.newest(9) == ("c", "a", "b", "d")
    assert store.catalogue.newest(2) == ("c", "a")
    assert store.catalogue.newest(9, outlets=["North"]) == ("a", "d")
    assert store.catalogue.newest(9, outlets=[]) == ()


# -- chats ----------------------------------------------------------------------------------------------------------


def test_what_a_chat_chose_comes_back_and_the_last_choice_holds(store: Store) -> None:
    chosen = ChatSettings(-1_000_000_000_123, NOW, "Europe/Berlin")
    changed = ChatSettings(-1_000_000_000_123, NOW + timedelta(days=1), None)

    assert store.chats.get(chosen.chat_id) is None
    store.chats.save(chosen)
    assert store.chats.get(chosen.chat_id) == chosen
    store.chats.save(changed)
    assert store.chats.get(chosen.chat_id) == changed
    assert store.chats.get(5) is None


def test_a_choice_is_no_change_of_the_archive(store: Store) -> None:
    store.chats.save(ChatSettings(1, NOW, "Europe/Berlin"))

    assert store.history.last_position() == 0


@pytest.mark.parametrize(
    ("at", "zone"),
    [(datetime(2023, 9, 13), "Europe/Berlin"), (NOW, "Europe/\0Berlin"), (NOW, "\ud800")],  # noqa: DTZ001
    ids=["naive", "nul", "half-a-pair"],
)
def test_a_choice_that_no_store_could_keep_is_refused_at_birth(at: datetime, zone: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        ChatSettings(1, at, zone)


# -- several at once ------------------------------------------------------------------------------------------------


def test_readers_see_whole_batches_while_another_thread_writes(store: Store) -> None:
    done = threading.Event()
    failures: list[object] = []

    def read() -> None:
        try:
            while not done.is_set():
                if store.catalogue.counts().articles % 10:
                    failures.append(store.catalogue.counts())
                store.articles.get_many(store.articles.ids(limit=50))
        except Exception as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for batch in range(15):
        store.articles.put([(article(f"{batch}-{at}"), found(said("Kim Jong Un"))) for at in range(10)])
    done.set()
    for reader in readers:
        reader.join()

    assert failures == []


def test_two_threads_that_write_take_turns(store: Store) -> None:
    def write(name: str) -> None:
        for at in range(10):
            store.articles.put([(article(f"{name}{at}"), found(said("Kim Jong Un")))])
            store.shown.save(shown(f"{name}{at}"))

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert store.catalogue.counts().articles == 20
    assert store.names.with_surnames({"kim"})[0].articles == 20
    assert store.history.last_position() == 20


# -- sources --------------------------------------------------------------------------------------------------------

DUE = datetime(2023, 9, 13, 10, tzinfo=UTC)


def test_a_source_is_kept_as_it_was_given_and_once(store: Store) -> None:
    source = Source("https://h.example/b", "https://h.example/b", DUE, DUE, 600, title="B", seen={"k": "p"})

    assert store.sources.add(source)
    assert not store.sources.add(replace(source, title="C"))
    store.sources.add(replace(source, url="https://h.example/a"))
    assert [s.url[-1] for s in store.sources.all()] == ["a", "b"]
    assert store.sources.all()[1] == source


def test_what_is_due_is_claimed_by_one_until_it_is_recorded_let_go_or_its_time_is_over(store: Store) -> None:
    for name, minutes in (("a", 2), ("b", 1), ("later", 90), ("paused", 1), ("c", 3)):
        store.sources.add(Source(name, name, DUE, DUE + timedelta(minutes=minutes), 600))
    store.sources.set_state("paused", "paused", next_run_utc=DUE)
    now, until = DUE + timedelta(minutes=5), DUE + timedelta(minutes=10)

    first = store.sources.claim(now, until, limit=2)
    second = store.sources.claim(now, until, limit=9)
    store.sources.record(replace(first[0], next_run_utc=until, etag="e"))
    store.sources.let_go(["c"])

    assert [[s.url for s in claimed] for claimed in (first, second)] == [["b", "a"], ["c"]]
    assert [s.url for s in store.sources.claim(now, until, limit=9)] == ["c"]
    assert [s.url for s in store.sources.claim(until, until + timedelta(minutes=5), limit=9)] == ["a", "c", "b"]


def test_what_operators_are_told_is_told_by_the_first(store: Store) -> None:
    told = [
        store.notices.is_first(name, DUE + timedelta(minutes=minutes), within=timedelta(minutes=5))
        for name, minutes in (("stalled", 0), ("stalled", 4), ("recovered", 4), ("stalled", 6), ("stalled", 7))
    ]

    assert told == [True, False, True, True, False]


def test_a_reading_is_recorded_but_cannot_undo_what_the_operator_chose(store: Store) -> None:
    source = Source("u", "u", DUE, DUE, 600)
    store.sources.add(source)

    store.sources.set_state("u", "paused", next_run_utc=DUE)
    assert store.sources.record(replace(source, state="active", last_error="no", failures=2))
    assert (store.sources.all()[0].state, store.sources.all()[0].failures) == ("paused", 2)
    store.sources.set_state("u", "active", next_run_utc=DUE + timedelta(hours=1))
    store.sources.record(replace(source, state="ended"))
    assert store.sources.all()[0].state == "ended"


def test_a_source_that_was_removed_does_not_come_back(store: Store) -> None:
    source = Source("u", "u", DUE, DUE, 600)
    store.sources.add(source)

    assert store.sources.remove("u")
    assert not store.sources.record(source)
    assert not store.sources.remove("u")
    assert not store.sources.set_state("u", "active", next_run_utc=DUE)
    assert store.sources.all() == ()


def test_an_end_is_told_once_and_again_after_the_source_was_resumed(store: Store) -> None:
    source = Source("u", "u", DUE, DUE, 600)
    store.sources.add(source)
    assert store.sources.ended_untold() == ()

    store.sources.record(replace(source, state="ended"))
    assert [s.url for s in store.sources.ended_untold()] == ["u"]
    store.sources.end_told("u")
    assert store.sources.ended_untold() == ()
    store.sources.set_state("u", "active", next_run_utc=DUE)
    store.sources.record(replace(source, state="ended"))
    assert [s.url for s in store.sources.ended_untold()] == ["u"]


# -- states ---------------------------------------------------------------------------------------------------------


def test_a_new_store_is_in_no_state(store: Store) -> None:
    assert store.history.lineage() == store.history.lineage("1:abc") == Lineage(0, "", is_of_it=False)


def test_every_change_leads_to_another_state_that_comes_from_those_before(store: Store) -> None:
    states = []
    for change in (
        lambda: store.articles.put([(article("a"), NOTHING), (article("b"), NOTHING)]),
        lambda: store.articles.put([(article("a", "Other words."), NOTHING)]),
        lambda: store.articles.reannotate([("a", 2, found(said("Kim")))]),
        lambda: store.articles.remove("b"),
    ):
        change()
        states.append(store.history.lineage())

    assert len({now.state for now in states}) == 4
    assert [now.position for now in states] == [2, 3, 4, 5]
    assert all(store.history.lineage(now.state) == replace(states[-1], is_of_it=True) for now in states)


def test_what_changes_nothing_leaves_the_state(store: Store) -> None:
    store.articles.put([(article("a"), NOTHING)])
    before = store.history.lineage()

    store.articles.put([(article("a"), NOTHING)])
    store.articles.remove("none")
    store.articles.reannotate([("a", 7, NOTHING)])

    assert store.history.lineage() == before


@pytest.mark.parametrize("name", ["", "1", "1:", ":", "x:y", "9:0", "-1:a", "1" * 40 + ":a", "1:ff' OR 1=1", "²:a"])
def test_a_state_that_never_was_is_not_come_from(store: Store, name: str) -> None:
    store.articles.put([(article("a"), NOTHING)])

    assert not store.history.lineage(name).is_of_it


def test_two_archives_with_the_same_changes_are_in_different_states(tmp_path: Path) -> None:
    names = set()
    for number in range(2):
        with open_store(tmp_path / f"{number}.db") as one:
            one.articles.put([(article("a"), NOTHING)])
            names.add(one.history.lineage().state)

    assert len(names) == 2


def test_names_of_one_moment_are_read_once_and_stay_as_they_were(store: Store) -> None:
    store.articles.put([(article(), found(said("Dmitry Peskov"), person("Ursula von der Aue")))])
    now = store.names.as_of_now()

    assert now is store.names.as_of_now()
    assert now.with_surnames({"peskov", "von der aue", "nobody"}) == store.names.with_surnames(
        {"von der aue", "peskov"}
    )
    assert now.surnames() == store.names.surnames()
    assert now.surnames_ending_in("aue") == ("von der aue",)
    assert now.most_written() == store.names.most_written()
    before = now.with_surnames({"peskov"})
    store.articles.put([(article("b"), found(said("Dmitry Peskov"), person("Ida Kim")))])
    assert now.with_surnames({"peskov"}) == before
    assert now.with_surnames({"kim"}) == ()
    then = store.names.as_of_now()
    assert then.with_surnames({"kim", "peskov"}) == store.names.with_surnames({"peskov", "kim"})
    assert then.with_surnames({"peskov"}) != before


def test_annotations_are_decoded_where_they_are_asked_for(store: Store) -> None:
    one, other = found(said("Dmitry Peskov")), replace(found(person("Ida Kim")), edits=((0, 1, "T"),))
    store.articles.put([(article("a"), one), (article("b"), other)])

    encoded = store.articles.encoded_annotations(["a", "b", "c"])

    assert set(encoded) == {"a", "b"}
    assert (encoded.of("a"), encoded.of("b")) == (one, other)
    assert (encoded.edits_of("a"), encoded.edits_of("b")) == (one.edits, ((0, 1, "T"),))


def test_what_is_read_at_one_moment_does_not_change_meanwhile(store: Store) -> None:
    store.articles.put([(article("a"), NOTHING)])

    with store.at_one_moment(), store.at_one_moment():
        assert store.articles.ids() == ("a",)
        writing = threading.Thread(target=lambda: store.articles.put([(article("b"), NOTHING)]))
        writing.start()
        writing.join()
        seen = store.articles.ids()

    assert seen in (("a",), ("a", "b"))
    assert store.articles.ids() == ("a", "b")


def test_what_is_written_at_one_moment_stays_where_the_reading_fails(store: Store) -> None:
    def fail() -> None:
        with store.at_one_moment():
            store.articles.ids()
            store.articles.put([(article("a"), NOTHING)])
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert store.articles.ids() == ("a",)
