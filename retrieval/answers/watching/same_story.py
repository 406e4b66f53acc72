"""Same story: does an article tell on what an earlier one told? By the rare words and the names that both have.

Copies of one text are stories of the store; these are reports written anew. Two articles that say nothing of each
other's matter share their outlet's phrases and the topic that is followed, so neither counts: what is followed is left
out, and a word weighs by its rarity. A wrong thread is worse than none: each of the signs must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

from retrieval.answers.lookup import Lookup
from retrieval.answers.terms.query_terms import text_stems
from retrieval.answers.watching.article_view import ArticleView
from retrieval.model import Article, Watch
from retrieval.search.engine import SearchEngine
from retrieval.text.languages import language_of

MOST_DAYS = 3
"""Days of publication between two articles of one story, at most."""
# Cosine of the words, each weighed by the square of its idf. Reports of one event stood at 0.25 to 0.5 in the news
# of a fortnight, those of one topic below 0.2; lists and rankings of one form, between, share no names.
LEAST_LIKENESS = 0.25
LEAST_RARE = 5
LEAST_NAMES = 0.25
_RARE_UNITS = 4
_RARE_SHARE = 0.01


class _Told(NamedTuple):
    """What an article has besides what is followed."""

    terms: frozenset[str]
    names: frozenset[str]


def same_story(article_id: str, earlier: Sequence[str], watch: Watch, lookup: Lookup) -> str | None:
    """The first of some earlier articles that tells of the same matter; None where none certainly does.

    Args:
        watch: what is followed, which all of them are about.
    """
    lookup.fetch((article_id, *earlier))
    now = lookup.article(article_id)
    if now is None or now.published is None:
        return None
    told = _told(now, watch, lookup)
    for other_id in earlier:
        other = lookup.article(other_id)
        if other and _is_near(now, other) and _is_alike(told, _told(other, watch, lookup), lookup.engine):
            return other_id
    return None


def _is_near(one: Article, other: Article) -> bool:
    """Whether both are in one language and were published within days."""
    if one.published is None or other.published is None or one.language != other.language:
        return False
    return abs((one.published.day - other.published.day).days) <= MOST_DAYS


def _told(article: Article, watch: Watch, lookup: Lookup) -> _Told:
    held = ArticleView(article, lookup.annotations(article.id))
    followed = " ".join((watch.words, watch.topic, *watch.people, *watch.phrases))
    known = set(text_stems(followed, language_of(article.language or "en")))
    own = {word.casefold() for name in watch.people for word in name.split()}
    terms = frozenset(term for unit in held.passages.all for term in unit.terms)
    return _Told(terms - known, frozenset(name for name in held.names if _is_full(name) and not _shares(name, own)))


def _is_full(name: str) -> bool:
    """Whether it is somebody's whole name, and not a pronoun, an office or a surname.

    >>> [_is_full(name) for name in ("Ada Reed", "Omar al-Rashidi", "a report", "Reed")]
    [True, True, False, False]
    """
    return name[:1].isupper() and len(name.split()) > 1


def _shares(name: str, words: Iterable[str]) -> bool:
    return not set(words).isdisjoint(name.casefold().split())


def _is_alike(one: _Told, other: _Told, engine: SearchEngine) -> bool:
    """Whether they share enough names, rare words, and of their words' weight."""
    fewest = min(len(one.names), len(other.names))
    if not fewest or len(one.names & other.names) / fewest < LEAST_NAMES:
        return False
    terms = sorted(one.terms | other.terms)
    freqs = dict(zip(terms, engine.doc_freq("passages", terms), strict=True))
    count = engine.unit_count("passages")
    weights = {term: log(1 + (count - freq + 0.5) / (freq + 0.5)) ** 2 for term, freq in freqs.items()}
    shared = one.terms & other.terms
    rare = [term for term in shared if freqs[term] <= max(_RARE_UNITS, _RARE_SHARE * count)]
    lengths = sqrt(sum(weights[t] for t in one.terms) * sum(weights[t] for t in other.terms))
    return len(rare) >= LEAST_RARE and sum(weights[t] for t in shared) >= LEAST_LIKENESS * lengths
