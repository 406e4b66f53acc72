"""Attribution lines: the words that credit an excerpt, shared by the terminal and Telegram."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.render.phrases import day_wording
from bot.render.phrases.numbers import number
from bot.render.rich import utf16_units
from bot.render.translate import N_, _
from retrieval.answers.terms.keys import outlet_key
from retrieval.model import (
    Answer,
    Article,
    Attribution,
    Copy,
    Correction,
    Excerpt,
    Near,
    Reading,
    Reason,
    Span,
    given_id,
)

_HOW = {"direct": N_("quoted"), "mixed": N_("reported, partly quoted"), "reported": N_("reported, not quoted")}
BETWEEN = " · "
_BEFORE_DATE = re.compile(r"\b(?:on|in|at|during|for|from|of|the day of)\s+$", re.IGNORECASE)
# The classes of characters that turn a line around.
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose words, said how, carried by whom; each part is one line's worth of safe text, empty where unknown.

    Attributes:
        speaker: with the article's own wording where that is all there is, or where it is another.
    """

    speaker: str = ""
    role: str = ""
    how: str = ""
    via: str = ""

    @property
    def line(self) -> str:
        """The whole of it; empty where nobody speaks."""
        who = ", ".join(part for part in (self.speaker, self.role) if part)
        via = _("via {agency}").format(agency=self.via) if self.via else ""
        return BETWEEN.join(part for part in (who, self.how, via) if part)


@dataclass(frozen=True, slots=True)
class Source:
    """Where and when an excerpt was published; each part is safe text, empty where unknown.

    Attributes:
        dated: the day, with more on days where the question is about them.
    """

    outlet: str
    title: str
    dated: str

    @property
    def line(self) -> str:
        """The whole of it."""
        return BETWEEN.join(part for part in (self.outlet, self.title, self.dated) if part)


def credit(said: Excerpt | Attribution) -> Credit:
    """Whose the words are, without a guess: a pronoun that nobody resolved stays the article's pronoun."""
    kind = said.attribution if isinstance(said, Excerpt) else said.kind
    if kind is None:
        return Credit()
    speaker, written, role = one_line(said.speaker), one_line(said.speaker_as_written), one_line(said.role)
    if not speaker:
        unnamed = _("speaker not named")
        speaker = _("“{written}” (as the article puts it)").format(written=written) if written else unnamed
    elif written and not _share_a_word(written, speaker) and written.casefold() != role.casefold():
        speaker = _("{speaker} (“{written}” in the text)").format(speaker=speaker, written=written)
    if role.casefold() in speaker.casefold():
        role = ""
    return Credit(speaker, role, _(_HOW[kind]), one_line(said.via))


def attribution_of(said: Excerpt | Attribution) -> str:
    """The attribution line; empty where nobody speaks.

    >>> from retrieval.model import Span
    >>> said = Attribution((Span(0, 4),), "mixed", speaker="Dmitry Peskov", role="press secretary", via="Reuters")
    >>> attribution_of(said)
    'Dmitry Peskov, press secretary · reported, partly quoted · via Reuters'
    """
    return credit(said).line


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date as it is written in an excerpt, one line's worth of safe text, and the days that it stands for."""

    written: str
    days: str

    @property
    def line(self) -> str:
        """The whole of it."""
        return f"“{self.written}” = {self.days}"


def source(of: Excerpt | Article, answer: Answer | None = None) -> Source:
    """Outlet, title and day; an article that has neither outlet nor title is called by its id.

    Args:
        answer: of which the excerpt is a part; decides what is told of days.
    """
    outlet, title = one_line(of.outlet), one_line(of.title)
    if not outlet and not title:
        title = one_line(given_id(of.article_id if isinstance(of, Excerpt) else of.id))
    if isinstance(of, Excerpt):
        return Source(outlet, title, BETWEEN.join(day_wording.dated(of, answer)))
    return Source(outlet, title, day_wording.day(of.published.day) if of.published else "")


def source_of(of: Excerpt | Article, answer: Answer | None = None) -> str:
    """The source line."""
    return source(of, answer).line


def meanings(excerpt: Excerpt, answer: Answer) -> tuple[Meaning, ...]:
    """What the dates that answer the question stand for, each once, in the excerpt's order."""
    found = (
        Meaning(
            one_line(mention.span.shifted(-excerpt.span.start).of(excerpt.text)), day_wording.in_words(mention.days)
        )
        for mention in day_wording.resolved(excerpt, answer)
    )
    return tuple(dict.fromkeys(found))


def also_in(copies: Sequence[Copy], *, limit: int = 5) -> str:
    """Where else the same statement is found, each place named once."""
    return _("Also in: {outlets}").format(outlets=_named([_name(copy) for copy in copies], limit))


def worded_differently(excerpt: Excerpt, *, limit: int = 5) -> str:
    """Where the same agency text says this in other words; an article of the same outlet goes by its title."""
    own = outlet_key(excerpt.outlet or "")
    names = [
        (one_line(copy.title) if outlet_key(copy.outlet or "") == own else "") or _name(copy)
        for copy in excerpt.worded_differently_in
    ]
    return _("Worded differently in {outlets}").format(outlets=_named(names, limit))


def _name(copy: Copy) -> str:
    return one_line(copy.outlet) or one_line(copy.title) or one_line(given_id(copy.article_id))


def _named(names: Sequence[str], limit: int) -> str:
    """Names in a row, each once, the first few of them."""
    once = list(dict.fromkeys(names))
    left = len(once) - limit
    return ", ".join(once[:limit]) + (" " + _("and {n} more").format(n=left) if left > 0 else "")


def correction(made: Correction) -> str:
    """What a word of the question was read as.

    >>> correction(Correction("Peskow", "Dmitry Peskov"))
    'Showing Dmitry Peskov for “Peskow”'
    """
    return _("Showing {name} for “{written}”").format(name=one_line(made.read_as), written=one_line(made.written))


def readings(answer: Answer) -> str:
    """How the words of a question were read where that is not plain; empty where all of it is.

    >>> made = Reading("name", "the pm", "Lena Stavik")
    >>> readings(Answer("the pm?", "said-about", readings=(made, Reading("left-out", "I was away.")), total=1))
    'I understood: “the pm” as Lena Stavik; without “I was away.”'
    """
    told = "; ".join(_reading(made) for made in answer.readings)
    return _("I understood: {reading}").format(reading=told) if told else ""


def _reading(made: Reading) -> str:
    written = one_line(made.written)
    if made.kind == "left-out":
        return _("without “{words}”").format(words=clipped(written))
    read_as = day_wording.day(date.fromisoformat(made.read_as)) if made.kind == "day" else one_line(made.read_as)
    return _("“{written}” as {name}").format(written=written, name=read_as)


def reason(of: Reason) -> str:
    """Why there is no excerpt."""
    return _(of.pattern).format(**dict(of.facts)) if of.pattern else of.message


def near(offers: Sequence[Near]) -> str:
    """What the archive does hold, in one line."""
    known = BETWEEN.join(f"{near_name(offer)} ({number(offer.count)})" for offer in offers)
    return _("In the archive: {known}").format(known=known)


def near_name(offer: Near) -> str:
    """The offer as a person would write it."""
    return day_wording.day(date.fromisoformat(offer.value)) if offer.kind == "day" else one_line(offer.value)


def near_question(offer: Near, answer: Answer) -> str:
    """The question that leads to what an answer offers; a day takes the place of the date that was asked for.

    >>> from retrieval.model import DateMention, Understood
    >>> asked = "what did Kim say last week"
    >>> last_week = DateMention(Span(17, 26), day_wording.DayRange(date(2023, 9, 4), date(2023, 9, 11)), "week")
    >>> answer = Answer(asked, "said-about", understood=Understood(dates=(last_week,)), total=1)
    >>> near_question(Near("day", "2023-09-13", 1), answer)
    'what did Kim say on 13 September 2023'
    """
    name = near_name(offer)
    if offer.kind == "day" and len(answer.understood.dates) == 1:
        return _on_another_day(answer.question, answer.understood.dates[0].span, name)
    if offer.kind == "person":
        return what_said(name)
    if offer.kind == "day":
        return what_happened(name)
    return _("latest from {outlet}").format(outlet=name) if offer.kind == "outlet" else name


def what_said(name: str) -> str:
    """The question for somebody's words."""
    return _("what did {name} say").format(name=name)


def who_said(words: str) -> str:
    """The question for whose words these are."""
    return _("who said “{words}”").format(words=words)


def what_happened(day: str) -> str:
    """The question for a day."""
    return _("what happened on {day}").format(day=day)


def who_is(name: str) -> str:
    """The question for who somebody is."""
    return _("who is {name}").format(name=name)


def _on_another_day(question: str, written: Span, name: str) -> str:
    """The question with another day where its date is written."""
    before = _BEFORE_DATE.sub("", question[: written.start]).rstrip()
    return f"{before} on {name}{question[written.end :]}".strip()


def one_line(text: str | None) -> str:
    """Foreign text for use inside a line: blanks folded, invisible controls gone, right-to-left script kept to itself.

    >>> one_line(" Hello \\n\\u202eWorld ")
    'Hello World'
    """
    plain = "".join(" " if _is_gap(c) else c for c in text or "" if unicodedata.category(c) not in ("Cf", "Cs"))
    plain = " ".join(plain.split())
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in plain):
        return f"{_ISOLATE}{plain}{_END_ISOLATE}"
    return plain


def closing(text: str) -> str:
    """What ends the isolation that a shortened line has left open."""
    return _END_ISOLATE * (text.count(_ISOLATE) - text.count(_END_ISOLATE))


def _is_gap(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Zl", "Zp")


def _share_a_word(written: str, name: str) -> bool:
    """Whether the two are visibly one name; glued and inflected forms count."""
    words = [w.strip("'’.,").casefold() for w in written.split()]
    return any(w[:4] == n[:4] or w in n or n in w for w in words for n in name.casefold().split() if w and n)


def clipped(text: str, max_units: int = 100) -> str:
    """A line that is not an excerpt, shortened where it would fill the page; units are UTF-16's."""
    if utf16_units(text) <= max_units:
        return text
    while utf16_units(text) >= max_units - 1:
        text = text[:-1]
    return text.rstrip() + closing(text) + "…"
