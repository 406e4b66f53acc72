"""Honest silence on a topic: which part of it was not found, and which part, or which days, are near."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from retrieval.answers.excerpts.topic import Topic
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import text_stems
from retrieval.answers.terms.small_nouns import asked_words
from retrieval.model import Near, because
from retrieval.text.tokens import tokenize, topic_words, words

_MOST_PARTS, _MOST_DAYS = 3, 4


def not_found(asked: str, topic: Topic, question: Question, lookup: Lookup) -> Found:
    """Why there is nothing on a topic, with what is near it: never anything that was not asked about."""
    shown = _shown(asked, question)
    if question.dates and (days := _days(topic, question, lookup)):
        return Found(
            reason=because("nothing-found", "The archive holds nothing on {topic} in that time", topic=shown), near=days
        )
    found, lost = _parts(asked, question, lookup)
    if lost and found:
        pattern = "The archive holds nothing on {topic}: no article speaks of “{part}”"
        return Found(reason=because("nothing-found", pattern, topic=shown, part=", ".join(lost)), near=found)
    if len(found) > 1:
        pattern = "The archive holds nothing on {topic}: its parts are found only apart"
        return Found(reason=because("nothing-found", pattern, topic=shown), near=found)
    return Found(reason=because("nothing-found", "The archive holds nothing on {topic}", topic=shown))


def _shown(asked: str, question: Question) -> str:
    """The topic without what only leads to it: "about the mill" is "mill"."""
    meant = set(topic_words(words(asked), question.language))
    shown = asked.split()
    while len(shown) > 1 and words(shown[0]) and meant.isdisjoint(words(shown[0])):
        del shown[0]
    return " ".join(shown)


def _parts(asked: str, question: Question, lookup: Lookup) -> tuple[tuple[Near, ...], list[str]]:
    """The words of a topic that articles hold, the rarest first, and those that none does."""
    found: list[Near] = []
    lost: list[str] = []
    tokens = tokenize(asked)
    written = {token.word: asked[token.start : token.end].lower() for token in tokens}
    for word in dict.fromkeys(asked_words([token.word for token in tokens], question.language)):
        terms = lookup.terms(word, question)
        held = max((n for term in terms for n in lookup.engine.doc_freq("passages", term.forms)), default=0)
        shown = written.get(word, word)
        shown = shown if shown.isalpha() else word  # "fermé" as it was asked; but "usa" for "U.S"
        if held:
            found.append(Near("topic", shown, held))
        else:
            lost.append(shown)
    return tuple(sorted(found, key=lambda near: near.count)[:_MOST_PARTS]), lost


def _days(topic: Topic, question: Question, lookup: Lookup) -> tuple[Near, ...]:
    """The days nearest to those asked for on which something on the topic was published."""
    hits = lookup.hits("passages", topic.terms, replace(question, dates=()))
    of_day: dict[date, list[str]] = defaultdict(list)
    for article in lookup.store.articles.get_many({hit.article_id for hit in hits}).values():
        if article.published:
            of_day[article.published.day].append(article.text)
    asked = question.dates[0].days.start
    counts: dict[date, int] = {}
    # The nearest first: those farther off need not be read.
    for day in sorted(of_day, key=lambda day: (abs((day - asked).days), day)):
        counts[day] = sum(topic.share(_stems(text, question)) >= 1 for text in of_day[day])
        if sum(map(bool, counts.values())) == _MOST_DAYS:
            break
    return tuple(Near("day", day.isoformat(), count) for day, count in sorted(counts.items()) if count)


def _stems(text: str, question: Question) -> frozenset[str]:
    return frozenset(text_stems(text, question.language))
