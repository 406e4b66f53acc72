""" "What did X say (about Y)?" The speaker is a condition, then the words said decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from retrieval.annotate.people import given_key
from retrieval.answers.conditions import speaker_demands, topic_terms
from retrieval.answers.excerpts.cutting import said_excerpt, said_span
from retrieval.answers.excerpts.grouping import grouped
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import is_unknown_name, shown_name, speakers
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import joined_key
from retrieval.model import Excerpt, Near, Reason, Understood, because
from retrieval.text.view import reading_view

_MAX_PEOPLE = 5
_MAX_NEAR_DAYS = 4
_MAX_NAME_WORDS = 5
# How far a statement's form moves its score: the speaker's own words before a paraphrase.
_WORTH = {"direct": 1.0, "mixed": 1.0, "reported": 0.98}
_ORDER = {"direct": 0, "mixed": 1, "reported": 2}


class SaidAbout:
    """*what did Peskov say about weapons*, *Peskov on weapons*, *Peskov*."""

    name = "said-about"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so, or a name of the archive is where a speaker would be."""
        form = question.form
        if form.name == "said-about":
            return True
        if form.name == "on":
            return bool(speakers(form.who, lookup.directory, may_correct=False)) or is_unknown_name(
                form.who, lookup.engine
            )
        is_short = len(form.rest.split()) <= _MAX_NAME_WORDS
        return form.name == "bare" and is_short and bool(lookup.directory.find(form.rest, may_correct=False).people)

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The people and the topic, the days and the outlet."""
        who, topic = _who_and_topic(question)
        return _understood(_asked_for(who, lookup), topic, question)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The words of the people asked for, those that speak of the topic."""
        who, topic = _who_and_topic(question)
        matches = _asked_for(who, lookup)
        understood = _understood(matches, topic, question)
        corrections = tuple(m.correction for m in matches if m.correction)
        demands = speaker_demands([who], matches, question.language)
        is_known = any(match.people for match in matches)
        if is_known and not (topic or question.dates or question.outlet):
            excerpts, beyond = _newest(matches, lookup)
        elif not demands:
            return Found(understood=understood, reason=because("no-words", "That question names nobody"))
        else:
            excerpts, beyond = _statements(question, lookup, topic, demands)
            if not (is_known or excerpts or _speaks(lookup, demands)):
                return _unknown(who, matches, lookup, understood)
        if not excerpts:
            return replace(_nothing(matches, topic, question, lookup), understood=understood, corrections=corrections)
        return Found(_by_speaker(excerpts, matches), understood, corrections, near=_namesakes(matches), beyond=beyond)


def _who_and_topic(question: Question) -> tuple[str, str]:
    form = question.form
    return (form.rest, "") if form.name == "bare" else (form.who, form.rest)


def _asked_for(who: str, lookup: Lookup) -> list[Match]:
    return speakers(who, lookup.directory) or [lookup.directory.find(who)]


def _understood(matches: list[Match], topic: str, question: Question) -> Understood:
    return Understood(tuple(shown_name(m) for m in matches), topic, question.dates, question.outlet)


def _by_speaker(excerpts: list[Excerpt], matches: list[Match]) -> list[Excerpt]:
    """Grouped by the people asked for, in their order; namesakes by who has the best statement."""
    people = [person for match in matches for person in match.people]
    if len(people) < 2:
        return excerpts
    of_name = {joined_key(name): at for at, person in enumerate(people) for name in person.names}
    if len(matches) == 1:
        order: dict[int, int] = {}
        for excerpt in excerpts:
            order.setdefault(of_name.get(joined_key(excerpt.speaker or ""), -1), len(order))
        return grouped(excerpts, lambda e: order[of_name.get(joined_key(e.speaker or ""), -1)])
    return grouped(excerpts, lambda e: of_name.get(joined_key(e.speaker or ""), len(people)))


def _namesakes(matches: list[Match]) -> tuple[Near, ...]:
    """The full names of those who share the name asked for, so that the asker can choose."""
    shared = [match.people for match in matches if len(match.people) > 1]
    named = [person for people in shared for person in people if given_key(person.name)]
    return tuple(Near("person", person.name, person.attributions) for person in named[:_MAX_PEOPLE] if len(named) > 1)


def _statements(
    question: Question, lookup: Lookup, topic: str, demands: tuple[frozenset[str], ...]
) -> tuple[list[Excerpt], int]:
    terms = topic_terms(topic, lookup.engine, question.language)
    hits = lookup.hits("quotations", terms, question, *demands, limit=None if terms else 4 * lookup.pool)
    excerpts = lookup.said(hits)
    if terms:
        excerpts.sort(key=lambda e: -e.score * _WORTH.get(e.attribution or "", 1.0))
    else:
        excerpts.sort(key=_newest_first)
    folded = lookup.folded(excerpts)
    return folded, 0


def _newest(matches: list[Match], lookup: Lookup) -> tuple[list[Excerpt], int]:
    """The newest statements, and how many more there are."""
    keys = frozenset(key for match in matches for key in match.keys)
    excerpts: list[Excerpt] = []
    for row in lookup.newest(keys):
        if len(excerpts) >= lookup.pool:
            break
        lookup.fetch([row.article_id])
        excerpts.extend(_said_by(keys, row.article_id, lookup))
    total = sum(person.attributions for match in matches for person in match.people)
    beyond = max(0, total - len(excerpts))
    return lookup.folded(sorted(excerpts, key=_newest_first)), beyond


def _said_by(keys: frozenset[str], article_id: str, lookup: Lookup) -> Iterator[Excerpt]:
    article, annotations = lookup.article(article_id), lookup.annotations(article_id)
    if article is None:
        return
    borders = reading_view(article.text).sentences()
    for attribution in annotations.attributions:
        if attribution.speaker and not attribution.is_doubtful and joined_key(attribution.speaker) in keys:
            span = said_span(attribution, borders)
            yield said_excerpt(article, attribution, span, annotations, score=0.0)


def _newest_first(excerpt: Excerpt) -> tuple[int, str, int, int]:
    day = excerpt.published.day if excerpt.published else date.min
    return (-day.toordinal(), excerpt.article_id, _ORDER.get(excerpt.attribution or "", 3), excerpt.span.start)


def _speaks(lookup: Lookup, demands: tuple[frozenset[str], ...]) -> bool:
    return all(lookup.engine.filter_count("quotations", filters) for filters in demands)


def _unknown(who: str, matches: list[Match], lookup: Lookup, understood: Understood) -> Found:
    near = tuple(n for match in matches for n in match.near) or lookup.suggestions()
    return Found(
        understood=understood,
        reason=because("unknown-person", "The archive has nothing from or about {name}", name=who),
        near=near,
    )


def _nothing(matches: list[Match], topic: str, question: Question, lookup: Lookup) -> Found:
    names = " and ".join(shown_name(m) for m in matches)
    near = _spoken_days(matches, question, lookup) if question.dates else ()
    near = near or _themselves(matches, topic, question, lookup)
    near = near or tuple(n for n in lookup.suggestions() if n.value not in names)
    return Found(reason=_silence(names, topic, question), near=near)


def _silence(names: str, topic: str, question: Question) -> Reason:
    """What is not held, as it was asked."""
    facts = {"names": names, "topic": topic, "outlet": question.outlet or ""}
    if question.outlet and question.dates:
        return because("nothing-said", "The archive holds no words of {names} in that time in {outlet}", **facts)
    if question.outlet:
        return because("nothing-said", "The archive holds no words of {names} in {outlet}", **facts)
    if topic and question.dates:
        return because("nothing-said", "The archive holds no words of {names} about {topic} in that time", **facts)
    if question.dates:
        return because("nothing-said", "The archive holds no words of {names} in that time", **facts)
    if topic:
        return because("nothing-said", "The archive holds no words of {names} about {topic}", **facts)
    return because("nothing-said", "The archive holds no words of {names}", **facts)


def _themselves(matches: list[Match], topic: str, question: Question, lookup: Lookup) -> tuple[Near, ...]:
    """The people asked for, where no article holds a word of the topic: it may be put in another language."""
    terms = lookup.terms(topic, question)
    if any(any(lookup.engine.doc_freq("passages", term.forms)) for term in terms):
        return ()
    people = [person for match in matches for person in match.people if person.attributions]
    return tuple(Near("person", person.name, person.attributions) for person in people[:_MAX_PEOPLE])


def _spoken_days(matches: list[Match], question: Question, lookup: Lookup) -> tuple[Near, ...]:
    """The days nearest to those asked for on which these people are quoted."""
    keys = frozenset(key for match in matches for key in match.keys)
    counts: Counter[date] = Counter()
    for row in lookup.store.names.appearances(keys, limit=lookup.pool):
        if row.attributions and row.published_day:
            counts[row.published_day] += row.attributions
    asked = question.dates[0].days.start
    nearest = sorted(counts, key=lambda day: (abs((day - asked).days), day))[:_MAX_NEAR_DAYS]
    return tuple(Near("day", day.isoformat(), counts[day]) for day in sorted(nearest))
