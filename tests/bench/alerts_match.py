"""How long does one new article take against every subscription, and how much memory do they hold?

Fills an archive with most articles of a file, makes distinct watches out of their names, words and phrases (the common
ones most, but words that one article in 25 holds are nobody's topic), files them, hands a million subscriptions out
among them by Zipf's law, then takes the remaining articles in one by one and measures the way from the article to what
is to be told. The first few only warm it up.

    python tests/bench/alerts_match.py ARTICLES.jsonl [MORE.jsonl] --distinct 50000 --subscriptions 1000000
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.answers import Archive
from retrieval.model import Article, Watch, watch_key
from retrieval.sources import read_articles
from retrieval.text.languages import language_of
from retrieval.text.tokens import topic_words, words

ENGLISH = language_of("en")
ARTICLES_A_MINUTE, WARM_UP, TOO_COMMON = 100, 20, 0.04


def drawn_watches(articles: Sequence[Article], people: Sequence[str], count: int, chance: random.Random) -> list[Watch]:
    """Distinct watches; a word or a name comes as often as the articles write it."""
    texts = [words(article.text) for article in articles]
    held = Counter(word for text in texts for word in set(text))
    telling = [[w for w in topic_words(text, ENGLISH) if held[w] < TOO_COMMON * len(texts)] for text in texts]
    outlets = sorted({article.outlet for article in articles if article.outlet})
    weights = [1 / (at + 1) for at in range(len(people))]

    def topic(most: int) -> str:
        kept = chance.choice(telling)
        return " ".join(chance.choice(kept) for _ in range(chance.randint(1, most)))

    def one() -> Watch:
        kind = chance.random()
        person = chance.choices(people, weights)[0]
        if kind < 0.10:
            return Watch((person,), chance.choice(("speaks", "named")), without=(topic(1),))
        if kind < 0.45:
            return Watch((person,), topic=topic(2))
        if kind < 0.80:
            return Watch(topic=topic(3))
        if kind < 0.95:
            text = chance.choice(texts)
            at = chance.randrange(max(1, len(text) - 4))
            return Watch(phrases=(" ".join(text[at : at + chance.randint(2, 4)]),))
        return Watch(outlet=chance.choice(outlets), topic=topic(2)) if outlets else Watch(topic=topic(2))

    found = {watch_key(watch): watch for watch in (Watch(), *(Watch((name,)) for name in people[:2000]))}
    while len(found) < count:
        watch = one()
        found.setdefault(watch_key(watch), watch)
    return list(found.values())[:count]


def handed_out(distinct: int, subscriptions: int, chance: random.Random) -> list[int]:
    """Subscribers of each watch, by Zipf's law in an order that has nothing to do with the watches."""
    shares = [1 / (rank + 1) for rank in range(distinct)]
    whole = sum(shares)
    counts = [max(1, round(subscriptions * share / whole)) for share in shares]
    chance.shuffle(counts)
    return counts


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(
    archive: Archive, watches: Sequence[Watch], new: Sequence[Article]
) -> Iterator[tuple[float, float, list[int]]]:
    """For each new article: seconds until what is to be told stands, seconds of the processor, the watches it meets."""
    before, began = resident_mb(), time.perf_counter()
    matcher = archive.following.matcher()
    for number, watch in enumerate(watches):
        matcher.file(number, watch)
    # As the outbox does once many watches are filed.
    gc.collect()
    gc.freeze()
    print(f"filed {len(matcher)} in {time.perf_counter() - began:.1f} s, {resident_mb() - before:.0f} MB more")
    for article in new:
        archive.add([article])
        archive.following.intents(archive.following.matcher(), [article.id])  # the index is opened by whoever is first
        wall, cpu = time.perf_counter(), time.process_time()
        intents = archive.following.intents(matcher, [article.id])
        yield time.perf_counter() - wall, time.process_time() - cpu, [intent.watch for intent in intents]
    print(f"resident at the end {resident_mb():.0f} MB, {resident_mb() - before:.0f} MB more than before the watches")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--distinct", type=int, default=50_000)
    parser.add_argument("--subscriptions", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=100, help="articles that come one by one")
    options = parser.parse_args()
    chance = random.Random(7)
    articles = [a for a in read_articles(options.articles) if isinstance(a, Article)]
    chance.shuffle(articles)
    new = articles[-options.new - WARM_UP :]
    known = articles[: -len(new)]
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        archive.add(known)
        people = [row.name for row in archive.store.names.most_quoted(limit=3000, offset=0)]
        watches = drawn_watches(known, people, options.distinct, chance)
        readers = handed_out(len(watches), options.subscriptions, chance)
        length = statistics.median(len(article.text.split()) for article in new)
        print(f"{len(known)} articles, {len(new)} new ones of {length:.0f} words in the middle, {sum(readers)} readers")
        rows = list(measured(archive, watches, new))
    rows = rows[WARM_UP:]
    ms = sorted(1000 * wall for wall, _, _ in rows)
    met = [len(numbers) for _, _, numbers in rows]
    told = [sum(readers[number] for number in numbers) for _, _, numbers in rows]
    cpu = statistics.mean(cpu for _, cpu, _ in rows)
    print(f"one article: median {statistics.median(ms):.1f} ms, 95 % under {ms[int(0.95 * len(ms))]:.1f} ms")
    print(f"watches met: median {statistics.median(met):.0f}, readers reached: median {statistics.median(told):.0f}")
    print(f"{ARTICLES_A_MINUTE} articles a minute: {100 * cpu * ARTICLES_A_MINUTE / 60:.1f} % of one core")


if __name__ == "__main__":
    main()
