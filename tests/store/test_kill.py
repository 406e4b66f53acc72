"""Does an archive survive the sudden death of its writer?"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from retrieval.model import Annotations, Article
from retrieval.store import open_store

BATCHES, EACH = 40, 10
WRITER = """
import sys
from retrieval.model import Annotations, Article, Attribution, Span
from retrieval.store import open_store
batches, each = int(sys.argv[2]), int(sys.argv[3])
found = Annotations(1, (Attribution((Span(0, 4),), "direct", speaker="Kim Jong Un", speaker_is_person=True),))
with open_store(sys.argv[1]) as store:
    print("writing", flush=True)
    for batch in range(batches):
        store.articles.put([(Article(f"{batch}-{at}", f"{batch}-{at} " * 500), found) for at in range(each)])
print("done", flush=True)
"""


def test_an_archive_whose_writer_was_killed_is_whole_and_can_be_completed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    command = [sys.executable, "-c", WRITER, str(path), str(BATCHES), str(EACH)]
    chance = random.Random(7)
    killed = 0
    for _ in range(3):
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        time.sleep(chance.uniform(0.0, 0.1))
        writer.kill()
        killed += writer.wait() != 0
        writer.stdout.close()
        _assert_whole(path)

    subprocess.run(command, check=True, capture_output=True)
    _assert_whole(path)
    with open_store(path) as store:
        assert store.catalogue.counts().articles == BATCHES * EACH
        assert store.history.last_position() == BATCHES * EACH
    assert killed


def _assert_whole(path: Path) -> None:
    with open_store(path) as store:
        store.verify()
        ids = store.articles.ids(limit=BATCHES * EACH)
        articles = store.articles.get_many(ids)
        assert len(articles) == len(ids) == store.catalogue.counts().articles
        assert len(ids) % EACH == 0
        assert all(a == Article(a.id, f"{a.id} " * 500) for a in articles.values())
        assert len(store.articles.annotations(ids)) == len(store.history.changes(0, 10_000)) == len(ids)
        assert sum(row.articles for row in store.names.with_surnames({"kim"})) == len(ids)
        assert store.articles.outcomes([articles[i] for i in ids]) == ("unchanged",) * len(ids)
        assert all(isinstance(found, Annotations) for found in store.articles.annotations(ids).values())
