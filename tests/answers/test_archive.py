"""Articles in, answers out, whatever happens in between."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answers import Addition, Archive
from retrieval.errors import UnknownArticle
from retrieval.model import Annotations, Article
from retrieval.sources import Refused

TODAY = date(2024, 6, 1)
Make = Callable[..., Article]
TEXTS = [
    "“We will not raise the fare,” said Mara Ellison, the mayor.",
    "Tomas Reyes said that the fare must fall by a third.",
    "“The fare is a scandal,” Reyes told the council on May 1.",
    "Mayor Mara Ellison denied that the fare had risen.",
    "The fare was last raised in 2019, according to the harbour office.",
]


def starts(archive: Archive, question: str) -> list[str]:
    return [e.text[:40] for e in archive.ask(question, today=TODAY).excerpts]


def test_an_article_is_found_as_soon_as_it_is_in(archive: Archive, article: Make) -> None:
    archive.add([article("“The bells are cracked,” said the warden, Ruth Abbot.")])

    assert starts(archive, "who said the bells are cracked") == ["“The bells are cracked,” said the warden"]


def test_the_same_article_again_is_unchanged(archive: Archive, article: Make) -> None:
    archive.add([article(TEXTS[0])])

    again = archive.add([article(TEXTS[0])])

    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def test_a_changed_text_is_a_revision_and_the_old_words_are_not_found(archive: Archive, article: Make) -> None:
    archive.add([article("“The bells are cracked,” said Ruth Abbot.")])

    changed = archive.add([article("“The bells are sound,” said Ruth Abbot.")])

    assert changed.updated == 1
    assert archive.article("a").revision == 2
    assert starts(archive, 'who said "the bells are cracked"') == []
    assert archive.ask('who said "the bells are sound"', today=TODAY).excerpts[0].revision == 2


def test_an_id_twice_in_one_batch_ends_as_its_last_text(archive: Archive, article: Make) -> None:
    done = archive.add([article("The bells are cracked."), article("The bells are sound.")])

    assert (done.added, done.updated) == (1, 1)
    assert archive.article("a").text == "The bells are sound."


def test_what_is_refused_is_counted_and_the_rest_goes_in(archive: Archive, article: Make) -> None:
    told: list[Addition] = []

    done = archive.add([Refused("b.jsonl:3", "no text"), article(TEXTS[0])], progress=told.append)

    assert done.added == 1
    assert [r.location for r in done.refused] == ["b.jsonl:3"]
    assert {t.outcome for t in told} == {"refused", "added"}


def test_a_removed_article_leaves_no_trace(archive: Archive, article: Make) -> None:
    archive.add([article("“The bells are cracked,” said Ruth Abbot.")])

    archive.remove("a")

    assert archive.is_empty
    assert archive.ask("what did Abbot say", today=TODAY).excerpts == ()
    with pytest.raises(UnknownArticle):
        archive.article("a")


def test_removing_what_is_not_there_names_it(archive: Archive) -> None:
    with pytest.raises(UnknownArticle, match="nowhere"):
        archive.remove("nowhere")


@pytest.mark.parametrize("when", ["on 2 and 3 May 2024", "on May 2 and May 3, 2024", "on 2 May or 3 May 2024"])
def test_two_days_of_a_question_are_alternatives(archive: Archive, article: Make, when: str) -> None:
    for day in ("2024-05-02", "2024-05-03", "2024-05-04"):
        archive.add([article(f"“The bells of {day} are cracked,” said Ruth Abbot.", article_id=day, day=day)])

    answer = archive.ask(f"what did Abbot say {when}", today=TODAY)

    assert {excerpt.article_id for excerpt in answer.excerpts} == {"2024-05-02", "2024-05-03"}


def test_an_empty_archive_says_so(archive: Archive) -> None:
    answer = archive.ask("what did Abbot say", today=TODAY)

    assert answer.reason is not None
    assert answer.reason.code == "empty-archive"


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "\x00", "\ud800", "’" * 5000, 'who said ""', "who is", "when", "what did say"]
)
def test_odd_questions_get_an_answer_without_an_excerpt(archive: Archive, article: Make, question: str) -> None:
    archive.add([article(TEXTS[0])])

    answer = archive.ask(question, today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_arrival_changes_no_answer(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    questions = ["what did Reyes say about the fare", "fare", "what did Ellison say", "who is Reyes"]
    answers = []
    for numbers in (range(len(TEXTS)), order):
        with Archive.open(tmp_path_factory.mktemp("order")) as archive:
            for number in numbers:
                archive.add([Article(f"a{number}", TEXTS[number])])
            answers.append(
                [
                    [(e.article_id, e.span, e.speaker, e.score) for e in archive.ask(q, today=TODAY).excerpts]
                    for q in questions
                ]
            )

    assert answers[0] == answers[1]


def test_pages_of_an_answer_join_to_the_whole(archive: Archive, article: Make) -> None:
    archive.add([article(text, article_id=f"a{n}") for n, text in enumerate(TEXTS)])
    whole = archive.ask("fare", today=TODAY, limit=10)

    pages = [archive.ask("fare", today=TODAY, limit=2, offset=at) for at in (0, 2, 4)]

    assert [e.article_id for page in pages for e in page.excerpts] == [e.article_id for e in whole.excerpts]
    assert {page.total for page in pages} == {whole.total}


def test_a_reader_sees_what_a_writer_commits(tmp_path: Path, article: Make) -> None:
    with Archive.open(tmp_path) as writer, Archive.open(tmp_path) as reader:
        assert reader.ask("fare", today=TODAY).excerpts == ()
        writer.add([article(TEXTS[0])])
        begun = time.perf_counter()

        found = reader.ask("fare", today=TODAY).excerpts

        assert len(found) == 1
        assert time.perf_counter() - begun < 5


def index_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("index-*/**/*") if path.is_file()]


@pytest.mark.parametrize("damage", ["truncate", "flip", "delete"])
def test_a_damaged_index_is_built_anew_before_it_answers(tmp_path: Path, article: Make, damage: str) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add([article(text, article_id=f"a{n}") for n, text in enumerate(TEXTS)])
        before = starts(archive, "what did Reyes say about the fare")
    for path in index_files(tmp_path):
        data = path.read_bytes()
        if damage == "delete":
            path.unlink()
        else:
            path.write_bytes(data[: len(data) // 2] if damage == "truncate" else bytes(b ^ 0xFF for b in data))

    with Archive.open(tmp_path) as archive:
        assert starts(archive, "what did Reyes say about the fare") == before


WRITER = """
import sys
from pathlib import Path
from retrieval.answers import Archive
from retrieval.model import Annotations, Article
with Archive.open(Path(sys.argv[1])) as archive:
    archive.add((Article(f"a{n:04}", f"“The bell number {n} is cracked,” said Ruth Abbot.") for n in range(1200)),
                progress=lambda a: print(a.article_id, flush=True))
"""


def test_kill_9_while_adding_leaves_whole_articles_and_adding_again_completes(tmp_path: Path) -> None:
    for killed_after in (150, 450):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in zip(range(killed_after), writer.stdout, strict=False):
            pass
        writer.kill()
        writer.wait()
        writer.stdout.close()
        with Archive.open(tmp_path) as archive:
            held = archive.counts().articles
            assert held > 0
            assert archive.ask('who said "the bell number 7 is cracked"', today=TODAY).excerpts
            assert all(check.ok for check in archive.check())

    subprocess.run([sys.executable, "-c", WRITER, str(tmp_path)], check=True, capture_output=True)

    with Archive.open(tmp_path) as archive:
        assert archive.counts().articles == 1200
        assert archive.counts().revisions == 1200
        assert archive.ask('who said "the bell number 1199 is cracked"', today=TODAY).excerpts


def test_many_threads_ask_while_articles_come_in(archive: Archive, article: Make) -> None:
    archive.add([article(text, article_id=f"a{n}") for n, text in enumerate(TEXTS)])
    is_done = threading.Event()
    answered: list[int] = []

    def ask() -> None:
        while not is_done.is_set():
            answered.append(len(archive.ask("what did Reyes say about the fare", today=TODAY).excerpts))

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        for number in range(12):
            archive.add([article(f"“The fare fell {number} times,” said Tomas Reyes.", article_id=f"b{number}")])
        is_done.set()
        for future in asking:
            future.result()

    assert answered
    assert min(answered) >= 2
    assert archive.counts().articles == len(TEXTS) + 12


def test_annotations_of_an_older_program_are_found_anew(archive: Archive, article: Make) -> None:
    archive.add([article(TEXTS[0])])
    archive.store.articles.reannotate([("a", 1, Annotations(version=0))])

    done = archive.reannotate()

    assert done == 1
    assert archive.reannotate() == 0
    assert starts(archive, "what did Ellison say") == [TEXTS[0][:40]]


@pytest.mark.parametrize("name", ["Aue", "von der Aue", "Ida Aue", "Ida von der Aue", "aue"])
def test_a_surname_is_found_without_its_particles(archive: Archive, name: str) -> None:
    archive.add([Article("aue", "“The bridge is safe,” said Ida von der Aue.")])

    answer = archive.ask(f"what did {name} say", today=date(2024, 5, 4))

    assert [e.speaker for e in answer.excerpts] == ["Ida von der Aue"]
