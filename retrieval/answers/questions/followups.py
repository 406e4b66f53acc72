"""Follow-up questions: one that leans on the question before it is completed, slot by slot, or left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from retrieval.annotate.dates import find_dates
from retrieval.answers.questions.evidence.words import plain_marks
from retrieval.answers.questions.question import is_press_name
from retrieval.model import Understood

Action = Literal["ask", "more", "whole"]
_MAX_WORDS = 6
_TRAILING = re.compile(r"[\s?!.,;:…]+$")
_MORE = re.compile(
    r"(?:(?:show|tell|give)\s+(?:me\s+)?)?(?:some\s+|any\s+)?(?:more|next|next\s+page|the\s+rest)(?:\s+(?:please|of\s+(?:it|that|them)))?|"
    r"(?:and\s+)?(?:what|anything|something)\s+else|go\s+on|continue",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:(?:show|read|open)\s+(?:me\s+)?)?(?:it\s+|that\s+)?(?:in\s+full|(?:the\s+)?(?:full|whole|entire)\s+(?:article|text|story)|"
    r"the\s+article|in\s+context|read\s+(?:on|more))|"
    r"(?:and\s+)?where(?:\s+(?:was|is|did)\s+(?:that|this|it)(?:\s+(?:said|published|from|happen|appear))?)?|"
    r"(?:what(?:'s|\s+is)\s+the\s+)?source|who\s+published\s+(?:that|this|it)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:and\s+)?(?:when|what\s+day)(?:\s+exactly)?(?:\s+(?:was|is)\s+(?:that|this|it)|\s+did\s+(?:he|she|they|it)\s+(?:say|happen)"
    r"(?:\s+(?:that|this|it|so))?)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?P<other>and\s+(?:what|how)\s+about|what\s+about|how\s+about|and|or)|(?P<only>only|just|but\s+only))?\s*"
    r"(?:(?P<on>about|on|regarding|concerning)|(?P<by>from|by|in|according\s+to|via))?\s+(?P<what>\S.*)",
    re.IGNORECASE,
)
# What begins like this asks by itself.
_ASKS = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|can|could|tell|show|give|find|"
    r"list|latest|then|now|also|so|thanks|thank|ok|okay|please|he|she|they|it|this|that|there|not|no|yes)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:on|in|at|during|since|from|by|for|of)\s+", re.IGNORECASE)


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
    """

    kind: str
    person: str = ""
    topic: str = ""
    when: str = ""
    outlet: str = ""


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


def follow_up(words: str, before: Callable[[], Before], known: Known, *, today: date) -> FollowUp | None:
    """What the words mean behind the question before them; None where they ask by themselves.

    Args:
        before: gives the understanding of it; called only where the words look as if they leaned on it.
    """
    text = _TRAILING.sub("", " ".join(plain_marks(words).split()))
    if _MORE.fullmatch(text):
        return FollowUp("more")
    if _WHOLE.fullmatch(text):
        return FollowUp("whole")
    is_date = len(text.split()) <= _MAX_WORDS and _is_date(text, today)
    found = _led(text)
    if not (is_date or found or _WHEN.fullmatch(text)):
        return None
    slots = slots_of(before())
    if _WHEN.fullmatch(text):
        return FollowUp("ask", _asked_when(slots)) if slots.person or slots.topic else None
    changed = replace(_with_a_day(slots), when=text) if is_date else _filled(found, slots, known, today)
    return FollowUp("ask", asked(changed)) if changed else None


def slots_of(before: Before) -> Slots:
    """The slots of a question that was understood."""
    read = before.understood
    when = [_with_preposition(before.question, mention.span.start, mention.span.end) for mention in read.dates]
    return Slots(before.kind, " and ".join(read.people), read.topic, " and ".join(when), read.outlet or "")


def _with_preposition(question: str, start: int, end: int) -> str:
    found = re.search(r"\b(?:on|in|at|during|since|from|by|for)\s+$", question[:start], re.IGNORECASE)
    return question[found.start() if found else start : end]


def asked(slots: Slots) -> str:
    """A question with these slots.

    >>> asked(Slots("said-about", person="Putin", topic="weapons", when="last week", outlet="Reuters"))
    'what did Putin say about weapons last week according to Reuters'
    """
    if slots.person and slots.kind == "who-is":
        return f"who is {slots.person}"
    if slots.person:
        start = f"what did {slots.person} say" + (f" about {slots.topic}" if slots.topic else "")
    elif slots.kind == "who-said":
        return f"who said “{slots.topic}”"
    elif slots.kind == "who-spoke":
        start = f"who spoke about {slots.topic}"
    elif slots.topic:
        start = f"latest on {slots.topic}" if slots.kind == "latest" else slots.topic
    else:
        start = "what happened" if slots.when else "latest"
    # What comes before an outlet depends on whether somebody speaks.
    source = f"according to {slots.outlet}" if slots.person else f"from {slots.outlet}"
    return " ".join(part for part in (start, slots.when, source if slots.outlet else "") if part)


def _asked_when(slots: Slots) -> str:
    if not slots.person:
        return f"when {slots.topic}"
    return f"when did {slots.person} speak" + (f" about {slots.topic}" if slots.topic else "")


def _led(text: str) -> re.Match[str] | None:
    """The words behind *and*, *only*, *about* and the like, unless they ask by themselves."""
    found = _LEAD.fullmatch(f" {text}" if not _LEAD.match(text) else text)
    if found is None or not any(found[name] for name in ("other", "only", "on", "by")):
        return None
    what = found["what"].strip()
    return None if _ASKS.match(what) or len(what.split()) > _MAX_WORDS else found


def _filled(found: re.Match[str] | None, slots: Slots, known: Known, today: date) -> Slots | None:
    """The slots with the one that the words fill; None where they fill none."""
    if found is None:
        return None
    what = found["what"].strip()
    preposition = found["by"] or found["on"]
    if _is_date(what, today):
        return replace(_with_a_day(slots), when=f"{preposition} {what}" if preposition else what)
    if found["on"]:
        return replace(slots, topic=what, kind=_topical(slots))
    if known.is_source(what) or (preposition and is_press_name(what)):
        return replace(slots, outlet=what)
    if not found["by"] and (known.is_person(what) or _is_another_name(what, slots)):
        return replace(slots, person=what)
    if found["by"] or found["only"]:
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


def _is_date(words: str, today: date) -> bool:
    """Whether the words are a date and nothing else."""
    bare = _PREPOSITION.sub("", words, count=1)
    found = find_dates(bare, today)
    return len(found) == 1 and found[0].span.of(bare).casefold() in (
        bare.casefold(),
        bare.casefold().removeprefix("the "),
    )
