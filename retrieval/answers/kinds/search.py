"""Full-text search, for everything else: passages with the asker's words, silence where they hold too few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from retrieval.annotate.people import Person
from retrieval.answers.excerpts.choosing import chosen
from retrieval.answers.excerpts.cutting import passage_excerpt
from retrieval.answers.excerpts.topic import MUCH, Topic
from retrieval.answers.excerpts.wanted import Wanted, wanted, without_asking
from retrieval.answers.kinds.not_found import not_found
from retrieval.answers.kinds.speaking import in_other_languages, of_other_languages, speaking_of
from retrieval.answers.kinds.weighing import weighed
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.predicate import predicate_stems
from retrieval.answers.questions.question import Question
from retrieval.answers.ranking import PHRASE_LIFT
from retrieval.answers.speech.acts import TOLD_ACTS
from retrieval.answers.speech.whom import asked_for, is_group
from retrieval.answers.terms.keys import name_filter
from retrieval.answers.terms.phrases import phrases
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Excerpt, Understood, because
from retrieval.search.engine import Hit, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import asks, tells
from retrieval.text.tokens import stems, topic_words, words

_LOOKED_INTO = 15
# A sentence that holds the thing wanted makes its passage count more; a further one of the same article counts less.
_WANTED_LIFT = 0.2
# Of a reason that stands near what it is the reason of: many articles name the same things, few say why.
_REASON_LIFT = 0.6
# What is shown where only a heading beside it, which tells nothing, says a word of what is asked.
_UNSAID = 0.1
_SECOND_OF_ARTICLE = 0.8
_DAY_LIFT = 1.3
_NAMED_LIFT = 1.15
# Forms that ask for people; so many topic words are more than such a question has.
_OF_PEOPLE = frozenset({"said-about", "who-spoke", "who-is", "on"})
_SURELY_LONG = 12
_OF_A_KIND = 4
_OTHER_LANGUAGE = because(
    "other-language", "Only the names in that question were looked for, in articles in another language"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# A nickname, or a name in other letters, need not hold the words of the person's name; more words are no name.
_MAX_NAME_WORDS = 3
_MAX_OFFICE = 6
# So many times as far is looked where a name has so many passages that what is asked of it comes late.
_FAR = 10
# What a word of the topic counts that another passage of the article has.
_IN_ARTICLE = 0.7


class Search:
    """Any words."""

    name = "search"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """Always: this kind is the last."""
        return True

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The words that are looked for, the days and the outlet."""
        return understood_search(question, _words(question))

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The best sentences of the best passages."""
        return search_passages(question, _words(question), lookup)


class LongSearch(Search):
    """A long question that names nobody where a speaker would be: *Which airline announced a deal to buy …*."""

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """So much is said that a verb of speech in it is part of the matter, unless somebody's words are asked for."""
        said = _topic_length(question)
        if question.form.is_quoted or _names_somebody(question, lookup):
            return question.form.name in _OF_PEOPLE and not question.form.is_quoted and said >= _SURELY_LONG
        if wanted(question).kind and question.form.name in ("said-about", "who-said"):
            return said >= _OF_A_KIND  # "Which airline announced a deal"
        return question.form.name in _OF_PEOPLE and said >= MUCH

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """All of its words."""
        return understood_search(question, question.asking)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """What all of its words find."""
        return search_passages(question, question.asking, lookup)


def _names_somebody(question: Question, lookup: Lookup) -> bool:
    """Whether there is a name where a speaker would be; in a question with capitals, a name has one.

    A name fills that place: "the owners approved the *sale*" names no Ann Sale. Who is asked for ("which *star*") is
    not named.
    """
    who = question.form.who
    kind = wanted(question).kind
    if not who:
        return False
    is_written = any(word[:1].isupper() for word in who.split()) or (question.asking[1:].islower() and not kind)
    people = lookup.directory.find(who, may_correct=False).people if is_written else ()
    said = frozenset(topic_words(words(who), question.language))
    is_asked_for = not kind.isdisjoint(stems(words(who)[:1], question.language))
    is_put_so = not people and not kind
    if is_put_so and (_is_office_of_one(who, question, lookup) or is_group(who, lookup, question.language)):
        return True
    return any(
        (len(said) <= _MAX_NAME_WORDS or said <= _words_of(person)) and (person.is_person or not is_asked_for)
        for person in people
    )


def _is_office_of_one(who: str, question: Question, lookup: Lookup) -> bool:
    """Whether what somebody is asked for by is an office that one person has ("the harbour board's *director*")."""
    speech = question.language.speech
    last = words(who)[-1:]
    is_put_so = speech is not None and len(who.split()) <= _MAX_OFFICE and not speech.roles.isdisjoint(last)
    return is_put_so and any(match.people and match.correction for match in asked_for(who, question, lookup))


def _words_of(person: Person) -> frozenset[str]:
    return frozenset(word for name in person.names for word in words(name))


def _topic_length(question: Question) -> int:
    return len(set(topic_words(words(question.asking), question.language)))


def _words(question: Question) -> str:
    form = question.form
    is_all = form.name in ("bare", "said-about") and not question.outlet
    return question.asking if is_all else f"{form.who} {form.rest}"


def understood_search(question: Question, words: str) -> Understood:
    """What a search of the passages for ``words`` asks for."""
    return Understood(topic=words.strip(), dates=question.dates, outlet=question.outlet)


def search_passages(
    question: Question, words: str, lookup: Lookup, *, wants: Wanted | None = None, least: float = 0.0
) -> Found:
    """Search the passages for ``words`` and choose the sentences of each article that say most of them.

    Args:
        wants: what the question wants to be told; what it says itself where that is None.
        least: the part of the words' weight that a passage with its title must hold.
    """
    understood = understood_search(question, words)
    topic = topic_of(words, question, lookup, wanted(question) if wants is None else wants)
    if not topic.terms:
        return Found(understood=understood, reason=because("no-words", "There is nothing to look for in that question"))
    hits = _whole_first(_hits(question, topic, lookup), topic, question, lookup)[: max(_LOOKED_INTO, lookup.wanted)]
    lookup.fetch(hit.article_id for hit in hits)
    speaking = _speaking(hits, topic, lookup, question.language, least)
    reason = _OTHER_LANGUAGE if speaking and _is_met_by_names(topic, hits, question, lookup) else None
    if not speaking and (known := in_other_languages(topic, question, lookup)):
        topic, hits = known, of_other_languages(hits, lookup, question.language)
        speaking = _speaking(hits, topic, lookup, question.language, least)
        reason = _OTHER_LANGUAGE
    if not speaking:
        return replace(not_found(without_asking(words, question), topic, question, lookup), understood=understood)
    excerpts = _telling([_excerpt(hit, held, topic, lookup) for hit, held in speaking], lookup)
    excerpts = _of_people(excerpts, lookup.people_of(words) if topic.names else (), lookup)
    return Found(lookup.folded(_articles_first(excerpts)), understood, reason=reason)


def _is_met_by_names(topic: Topic, hits: Sequence[Hit], question: Question, lookup: Lookup) -> bool:
    """Whether articles in other languages alone are found, and some word of the topic in none of them."""
    is_lost = any(not any(lookup.engine.doc_freq("passages", term.forms)) for term in topic.terms)
    return is_lost and len(of_other_languages(hits, lookup, question.language)) == len(hits)


def _speaking(
    hits: Sequence[Hit], topic: Topic, lookup: Lookup, language: Language, least: float
) -> list[tuple[Hit, list[str]]]:
    found = speaking_of(hits, topic, lookup, language)
    return [(hit, held) for hit, held in found if topic.share(frozenset(held)) >= least]


def _of_people(excerpts: list[Excerpt], people: Sequence[Match], lookup: Lookup) -> list[Excerpt]:
    """The excerpts, those that name the people asked about lifted, and those lowered that name but others."""
    if not people:
        return excerpts
    return [replace(e, score=e.score * _named(e, people, lookup)) for e in excerpts]


def _named(excerpt: Excerpt, people: Sequence[Match], lookup: Lookup) -> float:
    held = [
        person.name
        for person in lookup.annotations(excerpt.article_id).people
        if any(excerpt.span.holds(mention) for mention in person.mentions)
    ]
    if any(match.holds(name) for match in people for name in held):
        return _NAMED_LIFT
    return 1 / _NAMED_LIFT if held else 1.0


def _telling(excerpts: list[Excerpt], lookup: Lookup) -> list[Excerpt]:
    """Those that report something; a price or a heading only where there is nothing else."""

    def tells_something(excerpt: Excerpt) -> bool:
        article = lookup.article(excerpt.article_id)
        return excerpt.content is not None or tells(excerpt.text, language_of(article.language if article else None))

    return [excerpt for excerpt in excerpts if tells_something(excerpt)] or excerpts


def topic_of(words: str, question: Question, lookup: Lookup, wants: Wanted) -> Topic:
    """What some words of a question are about; without terms where they say nothing."""
    words = without_asking(words, question)
    terms = tuple(_with_act(term, question) for term in lookup.terms(words, question))
    weights = weighed(terms, wants, question, lookup)
    return Topic(
        terms,
        weights.on_topic,
        phrases(words, lookup.engine, question.language),
        wants,
        frozenset(_names(terms, words, question, wants, lookup)),
        _asked(terms, words, question),
        telling=weights.telling,
        lessened=weights.lessened,
        is_fragment=question.form.name == "latest" or (question.form.name == "bare" and question.asks.thing is None),
    )


def _with_act(term: QueryTerm, question: Question) -> QueryTerm:
    """A term; that of what was done in words with all words for it: *criticised*, where criticism is asked for."""
    act, lexicon = question.asks.act, LEXICONS[question.language.code]
    if (
        question.asks.thing is not None
        or act not in TOLD_ACTS
        or term.forms[0] not in stems(words(question.asks.verb), question.language)
    ):
        return term
    return QueryTerm(tuple(dict.fromkeys([*term.forms, *stems(lexicon.of_act(act), question.language)])))


def _asked(terms: Sequence[QueryTerm], text: str, question: Question) -> frozenset[int]:
    """The positions of the terms in the sentences that ask; empty where nothing is told before them."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    asking = [part for part in parts if asks(part)]
    if not asking or len(asking) == len(parts):
        return frozenset()
    held = frozenset(stems(topic_words(words(" ".join(asking)), question.language), question.language))
    return frozenset(at for at, term in enumerate(terms) if term.forms[0] in held)


def _names(terms: Sequence[QueryTerm], text: str, question: Question, wants: Wanted, lookup: Lookup) -> Iterator[int]:
    """The positions of the terms that are names of the archive: with a capital, where a question has capitals at all.

    What kind of thing is asked for is no name ("which *star*", where a Mr. Star is known), nor is what was done ("why
    did they *sue*", where a Sue is known).
    """
    is_cased = not question.text[1:].islower()
    small = frozenset(stems([w.lower() for w in text.split() if w[:1].islower()], question.language))
    said = words(text)
    whole = dict(zip(stems(said, question.language), said, strict=True))
    done = predicate_stems(question, lookup) if question.asks.thing else frozenset()
    for at, term in enumerate(terms):
        is_written = term.forms[0] not in (small if is_cased else done)
        name = whole.get(term.forms[0], term.forms[0])
        if is_written and wants.kind.isdisjoint(term.forms) and lookup.name_length((name,)):
            yield at


def _hits(question: Question, topic: Topic, lookup: Lookup) -> Sequence[Hit]:
    """The passages, the best first. Where much is said of what is asked, its day is one more thing that speaks for one.

    A short topic with a day is asked of that day alone.
    """
    if not question.dates or not topic.is_long:
        return lookup.hits("passages", topic.terms, question, is_fresh=True)
    open_to_all = lookup.hits("passages", topic.terms, replace(question, dates=()), is_fresh=True)
    found = {(hit.article_id, hit.ordinal): hit for hit in open_to_all}
    for hit in lookup.hits("passages", topic.terms, question):
        known = found.get((hit.article_id, hit.ordinal), hit)
        found[hit.article_id, hit.ordinal] = known._replace(score=max(known.score, hit.score) * _DAY_LIFT)
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.article_id, hit.ordinal))


def _whole_first(hits: Sequence[Hit], topic: Topic, question: Question, lookup: Lookup) -> Sequence[Hit]:
    """Hits of a short topic with a name in it: how much of what is asked of the name is there counts as well.

    The *verdict* on somebody is not whatever tells of them most.
    """
    asked = topic.as_told()
    rest = [at for at in range(len(asked.terms)) if at not in topic.names]
    if topic.wanted.thing is not None or topic.is_long or not topic.names or not rest:
        return hits
    people = lookup.people_of(question.asking)
    names = frozenset(name_filter(key) for match in people for key in match.keys)
    named = lookup.hits("passages", topic.terms, question, names, limit=_FAR * lookup.pool) if names else ()
    found = {(hit.article_id, hit.ordinal): hit for hit in (*named, *hits)}
    lacked = dict.fromkeys(found, sum(asked.weights[at] for at in rest))
    for at in rest:
        held = lookup.hits("passages", (asked.terms[at],), question, limit=_FAR * lookup.pool)
        here, articles = {(hit.article_id, hit.ordinal) for hit in held}, {hit.article_id for hit in held}
        for key in (key for key in found if key[0] in articles):
            lacked[key] -= asked.weights[at] * (1.0 if key in here else _IN_ARTICLE)
    whole = sum(asked.weights)
    lifted = [hit._replace(score=hit.score * (1.0 - lacked[key] / whole)) for key, hit in found.items()]
    return sorted(lifted, key=lambda hit: (-hit.score, hit.article_id, hit.ordinal))


def _excerpt(hit: Hit, stems: Sequence[str], topic: Topic, lookup: Lookup) -> Excerpt:
    article, annotations = lookup.article(hit.article_id), lookup.annotations(hit.article_id)
    assert article is not None
    choice = chosen(article, [hit.span], topic, annotations)
    asked = topic.as_told()
    whole = asked.share(frozenset(stems).union(text_stems(hit.span.of(article.text), language_of(article.language))))
    told = asked.share(frozenset(stems)) / whole if whole else 1.0
    shown = f"{article.title or ''} {choice.span.of(article.text)}"
    told *= 1.0 if asked.share(frozenset(text_stems(shown, language_of(article.language)))) else _UNSAID
    told *= 1 + PHRASE_LIFT * topic.side_by_side.share(stems)
    if topic.wanted.thing == "why":
        score = sqrt(hit.score) * (1 + _REASON_LIFT * choice.strength * choice.near)
    else:
        score = hit.score * (1 + _WANTED_LIFT * choice.strength)
    return passage_excerpt(article, choice.span, annotations, score=score * told)


def _articles_first(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The best first; what an article has besides its best counts less."""
    seen: Counter[str] = Counter()
    placed = []
    for excerpt in sorted(excerpts, key=lambda e: -e.score):
        placed.append((excerpt.score * _SECOND_OF_ARTICLE ** seen[excerpt.article_id], excerpt))
        seen[excerpt.article_id] += 1
    return [excerpt for _, excerpt in sorted(placed, key=lambda pair: -pair[0])]
