"""How fast is an archive annotated, on one core? Reads articles as JSON lines and prints characters a second.

Usage: python tests/bench/annotate.py ARTICLES.jsonl [--repeat N] [--stages]
Everything counts that is done when an article is added: the text read as meant, boilerplate, people, attributions,
dates. The share of each part is measured in a run of its own, and of each stage of the reading view where asked.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from retrieval.annotate.annotator import annotate
from retrieval.annotate.attributions import attributions, find_drafts, grammar_of
from retrieval.annotate.dates import find_dates
from retrieval.model import Article, Published
from retrieval.text.boilerplate import boilerplate
from retrieval.text.languages import language_of
from retrieval.text.view.edits import apply_edits
from retrieval.text.view.reading_view import STAGES, read_through

T = TypeVar("T")


class Shares:
    """Processor time of each part, the best of some runs: other work on the machine does not count."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._now: dict[str, float] = {}

    def timed(self, name: str, run: Callable[[], T]) -> T:
        """Run a part and count its time under its name."""
        start = time.process_time()
        result = run()
        self._now[name] = self._now.get(name, 0.0) + time.process_time() - start
        return result

    def end_run(self) -> None:
        """Keep each part's best time."""
        for name, seconds in self._now.items():
            self.seconds[name] = min(seconds, self.seconds.get(name, seconds))
        self._now = {}

    def show(self, title: str, characters: int) -> None:
        """Print each part, the dearest first."""
        total = sum(self.seconds.values())
        print(f"\n{title}")
        for name, seconds in sorted(self.seconds.items(), key=lambda part: -part[1]):
            print(f"{name:26} {100 * seconds / total:5.1f} %  {characters / max(seconds, 1e-9):14,.0f} characters/s")


def annotate_by_parts(article: Article, shares: Shares) -> None:
    """What `annotate` does with an article, part by part."""
    grammar = grammar_of(language_of(article.language))
    text = shares.timed("reading view", lambda: read_through(article.text, STAGES).text)
    cut = shares.timed("cut", lambda: grammar.cut(text))
    drafts = shares.timed("attributions: drafts", lambda: find_drafts(cut, grammar))
    speakers = shares.timed("people", lambda: grammar.speakers(cut, drafts))
    shares.timed("attributions: the rest", lambda: attributions(cut, drafts, speakers))
    shares.timed("people in the article", speakers.in_article)
    day = (article.published or Published.parse("2024-01-01")).day
    shares.timed("dates", lambda: find_dates(text, day, language=article.language))
    shares.timed("boilerplate", lambda: boilerplate(text))


def view_by_stages(article: Article, shares: Shares) -> None:
    """What the reading view does, stage by stage."""
    read, offsets = article.text, None
    for stage in STAGES:
        read, offsets = shares.timed(
            stage.__name__, lambda stage=stage, read=read, offsets=offsets: apply_edits(read, offsets, stage(read))
        )


def measure_all(articles: Sequence[Article], repeat: int) -> None:
    """Print how fast `annotate` itself is."""
    characters, best = sum(len(article.text) for article in articles), float("inf")
    for run in range(repeat):
        # Another text at each run: what is remembered of the texts read lately must not help.
        unread = [replace(article, text=article.text + "\n" * (run + 1)) for article in articles]
        start = time.process_time()
        for article in unread:
            annotate(article)
        best = min(best, time.process_time() - start)
    print(
        f"{'annotate':26}          {characters / best:14,.0f} characters/s  ({characters:,} characters, {best:.2f} s)"
    )


def measure_parts(title: str, run: Callable[[Article, Shares], None], articles: Sequence[Article], repeat: int) -> None:
    """Print the share of each part."""
    shares = Shares()
    for _ in range(repeat):
        for article in articles:
            run(article, shares)
        shares.end_run()
    shares.show(title, sum(len(article.text) for article in articles))


def read_articles(path: Path) -> list[Article]:
    """The articles of a file; those without a day get one, so that their dates are read."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Article(
            id=str(number),
            text=row["text"],
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=Published.parse(row.get("published") or "2024-01-01"),
            language=row.get("language") or "en",
        )
        for number, row in enumerate(rows)
    ]


def main() -> None:
    """Read the articles and measure the whole and its parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    parser.add_argument("--stages", action="store_true", help="the stages of the reading view as well")
    options = parser.parse_args()
    articles = read_articles(options.articles)[: options.limit]
    measure_all(articles, options.repeat)
    measure_parts("parts", annotate_by_parts, articles, options.repeat)
    if options.stages:
        measure_parts("stages of the reading view", view_by_stages, articles, options.repeat)


if __name__ == "__main__":
    main()
