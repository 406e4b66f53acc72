"""Slots around an act: who is asked about and what for, whatever the order of the words."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.answers.questions.evidence.outline import Outline, asks_for_agent
from retrieval.answers.questions.evidence.sentence import Mark, Sentence

Range = tuple[int, int]
NOWHERE: Range = (0, 0)


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of a question in their slots, as half-open ranges of words.

    Attributes:
        who: whose act it is; empty where the question leaves that open.
        rest: the topic, the object or the very words.
        is_people: the subject is anybody ("what have people said").
        is_pronoun: the subject is a pronoun.
        is_about: a word for *about* leads to the rest.
    """

    who: Range = NOWHERE
    rest: Range = NOWHERE
    is_people: bool = False
    is_pronoun: bool = False
    is_about: bool = False


def slots_of(s: Sentence, found: Outline) -> Slots:
    """The slots of a question with an act; anybody ("*jemand* was zur Dürre gesagt") is nobody in particular."""
    slots = _slots_of(s, found)
    people = s.mark(slots.who[0], "people") if slots.who != NOWHERE else None
    is_anybody = people is not None and people.end == slots.who[1] and not s.names[slots.who[0]]
    return Slots(NOWHERE, slots.rest, True, slots.is_pronoun, slots.is_about) if is_anybody else slots


def _slots_of(s: Sentence, found: Outline) -> Slots:
    start, stop = _subject(s, *found.before, is_noun=found.act is not None and found.act.entry.role == "noun")
    after = found.after
    asks_who = found.thing == "who" and not (found.is_turned and start < stop and not s.lexicon.is_verb_last)
    asks_who = asks_who or _is_done_to(s, found, start, stop)
    if found.act and s.mark(found.act.start, "noun") and (behind := _behind_of(s, *after)):
        return _split(s, behind, after[1])
    if asks_who:
        rest = (start, stop) if _is_done_to(s, found, start, stop) else after
        rest = rest if rest[0] < rest[1] else (start, stop)
        return _with_rest(s, NOWHERE, rest)
    if start == stop:
        return _split(s, *after) if s.lexicon.is_verb_first else _with_rest(s, NOWHERE, after)
    people, pronoun = s.mark(start, "people"), s.mark(start, "pronoun")
    if people and people.end == stop and not pronoun:
        return _flagged(_with_rest(s, NOWHERE, after), is_people=True)
    if pronoun and pronoun.end == stop and found.act and found.ask and found.ask.start >= found.act.end:
        return _split(s, *after)  # "il a dit quoi *Reed* sur le pont"
    if pronoun and pronoun.end == stop:
        return _flagged(_with_rest(s, found.topic, after), is_pronoun=found.topic == NOWHERE)
    if after[0] == after[1] and s.lexicon.is_verb_last:
        return _split(s, start, stop)
    about = s.first(start + 1, stop, "about")
    if about and after[0] == after[1]:
        return Slots((start, about.start), (about.end, stop), is_about=True)
    if found.topic != NOWHERE and after[0] == after[1]:
        return Slots((start, stop), found.topic, is_about=True)
    return _with_rest(s, (start, stop), after)


def _is_done_to(s: Sentence, found: Outline, start: int, stop: int) -> bool:
    """Whether the subject is whom something was done to, and it is asked by whom ("who was Reed praised *by*")."""
    if found.ask is None or found.thing != "who" or start == stop or found.act is None:
        return False
    is_left = found.is_turned and s.lexicon.code == "en" and s.words[found.after[1] - 1].word == "by"
    return asks_for_agent(s, found.ask) or (is_left and found.after[1] == found.act.end + 1)


def _behind_of(s: Sentence, start: int, stop: int) -> int:
    """Where the one begins who said something, behind *of* or "d'"; 0 where neither leads to anybody."""
    at = s.skipped(start, stop, "filler")
    if of := s.mark(at, "of"):
        return of.end
    return at if at < stop and s.words[at].before.lower().endswith(" d'") else 0


def _subject(s: Sentence, start: int, stop: int, *, is_noun: bool) -> Range:
    """The content before the act without the small words around it; behind an auxiliary inside, the last part."""
    start = _unfilled(s, start, stop)
    stop = s.trimmed(start, stop, "filler", "aux", "not", "ask", "that", "newest", *(("adjective",) if is_noun else ()))
    inner = s.first(start, stop, "aux")
    if inner and inner.start > start and s.mark(start, "about"):
        start = _unfilled(s, inner.end, stop)
    return (start, stop) if start < stop else NOWHERE


def _unfilled(s: Sentence, start: int, stop: int) -> int:
    """The first word that is neither filler nor auxiliary; an article stays where content follows it."""
    at = start if s.is_named(start) else s.skipped(start, stop, "filler", "aux", "not", "newest", "ask")
    while at > start and at < stop and s.mark(at - 1, "article"):
        at -= 1
    return at


def _split(s: Sentence, start: int, stop: int) -> Slots:
    """Words behind an act, of which the first are the subject unless they begin with a topic."""
    start = s.skipped(start, stop, "filler", "of", "adjective") if s.mark(start, "article") is None else start
    about = _about(s, start, stop)
    if about and about.start == start:
        who = _name_at_end(s, about.end, stop)
        return Slots(who, (about.end, who[0] if who != NOWHERE else stop), is_about=True)
    if about:
        end = s.trimmed(start, about.start, "filler", "any")
        return _with_rest(s, (start, end), (about.start, stop))
    length = _name_at(s, start, stop)
    if length and start + length < stop:
        return _with_rest(s, (start, start + length), (start + length, stop))
    return Slots((start, s.trimmed(start, stop, "filler", "any")))


def _about(s: Sentence, start: int, stop: int) -> Mark | None:
    """The word that leads to the topic; a weak one only behind a whole name."""
    strong = s.first(start, stop, "about", "that")
    weak = s.first(start + 1, stop, "near-about")
    while weak and weak.start > start and (strong is None or weak.start < strong.start):
        if s.is_like_name(_unfilled(s, start, stop), weak.start) or s.mark(start, "article"):
            return weak
        weak = s.first(weak.end, stop, "near-about")
    return strong


def _name_at(s: Sentence, start: int, stop: int) -> int:
    """How many of the first words are a name or names that are joined: as the archive knows them, else by capitals."""
    first = s.skipped(start, stop, "article")
    at = _name_end(s, first, stop)
    if at == first:
        return 0  # "quotes by the engineer" has an article and no name
    while at > start and at + 1 < stop and _is_joint(s, at):
        following = s.skipped(at + (s.words[at].word in s.joints), stop, "article")
        end = _name_end(s, following, stop)
        if end == following:
            break
        at = end
    return at - start


def _is_joint(s: Sentence, at: int) -> bool:
    return s.words[at].word in s.joints or "," in s.words[at].before


def _name_end(s: Sentence, start: int, stop: int) -> int:
    """The end of the name that begins at a word; ``start`` itself where there is none."""
    if start < stop and s.names[start]:
        return min(start + s.names[start], stop)
    at = start
    while at < stop and s.words[at].is_capital:
        at += 1
    return at


def _name_at_end(s: Sentence, start: int, stop: int) -> Range:
    """The name with which words end, one word of a topic at least before it."""
    for at in range(start + 1, stop):
        if s.names[at] and at + s.names[at] == stop:
            return (at, stop)
    at = stop
    while at > start + 1 and s.words[at - 1].is_capital:
        at -= 1
    return (at, stop) if at < stop else NOWHERE


def named(s: Sentence, start: int, stop: int) -> Range:
    """A subject without the article that Romance languages and German put before a name ("*o* Rui Reis")."""
    first = s.skipped(start, stop, "article") if s.lexicon.code != "en" else start
    return (first, stop) if first < stop and s.names[first] == stop - first else (start, stop)


def _with_rest(s: Sentence, who: Range, rest: Range) -> Slots:
    """The slots, without what leads to the rest."""
    start, stop = rest
    start = s.skipped(start, stop, "ask", "any") if s.first(start, stop, "about", "near-about") else start
    start = _behind_addressee(s, start, stop)
    about = s.mark(start, "about", "near-about")
    if about is None and (filler := s.skipped(start, stop, "any", "filler", "ask")) > start:
        about = s.mark(filler, "about", "near-about")
    is_about = about is not None and about.end <= stop
    start = about.end if about and is_about else start
    if start < stop and (that := s.mark(start, "that")) and not is_about:
        start = that.end
    if start < stop and s.skipped(start, stop, "any", "filler") == stop:
        start = stop
    if start < stop and s.skipped(start, stop, "any", "ask", "pronoun", "aux", "filler") == stop:
        start = max(s.skipped(start, stop, "any"), stop * _asks_what(s, start, stop))
    return Slots(who, (start, stop) if start < stop else NOWHERE, is_about=is_about)


def _behind_addressee(s: Sentence, start: int, stop: int) -> int:
    """The word behind those to whom something is told, where a topic follows ("told *the jury* about …")."""
    toward = s.mark(start, "toward")
    if toward and toward.end < stop and (s.mark(toward.end, "about", "that") is not None):
        return toward.end
    return start


def _asks_what(s: Sentence, start: int, stop: int) -> bool:
    """Whether words only ask what it was ("Reed denied *what*"), not why or where."""
    asked = [mark.entry.value for at in range(start, stop) if (mark := s.mark(at, "ask"))]
    return bool(asked) and all(value in ("what", "who") for value in asked)


def _flagged(slots: Slots, *, is_people: bool = False, is_pronoun: bool = False) -> Slots:
    return Slots(slots.who, slots.rest, is_people, is_pronoun, slots.is_about)
