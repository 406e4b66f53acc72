"""How fast is an archive annotated, on one core? Reads articles as JSON lines and prints characters a second.

Usage: python tests/bench/annotate.py ARTICLES.jsonl [--repeat N]
Dates are found in the same pass when an article is added; they are counted apart here.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from retrieval.annotate.annotator import read_page
from retrieval.annotate.attributions import find_attributions, find_drafts, speaking_names
from retrieval.annotate.dates import find_dates
from retrieval.annotate.people.register import Register
from retrieval.model import Published
from retrieval.text.languages import language_of


def who_said_what(article: dict[str, str]) -> None:
    """People and attributions of one article."""
    page = read_page(article["text"], language_of(article.get("language")).speech)
    drafts = find_drafts(page)
    register = Register(page, speaking_names(drafts))
    find_attributions(page, drafts, register)
    register.in_article()


def when(article: dict[str, str]) -> None:
    """Dates of one article."""
    find_dates(article["text"], Published.parse(article.get("published") or "2024-01-01").day)


def measure(name: str, run: Callable[[dict[str, str]], None], articles: list[dict[str, str]], repeat: int) -> None:
    """Print the best of some runs, in processor time: other work on the machine does not count."""
    characters = sum(len(article["text"]) for article in articles)
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        for article in articles:
            run(article)
        best = min(best, time.process_time() - start)
    print(f"{name:24} {characters / best:12,.0f} characters/s  ({characters:,} characters, {best:.2f} s)")


def main() -> None:
    """Read the articles and measure both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with options.articles.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    measure("attributions and people", who_said_what, articles, options.repeat)
    measure("dates", when, articles, options.repeat)


if __name__ == "__main__":
    main()
