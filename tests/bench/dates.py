"""How many characters a second does date finding read on one core?

Usage: python tests/bench/dates.py ARTICLES.jsonl [ON]   (one JSON object with a "text" a line; ON: 2023-09-13)
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from retrieval.annotate.dates import find_dates

ROUNDS = 3


def main() -> None:
    """Print the best of three rounds, in processor time, so that other work on the machine counts little."""
    path = Path(sys.argv[1])
    on = date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else date(2023, 9, 13)
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    find_dates("yesterday", on)
    size = sum(map(len, texts))
    seconds, mentions = min(_round(texts, on) for _ in range(ROUNDS))
    print(
        f"{len(texts)} texts, {size:,} characters, {mentions:,} dates, {size / seconds / 1e6:.2f} million characters/s"
    )


def _round(texts: list[str], on: date) -> tuple[float, int]:
    start = time.process_time()
    mentions = sum(len(find_dates(text, on)) for text in texts)
    return time.process_time() - start, mentions


if __name__ == "__main__":
    main()
