"""Do several processes give what one gives?"""

from __future__ import annotations

from pathlib import Path

from retrieval.answers.archive import BATCH, Archive
from retrieval.answers.ingest.annotators import Annotators
from retrieval.model import Article


def test_several_processes_bring_the_same_archive_as_one(tmp_path: Path) -> None:
    articles = [Article(f"a{n % 250}", f"“It rained {n},” said Ann Miller.") for n in range(2 * BATCH + 60)]
    found = []
    for jobs in (1, 2):
        with Archive.open(tmp_path / str(jobs)) as archive:
            done = archive.add(articles, jobs=jobs)
            counts = archive.counts()
            said = list(archive.attributions())
        found.append((done, counts, said))

    assert found[0] == found[1]
    assert found[0][0].added == 250


def test_a_small_batch_starts_no_process() -> None:
    with Annotators(2) as annotators:
        article = Article("a", "“It rained,” said Ann Miller.")

        assert annotators.begin([article], is_many=False)()[article].attributions
        assert annotators._pool is None
