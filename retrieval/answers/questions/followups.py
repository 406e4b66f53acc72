"""Follow-up questions: one that leans on the question before it is completed, slot by slot, or left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol, get_args

from retrieval.annotate.dates import find_dates
from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, plain_marks
from retrieval.answers.questions.language import language_of_question, languages_of_letters
from retrieval.answers.questions.lexicons import LEXICONS, Leaning, Lexicon, Role
from retrieval.answers.questions.question import is_press_name
from retrieval.model import Understood

Action = Literal["ask", "more", "whole"]
_MAX_WORDS = 6
_TRAILING = re.compile(r"[\s?!.,;:…]+$")
# What may be beside the words that ask for more, for the article or for the day; and what asks by itself.
_SMALL: tuple[Role, ...] = ("polite", "closing", "filler", "any", "pronoun", "of", "that", "aux", "article", "people")
_SMALL_WITH_ACT: tuple[Role, ...] = (*_SMALL, "act", "happened", "ask")
_ROLES: tuple[Role, ...] = get_args(Role)
_ASKING: tuple[Role, ...] = ("ask", "aux", "greeting", "not", "summary", "compare")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What to do: ask a completed question, show more of the answer before, or where it is from."""

    action: Action
    question: str = ""


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question asks, in words that can be asked again.

    Attributes:
        when: with its preposition.
        language: in which it is asked again.
    """

    kind: str
    person: str = ""
    topic: str = ""
    when: str = ""
    outlet: str = ""
    language: str = "en"


class Before(Protocol):
    """The question before, as it was understood: an answer to it, or its understanding alone."""

    @property
    def question(self) -> str:
        """As asked."""

    @property
    def kind(self) -> str:
        """The name of its kind."""

    @property
    def understood(self) -> Understood:
        """What it asks for; positions are in ``question``."""


@dataclass(frozen=True, slots=True)
class UnderstoodQuestion:
    """A question as it was understood, without an answer."""

    question: str
    kind: str
    understood: Understood


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive can tell of a name."""

    is_person: Callable[[str], bool]
    is_source: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Led:
    """Words behind what leads to another slot.

    Attributes:
        leads: what leads to them: another of the same, the only one, the topic, or who published it.
        preposition: the word right before them, if one leads there.
    """

    leads: frozenset[str]
    what: str
    preposition: str = ""


def follow_up(words: str, before: Callable[[], Before], known: Known, *, today: date) -> FollowUp | None:
    """What the words mean behind the question before them; None where they ask by themselves.

    Args:
        before: gives the understanding of it; called only where the words look as if they leaned on it.
    """
    text = _TRAILING.sub("", " ".join(plain_marks(words).split()))
    if not text or len(text.split()) > 2 * _MAX_WORDS:
        return None
    for place, code in enumerate(languages_of_letters(text)):
        sentence = Sentence(text, LEXICONS[code], NOTHING_KNOWN)
        if place == 0 and _is_whole(sentence):
            return None
        found = _in_language(sentence, before, known, today)
        if found:
            return found
    return None


def _in_language(s: Sentence, before: Callable[[], Before], known: Known, today: date) -> FollowUp | None:
    """What words mean as words of one language."""
    text, code = s.text, s.lexicon.code
    if action := _action(s):
        return FollowUp(action)
    is_date = len(s) <= _MAX_WORDS and _is_date(text, today, code)
    is_when, asked_who = _is_when(s), _asked_who(s)
    led = None if is_date or is_when or asked_who else _led(s)
    if not (is_date or is_when or asked_who or led):
        return None
    slots = slots_of(before())
    if asked_who:
        return _on_who(asked_who, slots)
    if is_when:
        return FollowUp("ask", _asked_when(slots)) if slots.person or slots.topic else None
    changed = replace(_with_a_day(slots), when=text) if is_date else _filled(led, slots, known, today, code)
    if changed and changed.when != slots.when:
        changed = replace(changed, language=code)  # a day is read in the language in which it is told
    return FollowUp("ask", asked(changed)) if changed else None


def _action(s: Sentence) -> Action | None:
    """Whether nothing but more, or nothing but the article, is asked for."""
    if _holds_only(s, s.lexicon.leaning.more, (*_SMALL, "ask")):
        return "more"
    is_where = (mark := s.mark(_behind(s, 0, s.lexicon.leaning.other), "ask")) and mark.entry.value == "where"
    if _holds_only(s, s.lexicon.leaning.whole, _SMALL_WITH_ACT) or (is_where and _holds_only(s, "", _SMALL_WITH_ACT)):
        return "whole"
    return None


def _is_when(s: Sentence) -> bool:
    """Whether nothing but the day is asked for."""
    mark = s.mark(_behind(s, 0, s.lexicon.leaning.other), "ask")
    return mark is not None and mark.entry.value == "when" and _holds_only(s, "", _SMALL_WITH_ACT)


def _asked_who(s: Sentence) -> str:
    """What is asked where nothing but somebody is: who else ("else"), or who that is ("that"); empty for neither."""
    at = _behind(s, 0, s.lexicon.leaning.other)
    mark = s.mark(at, "ask")
    if mark is None or mark.entry.value != "who" or not _holds_only(s, "", (*_SMALL, "ask")):
        return ""
    more = {word for phrase in s.lexicon.phrases_of(s.lexicon.leaning.more) for word in phrase}
    if at + 1 < len(s) and s.words[-1].word in more:
        return "else"
    return "that" if mark.end < len(s) or mark.end - mark.start > 1 else ""


def _on_who(asked_who: str, slots: Slots) -> FollowUp | None:
    """The question for who else spoke of the topic, or for who the person is."""
    words = LEXICONS[slots.language].leaning
    if asked_who == "else":
        return FollowUp("ask", words.who_spoke.format(topic=slots.topic)) if slots.topic else None
    return FollowUp("ask", words.who_is.format(person=slots.person)) if slots.person else None


def _holds_only(s: Sentence, wanted: str, small: tuple[Role, ...]) -> bool:
    """Whether a text has some of the wanted phrases, where there are any, and small words beside them alone."""
    at, found = _behind(s, 0, s.lexicon.leaning.other), not wanted
    while at < len(s):
        length = s.phrase(at, wanted) - at
        mark = s.mark(at, *small)
        if not length and mark is None:
            return False
        found |= length > 0
        at += max(length, 0 if mark is None or length else mark.end - at, 1)
    return found


def _behind(s: Sentence, at: int, phrases: str) -> int:
    """The word behind a phrase, if one of these begins at a word and something follows."""
    end = s.phrase(at, phrases)
    return end if end < len(s) else at


def _led(s: Sentence) -> _Led | None:
    """The words behind *and*, *only*, *about* and the like, unless they ask by themselves."""
    leaning, leads = s.lexicon.leaning, set()
    at = 0
    for name, phrases in (("other", leaning.other), ("only", leaning.only)):
        if (behind := _behind(s, at, phrases)) > at:
            leads.add(name)
            at = behind
    start = at
    about = s.mark(at, "about") or (s.mark(at, "near-about") if leads else None)
    by = _behind(s, at, leaning.by)
    if about and about.end < len(s) and about.end - at >= by - at:
        leads.add("about")
        at = about.end
    elif by > at:
        leads.add("by")
        at = by
    if not leads or len(s) - at > _MAX_WORDS or _asks(s, at):
        return None
    return _Led(frozenset(leads), s.slice(at, len(s)), s.slice(start, at))


def _asks(s: Sentence, at: int) -> bool:
    """Whether words ask by themselves."""
    mark, pronoun = s.mark(at, *_ASKING, "polite", "closing"), s.mark(at, "pronoun")
    if pronoun and pronoun.end == len(s):
        return True
    return mark is not None and not s.words[at].is_capital


def _is_whole(s: Sentence) -> bool:
    """Whether words ask what somebody did, and name somebody or something ("а что говорил *байден*")."""
    asks, acts = (s.first(0, len(s), *roles) for roles in (("ask",), ("act", "noun")))
    return bool(asks and acts) and any(s.mark(at, *_ROLES) is None for at in range(len(s)))


def slots_of(before: Before) -> Slots:
    """The slots of a question that was understood."""
    read = before.understood
    language = language_of_question(before.question)
    when = [_with_preposition(before.question, m.span.start, m.span.end, LEXICONS[language]) for m in read.dates]
    people = _joint(language).join(read.people)
    return Slots(before.kind, people, read.topic, _joint(language).join(when), read.outlet or "", language)


def _joint(language: str) -> str:
    return f" {LEXICONS[language].joined_after.split('|')[0]} "


def _with_preposition(question: str, start: int, end: int, lexicon: Lexicon) -> str:
    found = re.search(rf"\b(?:{lexicon.before_date})\s+$", question[:start], re.IGNORECASE)
    return question[found.start() if found else start : end]


def asked(slots: Slots) -> str:
    """A question with these slots.

    >>> asked(Slots("said-about", person="Putin", topic="weapons", when="last week", outlet="Reuters"))
    'what did Putin say about weapons last week according to Reuters'
    >>> asked(Slots("latest", topic="Waffen", language="de"))
    'das Neueste über Waffen'
    """
    words = LEXICONS[slots.language].leaning
    if slots.person and slots.kind == "who-is":
        return words.who_is.format(person=slots.person)
    if not slots.person and slots.kind == "who-said":
        return words.who_said.format(topic=slots.topic)
    # What comes before an outlet depends on whether somebody speaks.
    source = (words.according if slots.person else words.out_of).format(outlet=slots.outlet) if slots.outlet else ""
    return " ".join(part for part in (_start(slots, words), slots.when, source) if part)


def _start(slots: Slots, words: Leaning) -> str:
    """A question without its days and its outlet."""
    if slots.person:
        said = words.said_on if slots.topic else words.said
        return said.format(person=slots.person, topic=slots.topic)
    if slots.kind == "who-spoke":
        return words.who_spoke.format(topic=slots.topic)
    if slots.topic:
        return words.latest_on.format(topic=slots.topic) if slots.kind == "latest" else slots.topic
    return words.happened if slots.when else words.latest


def _asked_when(slots: Slots) -> str:
    words = LEXICONS[slots.language].leaning
    if not slots.person:
        return words.when.format(topic=slots.topic)
    return (words.when_said_on if slots.topic else words.when_said).format(person=slots.person, topic=slots.topic)


def _filled(led: _Led | None, slots: Slots, known: Known, today: date, code: str) -> Slots | None:
    """The slots with the one that the words fill; None where they fill none."""
    if led is None:
        return None
    what, leads = led.what, led.leads
    has_preposition = not leads.isdisjoint({"about", "by"})
    if _is_date(what, today, code):
        return replace(_with_a_day(slots), when=f"{led.preposition} {what}".strip())
    is_source = known.is_source(what) or (has_preposition and "about" not in leads and is_press_name(what))
    if "about" in leads and not is_source:
        return replace(slots, topic=what, kind=_topical(slots))
    if is_source and (led.preposition.casefold() not in LEXICONS[code].about.split(", ") or "by" in leads):
        return replace(slots, outlet=what)
    if "by" not in leads and (known.is_person(what) or _is_another_name(what, slots)):
        return replace(slots, person=what)
    if not leads.isdisjoint({"by", "only"}):
        return None
    return replace(slots, topic=what, kind=_topical(slots))


def _is_another_name(what: str, slots: Slots) -> bool:
    """Whether an unknown name is where somebody was asked for and nothing besides: *and Biden?*"""
    return bool(slots.person) and not slots.topic and all(word[:1].isupper() for word in what.split())


def _topical(slots: Slots) -> str:
    """A fragment and a day are no topics: with a topic, the question becomes another."""
    return "search" if slots.kind in ("who-said", "who-is", "day", "event-date", "when") else slots.kind


def _with_a_day(slots: Slots) -> Slots:
    """Who somebody is and who said a fragment is asked without a day."""
    return replace(slots, kind="search") if slots.kind in ("who-is", "who-said", "when", "event-date") else slots


def _is_date(text: str, today: date, language: str) -> bool:
    """Whether the words are a date and nothing else."""
    found = find_dates(text, today, language=language)
    if len(found) != 1:
        return False
    before, after = text[: found[0].span.start].strip(), text[found[0].span.end :].strip()
    preposition = rf"(?:{LEXICONS[language].before_date}|the)(?:\s+the)?"
    return not after and (not before or re.fullmatch(preposition, before, re.IGNORECASE) is not None)
