"""Honest silence on a topic: which part of it was not found, and which part, or which days, are near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.answers.excerpts.topic import Topic
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Near, because
from retrieval.text.tokens import topic_words, words

_MOST_PARTS, _MOST_DAYS = 3, 4


def not_found(asked: str, topic: Topic, question: Question, lookup: Lookup) -> Found:
    """Why there is nothing on a topic, with what is near it: never anything that was not asked about."""
    shown = " ".join(asked.split())
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


def _parts(asked: str, question: Question, lookup: Lookup) -> tuple[tuple[Near, ...], list[str]]:
    """The words of a topic that articles hold, the rarest first, and those that none does."""
    found: list[Near] = []
    lost: list[str] = []
    for word in dict.fromkeys(topic_words(words(asked), question.language)):
        terms = lookup.terms(word, question)
        held = max((n for term in terms for n in lookup.engine.doc_freq("passages", term.forms)), default=0)
        if held:
            found.append(Near("topic", word, held))
        else:
            lost.append(word)
    return tuple(sorted(found, key=lambda near: near.count)[:_MOST_PARTS]), lost


def _days(topic: Topic, question: Question, lookup: Lookup) -> tuple[Near, ...]:
    """The days nearest to those asked for on which something on the topic was published."""
    hits = lookup.hits("passages", topic.terms, replace(question, dates=()))
    lookup.fetch(hit.article_id for hit in hits)
    counts: dict[date, set[str]] = {}
    for hit in hits:
        article = lookup.article(hit.article_id)
        if article and article.published and topic.share(_stems(article.text, question)) >= 1:
            counts.setdefault(article.published.day, set()).add(article.id)
    asked = question.dates[0].days.start
    nearest = sorted(counts, key=lambda day: (abs((day - asked).days), day))[:_MOST_DAYS]
    return tuple(Near("day", day.isoformat(), len(counts[day])) for day in sorted(nearest))


def _stems(text: str, question: Question) -> frozenset[str]:
    return frozenset(text_stems(text, question.language))
