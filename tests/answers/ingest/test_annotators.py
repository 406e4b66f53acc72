"""Do several processes give what one gives, and does no article stop the others?"""

from __future__ import annotations

import gc
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval.annotate import ANNOTATION_VERSION, annotate
from retrieval.answers import Archive
from retrieval.answers.ingest import annotators, index_sync, units
from retrieval.answers.ingest.annotators import Annotators
from retrieval.answers.ingest.batches import BATCH
from retrieval.answers.ingest.time_limit import alarm
from retrieval.model import Annotations, Article
from retrieval.text.view import reading_view
from retrieval.text.view.reading_view import STAGES, read_through
from tests.answers.ingest import faulty

SAID = "“It rained {},” said Ann Miller."


def test_several_processes_bring_the_same_archive_as_one(tmp_path: Path) -> None:
    articles = [Article(f"a{n % 250}", SAID.format(n)) for n in range(2 * BATCH + 60)]
    found = []
    for jobs in (1, 2):
        with Archive.open(tmp_path / str(jobs)) as archive:
            done = archive.add(articles, jobs=jobs)
            counts = archive.counts()
            said = list(archive.attributions())
        found.append((done, counts, said))

    assert found[0] == found[1]
    assert found[0][0].added == 250


def test_other_processes_tell_what_they_found_and_where_its_sentences_are() -> None:
    told = "The bridge at Holm is shut. Lund said &quot;no, we wait&quot; on a cold Friday. Nobody came.\n\nIt rained."
    articles = [Article(f"a{n}", f"{SAID.format(n)} {told}", language="en") for n in range(annotators._A_TASK + 3)]
    with Annotators(2) as two:
        found = two.begin(articles, is_many=True)()
        sentences = [reading_view(article.text).known_sentences for article in articles]

    assert list(found) == articles
    assert list(found.values()) == [annotate(article) for article in articles]
    assert sentences == [read_through(article.text, STAGES).sentences() for article in articles]


def test_what_takes_much_in_looks_for_garbage_less_often_for_a_while() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    with annotators.collecting_little():
        assert gc.get_threshold()[2] == annotators._YOUNG_BEFORE_ALL
        assert gc.get_freeze_count() > before[1]

    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_a_small_batch_starts_no_process() -> None:
    with Annotators(2) as annotators:
        article = Article("a", "“It rained,” said Ann Miller.")

        assert annotators.begin([article], is_many=False)()[article].attributions
        assert annotators._pool is None


def test_a_process_that_annotates_does_not_look_through_its_modules_for_garbage() -> None:
    pool = annotators._started(1)
    try:
        frozen, thresholds = pool.submit(gc.get_freeze_count).result(), pool.submit(gc.get_threshold).result()
    finally:
        pool.shutdown()

    assert frozen > 10_000
    assert thresholds == (*gc.get_threshold()[:2], annotators._YOUNG_BEFORE_ALL)


# -- one that cannot be read --------------------------------------------------------------------------------------


def _raise(_: Article) -> Annotations:
    raise KeyError("the secret words of the article")


def _recurse(article: Article) -> Annotations:
    return _recurse(article)


def _loop(_: Article) -> Annotations:
    while True:
        pass


def _search_for_ever(_: Article) -> Annotations:
    re.search(r"(?:a|a)*b", "a" * 60)
    raise AssertionError("nothing ends this search")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Article], Annotations]], None]:
    """Let annotating an article that speaks of a mill go wrong, with a short limit of time."""

    def by(fault: Callable[[Article], Annotations]) -> None:
        monkeypatch.setattr(annotators, "annotate", lambda a: fault(a) if "mill" in a.text else annotate(a))
        monkeypatch.setattr(annotators, "_LIMIT_S", 0.3)

    return by


ARTICLES = [
    Article("before", SAID.format("here")),
    Article("mill", "The old mill burned down in the night. " + SAID.format("at last")),
    Article("behind", SAID.format("there")),
]


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        pytest.param(_raise, "KeyError", id="a-fault"),
        pytest.param(_recurse, "RecursionError", id="too-deep"),
        pytest.param(_loop, "TimeoutError", id="a-loop-without-end"),
        pytest.param(_search_for_ever, "TimeoutError", id="a-pattern-without-end"),
    ],
)
def test_an_article_that_cannot_be_annotated_is_in_and_found_and_the_rest_goes_on(
    archive: Archive,
    stumbles: Callable[[Callable[[Article], Annotations]], None],
    caplog: pytest.LogCaptureFixture,
    fault: Callable[[Article], Annotations],
    name: str,
) -> None:
    stumbles(fault)

    done = archive.add(ARTICLES)

    assert (done.added, done.unread) == (3, (("mill", name),))
    assert archive.search("mill burned").passages[0].article_id == "mill"
    assert {article_id for article_id, _ in archive.attributions()} == {"before", "behind"}
    assert archive.ask("what did Ann Miller say", today=date(2023, 9, 13)).total == 2
    check = next(check for check in archive.check() if check.name == "annotations")
    assert check.message.endswith(f"1 article could not be read for people and quotations: mill ({name})")
    assert "mill" in caplog.text
    assert name in caplog.text
    assert "secret" not in caplog.text
    assert "burned" not in caplog.text


def test_what_failed_is_tried_again_by_a_newer_program_alone(
    archive: Archive,
    stumbles: Callable[[Callable[[Article], Annotations]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stumbles(_raise)
    archive.add(ARTICLES)

    assert archive.counts().stale == 0
    assert archive.reannotate() == 0

    monkeypatch.setattr(annotators, "annotate", lambda a: Annotations(ANNOTATION_VERSION + 1))
    monkeypatch.setattr(index_sync, "ANNOTATION_VERSION", ANNOTATION_VERSION + 1)

    assert archive.reannotate() == 3
    assert archive.store.articles.unread(10) == ()


def test_the_age_of_the_others_is_made_good_though_one_fails(
    archive: Archive, stumbles: Callable[[Callable[[Article], Annotations]], None]
) -> None:
    archive.add(ARTICLES)
    archive.store.articles.reannotate([(a.id, 1, Annotations(0)) for a in ARTICLES])
    stumbles(_raise)

    assert archive.reannotate(limit=2) == 2
    assert archive.reannotate(limit=2) == 1
    assert archive.reannotate(limit=2) == 0
    assert archive.store.articles.unread(10) == ("mill",)
    assert {article_id for article_id, _ in archive.attributions()} == {"before", "behind"}


def test_an_article_that_cannot_be_indexed_keeps_no_other_from_being_found(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = units._passages
    monkeypatch.setattr(
        units, "_passages", lambda article, *rest: 1 / 0 if article.id == "mill" else plain(article, *rest)
    )

    archive.add(ARTICLES)

    assert {p.article_id for p in archive.search("rained").passages} == {"before", "behind"}
    assert archive.article("mill").text == ARTICLES[1].text


# -- processes that die or hang -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["DIE", "HANG"])
def test_a_process_that_dies_or_hangs_costs_its_article_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr(annotators, "_annotate_all", faulty.annotate_faultily)
    if word == "HANG":
        monkeypatch.setattr(annotators, "_SLACK_S", 4.0)
        monkeypatch.setattr(annotators, "_LIMIT_S", 0.1)
    articles = [Article(f"a{n}", SAID.format(word if n == 42 else n)) for n in range(BATCH // 2)]

    done = archive.add(articles, jobs=2)

    assert (done.added, done.unread) == (100, (("a42", "ProcessDied"),))
    assert archive.counts().attributions == 99


def test_where_no_alarm_is_heard_the_work_is_done_in_another_process(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotators, "_annotate_all", faulty.annotate_faultily)
    articles = [Article("a", SAID.format("here")), Article("b", SAID.format("DIE"))]
    done = []

    thread = threading.Thread(target=lambda: done.append(archive.add(articles)))
    thread.start()
    thread.join(60)

    assert [(d.added, d.unread) for d in done] == [(2, (("b", "ProcessDied"),))]


def test_an_alarm_does_not_ring_behind_its_block() -> None:
    with alarm(0.05):
        pass
    until = datetime.now(UTC).timestamp() + 0.2
    while datetime.now(UTC).timestamp() < until:
        pass

    with pytest.raises(TimeoutError):
        _wait_for_the_alarm()


def _wait_for_the_alarm() -> None:
    with alarm(0.05):
        while True:
            pass
