"""Filters of a watch: what must hold of an article's title, author and categories beside what its text must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.annotate.people import surname_key
from retrieval.answers.conditions import is_enough
from retrieval.answers.terms.query_terms import matched_weight, text_stems
from retrieval.answers.watching.watch_terms import Conditions
from retrieval.model import Article, Watch
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.normal import find_fragment
from retrieval.text.tokens import words

Weigh = Callable[[Sequence[QueryTerm]], Sequence[float]]


def has_facts(watch: Watch, article: Article) -> bool:
    """Whether an article is by the author and filed under the category that a watch asks for, if it asks.

    An author is asked for by any of their names, a category by its whole name; capitals and accents do not count.

    >>> rain = Article("a", "It rained.", author="Ada Réed", categories=("Local news",))
    >>> has_facts(Watch(author="reed", category="local NEWS"), rain), has_facts(Watch(author="Hale"), rain)
    (True, False)
    """
    if watch.author and not set(words(watch.author)) <= set(words(article.author or "")):
        return False
    return not watch.category or words(watch.category) in [words(name) for name in article.categories]


def title_holds(asked: Conditions, title: str, language: str | None, weigh: Weigh) -> bool:
    """Whether a title by itself holds what is asked for: the topic, somebody's surname, each of the very words.

    Args:
        language: the article's.
    """
    watch = asked.watch
    codes = dict.fromkeys((language or "en", watch.language))
    present = frozenset(stem for code in codes for stem in text_stems(title, language_of(code)))
    if asked.terms and not is_enough(matched_weight(asked.terms, weigh(asked.terms), present)):
        return False
    if not all(find_fragment(title, phrase) for phrase in watch.phrases):
        return False
    return not watch.people or any(
        _is_named(name, present, code) for name in watch.people for code in codes if surname_key(name)
    )


def _is_named(name: str, present: frozenset[str], code: str) -> bool:
    return set(text_stems(surname_key(name), language_of(code))) <= present
