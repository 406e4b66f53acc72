""" "What did X say (about Y)?" The speaker is a condition, then the words said decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from retrieval.annotate.people import given_key, surname_key
from retrieval.answers.conditions import holds_enough, speaker_demands
from retrieval.answers.excerpts.grouping import grouped, without_doubles
from retrieval.answers.kinds.search import search_passages
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.people.naming import is_unknown_name, shown_name, speakers
from retrieval.answers.questions.asks import Act
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.acts import CONTRARY, PLAIN_ACTS, TOLD_ACTS
from retrieval.answers.speech.conduct import conduct_of
from retrieval.answers.speech.deeds import deeds_of
from retrieval.answers.speech.spoken import (
    around_event,
    in_articles_on,
    mentions,
    newest,
    said_in_headed,
    said_in_roles,
    speaking_of,
    statements,
    together,
)
from retrieval.answers.speech.whom import asked_for, is_asked_with_noun, is_group, is_office, who_and_topic
from retrieval.answers.terms.keys import joined_key
from retrieval.answers.terms.query_terms import term_weights, text_stems
from retrieval.model import Correction, Excerpt, Near, Reading, Reason, Understood, because

_MAX_PEOPLE = 5
_MAX_NEAR_DAYS = 4
_MAX_NAME_WORDS = 5
# What is asked about how something came; it is said of somebody only where somebody is its subject.
_OF_THE_MATTER = frozenset({"why", "how", "how-many", "how-much", "when", "where", "whether"})
_IN_WORDS = frozenset({"say", "think"})
# "Whom did X praise" and "did X praise anybody" are answered by deeds alone.
_ASKED_OF_DEEDS = frozenset({"who", "whether"})
# Acts that say nothing of what is asked for.
_PLAINLY_SAID: tuple[Act | None, ...] = (None, "say", "think", "react")
# Acts of which sentences tell that somebody did them, though nobody says so.
_DONE = TOLD_ACTS | {"want"}
# The part of a body's or a role's words, with those of the topic, that a passage which tells of both must hold.
_TOLD_OF = 0.75


class SaidAbout:
    """*what did Peskov say about weapons*, *did Peskov apologise*, *Peskov on weapons*, *Peskov*."""

    name = "said-about"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so, or somebody of the archive is where a speaker would be."""
        form = question.form
        if form.name == "said-about":
            return not _is_of_the_matter(question, lookup)
        if form.name == "on":
            who, _ = who_and_topic(question, lookup)
            is_somebody = any(match.people for match in asked_for(who, question, lookup))
            return is_somebody or is_group(who, lookup, question.language) or is_unknown_name(who, lookup.engine)
        is_short = len(form.rest.split()) <= _MAX_NAME_WORDS and question.asks.thing is None
        is_named = form.name == "bare" and is_short and _speaks_at_all(form.rest, question, lookup)
        return is_named or is_office(question, lookup)

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The people and the topic, the days and the outlet."""
        who, topic = who_and_topic(question, lookup)
        return _understood(asked_for(who, question, lookup), topic, question)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """The words of the people asked for, those that speak of the topic."""
        who, topic = who_and_topic(question, lookup)
        matches = asked_for(who, question, lookup)
        understood = _understood(matches, topic, question)
        corrections = tuple(m.correction for m in matches if m.correction)
        demands = speaker_demands([who], matches, question.language)
        is_known = any(match.people for match in matches)
        if not demands:
            return Found(understood=understood, reason=because("no-words", "That question names nobody"))
        if question.asks.event and is_known:
            return _around(question, matches, lookup, understood, corrections)
        excerpts, beyond, is_beside = _looked_up(question, matches, topic, demands, lookup)
        if not excerpts and (told := _told_of(question, matches, lookup) or _reason_of(question, lookup)):
            return replace(told, understood=understood, corrections=corrections)
        if not excerpts and (told := _told_of_office(question, matches, lookup)):
            return told
        is_missed = is_beside or not excerpts
        if is_missed and (told := _told_in_all(question, matches, lookup)) and (told.excerpts or not is_known):
            return told
        if not (is_known or excerpts or _speaks(lookup, demands)):
            return _unknown(who, matches, lookup, understood)
        if not excerpts:
            return replace(_nothing(matches, topic, question, lookup), understood=understood, corrections=corrections)
        reason = _silence(names_of(matches), topic, question) if is_beside else None
        in_turn = question.asks.versus or _is_pair(question, matches)
        ordered = (_in_turn if in_turn else _by_speaker)(excerpts, matches)
        count = question.asks.count
        return Found(
            ordered[:count] if count else ordered,
            understood,
            corrections,
            reason,
            near=_namesakes(matches),
            beyond=0 if count else beyond,
        )


def _speaks_at_all(who: str, question: Question, lookup: Lookup) -> bool:
    """Whether a name alone is that of people who say something; *phones* are none, though an article has one say it."""
    known = speakers(who, lookup.directory, may_correct=False)
    people = [person for match in known for person in match.people]
    if people and who == who.lower() and not any(p.is_person or p.name.split()[-1][:1].isupper() for p in people):
        return is_group(who, lookup, question.language)
    return any(not match.correction or any(p.attributions for p in match.people) for match in known)


def _is_of_the_matter(question: Question, lookup: Lookup) -> bool:
    """Whether it is asked how something came of which nobody is the subject ("why did the *pipe* burst")."""
    who, asks = question.form.who, question.asks
    if asks.thing not in _OF_THE_MATTER or asks.act in _IN_WORDS or who != who.lower():
        return False
    is_somebody = any(match.people for match in asked_for(who, question, lookup))
    return not is_somebody and not _speaks(lookup, speaker_demands([who], [], question.language))


def _looked_up(
    question: Question, matches: list[Match], topic: str, demands: tuple[frozenset[str], ...], lookup: Lookup
) -> tuple[list[Excerpt], int, bool]:
    """What these people did and said, how much more there is, and whether it stands only beside the topic."""
    if question.asks.versus and len(matches) > 1 and topic:
        alone = ((m, speaker_demands([m.asked], [m], question.language)) for m in matches)
        each = [_looked_up(question, [m], topic, asked, lookup) for m, asked in alone]
        return [excerpt for excerpts, _, _ in each for excerpt in excerpts], 0, all(beside for _, _, beside in each)
    is_known = any(match.people for match in matches)
    act = question.asks.act
    is_done = act in _DONE or (act == "react" and question.asks.thing == "whether")
    deeds = deeds_of(act, matches, topic, question, lookup) if act and is_done and is_known else []
    contrary = CONTRARY.get(act) if act and question.asks.thing == "whether" else None
    if contrary and is_known and not deeds:
        deeds = deeds_of(contrary, matches, topic, question, lookup)
    is_only_done = act in PLAIN_ACTS and (question.asks.thing != "why" or not topic)
    is_only_done |= act in TOLD_ACTS and not topic and question.asks.thing in _ASKED_OF_DEEDS
    if is_known and is_only_done:
        return deeds, 0, False
    if is_known and not (topic or question.dates or question.outlet):
        found, beyond = newest(matches, lookup)
        said = together(matches, question, lookup) if len(matches) > 1 else []
        return without_doubles([*deeds, *said], found), beyond, False
    found = without_doubles(deeds, statements(question, lookup, topic, demands))
    if act in TOLD_ACTS and question.asks.thing == "whether":
        return without_doubles(deeds, speaking_of(found, topic, question, lookup)), 0, False
    if not (is_known and topic) or (found and act != "react" and not _are_several(matches)):
        return found, 0, False
    beside = in_articles_on(matches, topic, question, lookup, is_anywhere=act == "react")
    if act == "react":
        if not (found or beside):
            beside = conduct_of(matches, topic, question, lookup)
        elif beside:
            # What is said elsewhere may be of anything else of that name.
            places = {article_id: at for at, article_id in enumerate(dict.fromkeys(e.article_id for e in beside))}
            here = without_doubles([e for e in found if e.article_id in places], beside)
            found, beside = sorted(here, key=lambda e: places[e.article_id]), found
    beside = beside or ([] if found else mentions(matches, topic, question, lookup))
    return without_doubles(found, beside), 0, not found and act != "react"


def _are_several(matches: list[Match]) -> bool:
    """Whether a role is meant that several people have; of namesakes each is asked for by a name."""
    if len(matches) != 1 or len(names := {person.name for person in matches[0].people}) <= 1:
        return False
    asked = surname_key(matches[0].asked)
    return not any(surname_key(name) == asked for name in names)


def _around(
    question: Question,
    matches: list[Match],
    lookup: Lookup,
    understood: Understood,
    corrections: tuple[Correction, ...],
) -> Found:
    """What they said after or before an event; its day is shown."""
    relation = question.asks.relation or "after"
    excerpts, mention = around_event(matches, question.asks.event, relation, question, lookup)
    if mention:
        lookup.readings.append(Reading("day", question.asks.event, mention.days.start.isoformat()))
        understood = replace(understood, dates=(*understood.dates, mention))
    if not excerpts:
        nothing = _nothing(matches, question.asks.event, question, lookup)
        return replace(nothing, understood=understood, corrections=corrections)
    return Found(excerpts, understood, corrections, near=_namesakes(matches))


def _is_pair(question: Question, matches: list[Match]) -> bool:
    """Whether two names alone are asked for, neither of them first."""
    return question.form.name == "bare" and len(matches) > 1


def _told_of(question: Question, matches: list[Match], lookup: Lookup) -> Found | None:
    """What articles tell of a body, a role or a group together with the topic, where no words of theirs are held.

    Of a person this would be no answer: the article says much of whom it names.
    """
    who, topic = who_and_topic(question, lookup)
    told = topic or ("" if question.asks.act in _PLAINLY_SAID else question.asks.verb)  # "what did hauliers threaten"
    is_of_somebody = bool(lookup.people_of(who)) and len(who.split()) > 1  # "what did Ada Reed's lawyers say"
    if not (told or is_of_somebody) or any(person.is_person for match in matches for person in match.people):
        return None
    found = search_passages(question, f"{who} {told}", lookup, least=_TOLD_OF)
    reason = _silence(names_of(matches), topic, question)
    if not topic:
        return replace(found, reason=reason) if found.excerpts else None
    on_topic = _showing(found.excerpts, topic, question, lookup)
    headed = without_doubles(said_in_headed(who, topic, question, lookup), on_topic)
    is_calling = " " not in who and is_group(who, lookup, question.language) and not lookup.people_of(topic)
    if not headed and is_calling:
        headed = said_in_roles(topic, question, lookup)  # "*doctors* on sugar": whom the papers asked of it
    return replace(found, excerpts=headed, reason=reason, near=()) if headed else None


def _showing(excerpts: Sequence[Excerpt], topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The excerpts that with the title of their article hold half of a topic: a link beside them does not count."""
    terms = lookup.topic_terms(topic, question)
    weights = term_weights(terms, lookup.engine, "passages")

    def shown(excerpt: Excerpt) -> list[str]:
        article = lookup.article(excerpt.article_id)
        return text_stems(f"{(article.title if article else None) or ''} {excerpt.text}", question.language)

    return [e for e in excerpts if holds_enough(terms, weights, shown(e))]


def _told_of_office(question: Question, matches: list[Match], lookup: Lookup) -> Found | None:
    """What articles tell of whoever has an office that is typed alone, where no words of theirs are held."""
    if question.form.name != "bare" or any(m.people and not m.correction for m in matches):
        return None
    found = search_passages(question, question.asking, lookup)
    return found if found.excerpts else None


def _reason_of(question: Question, lookup: Lookup) -> Found | None:
    """What articles tell of why somebody did what they did not speak of ("why did Reed want to go")."""
    if question.asks.thing != "why" or question.asks.act in _IN_WORDS | TOLD_ACTS:
        return None
    found = search_passages(question, question.asking, lookup)
    return found if found.excerpts and found.reason is None else None


def _told_in_all(question: Question, matches: list[Match], lookup: Lookup) -> Found | None:
    """What articles tell of words put side by side, of which one could name an act ("Reed trip harbour *reaction*").

    Nobody's words are plainly asked for there; nor are they with a noun for words behind no name ("the harbour board
    *statement*").
    """
    asks = question.asks
    if asks.thing is not None or asks.act is None or asks.event:
        return None
    is_named = any(match.people and not match.correction for match in matches)
    if asks.act in _IN_WORDS and (is_named or not is_asked_with_noun(question)):
        return None
    return search_passages(question, question.asking, lookup)


def _in_turn(excerpts: list[Excerpt], matches: list[Match]) -> list[Excerpt]:
    """One excerpt of each person after the other, so that they can be compared."""
    rows = [[e for e in excerpts if match.holds(e.speaker or "")] for match in matches]
    turns = [e for turn in zip_longest(*rows) for e in turn if e is not None]
    return [*turns, *(e for e in excerpts if e not in turns)]


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
    names = names_of(matches)
    themselves = _themselves(matches)
    near = (_spoken_days(matches, question, lookup) if question.dates else ()) or themselves
    if themselves and not (topic or question.dates or question.outlet):
        # "did X apologise": there are words of X's, but none that do so
        return Found(reason=because("nothing-said", "The archive holds nothing on that"), near=near)
    return Found(reason=_silence(names, topic, question), near=near)


def names_of(matches: list[Match]) -> str:
    """The people asked for, as they are shown."""
    return " and ".join(shown_name(m) for m in matches)


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


def _themselves(matches: list[Match]) -> tuple[Near, ...]:
    """The people asked for, whose other words are nearer than anybody else's; each name once, and no mere phrase."""
    held = [person for match in matches for person in match.people if person.attributions]
    people = {person.name: person for person in reversed(held) if not person.name[:1].islower()}
    named = list(reversed(people.values())) or held
    return tuple(Near("person", person.name, person.attributions) for person in named[:_MAX_PEOPLE])


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
