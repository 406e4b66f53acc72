"""Aliases: whom a word names by what an article says itself ("Ada Reed, better known as Dot")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from retrieval.annotate.people import Person, merge_names, surname_key
from retrieval.model import Annotations, Article, Span
from retrieval.search.engine import Query, QueryTerm, SearchEngine
from retrieval.store import Store
from retrieval.text.languages import language_of
from retrieval.text.languages.answer_words import ANSWER_WORDS
from retrieval.text.tokens import stems, words

_READ, _REACH, _MIN_LETTERS = 12, 60, 2
_QUOTE = "[\"“”„‟«»'‘’]"
_KNOWN_AS = "|".join(pattern for known in ANSWER_WORDS.values() for pattern in known.known_as)
_TRULY = "|".join(pattern for known in ANSWER_WORDS.values() for pattern in known.named_truly)
_BETWEEN = re.compile(rf"(?:,| \(|,? (?:who )?(?:is|was)) ?(?:also )?(?:{_KNOWN_AS}) (?:the )?{_QUOTE}?", re.IGNORECASE)
_BEHIND = re.compile(rf"{_QUOTE}?, (?:{_TRULY}) ", re.IGNORECASE)
_OPENS, _CLOSES = re.compile(rf" \({_QUOTE}?"), re.compile(rf"{_QUOTE}?\)")


def alias_of(asked: str, store: Store, engine: SearchEngine) -> Person | None:
    """The one person whom articles say to be known by a word; None where none or several are."""
    [written] = words(asked) if len(words(asked)) == 1 else [""]
    if len(written) < _MIN_LETTERS:
        return None
    term = QueryTerm(tuple(dict.fromkeys([*stems([written], language_of("en")), written])))
    hits = engine.search("passages", Query((term,)), limit=_READ)
    ids = list(dict.fromkeys(hit.article_id for hit in hits))
    articles, annotations = store.articles.get_many(ids), store.articles.annotations(ids) if ids else {}
    votes: Counter[str] = Counter()
    for hit in hits:
        article = articles.get(hit.article_id)
        if article and article.revision == hit.revision and hit.article_id in annotations:
            votes.update(set(_named_so(asked, article, hit.span, annotations[hit.article_id])))
    return _person(votes, store)


def _named_so(asked: str, article: Article, span: Span, annotations: Annotations) -> Iterator[str]:
    """The names of those whom a passage says to be known so."""
    held = [
        (mention, person.name) for person in annotations.people for mention in person.mentions if span.holds(mention)
    ]
    for found in re.finditer(rf"(?<!\w){re.escape(asked)}(?!\w)", article.text[span.start : span.end], re.IGNORECASE):
        at = Span(span.start + found.start(), span.start + found.end())
        yield from (name for mention, name in held if _says(article.text, mention, at))


def _says(text: str, mention: Span, at: Span) -> bool:
    """Whether what is between a name and a word makes it another name."""
    if mention.end <= at.start <= mention.end + _REACH:
        between = text[mention.end : at.start]
        is_set_off = _OPENS.fullmatch(between) and _CLOSES.match(text, at.end) and text[at.start : at.end].isupper()
        return _BETWEEN.fullmatch(between) is not None or bool(is_set_off)
    return at.end <= mention.start <= at.end + _REACH and _BEHIND.fullmatch(text[at.end : mention.start]) is not None


def _person(votes: Counter[str], store: Store) -> Person | None:
    """The person of all these names, if they are one's."""
    known = merge_names(store.names.with_surnames({surname_key(name) for name in votes})) if votes else ()
    people = {person.name: person for person in known if person.is_person and not votes.keys().isdisjoint(person.names)}
    return next(iter(people.values())) if len(people) == 1 else None
