"""Wishes to be alerted: the words around what is followed, read with the lexicon of their language."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN
from retrieval.answers.questions.lexicons import LEXICONS


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of, one part of it filled.

    Attributes:
        rest: whatever is followed.
        about: what everything new is wanted of.
        who: who is to speak, on a ``topic`` where one is told.
        named: who is to be named, with a ``topic``, in an ``outlet``.
    """

    rest: str = ""
    about: str = ""
    who: str = ""
    topic: str = ""
    named: str = ""
    outlet: str = ""


def sentence_of(text: str, code: str) -> Sentence:
    """A wish as words, without what the archive knows."""
    return Sentence(text, LEXICONS.get(code, LEXICONS["en"]), NOTHING_KNOWN)


def told(text: str, code: str) -> Wish | None:
    """What a sentence asks to be told of; None where it asks for something else.

    >>> told("tell me when there is something new about the ferry", "en")
    Wish(rest='', about='the ferry', who='', topic='', named='', outlet='')
    >>> told("tell me when the new ferry sank", "en") is None
    True
    """
    s = sentence_of(text, code)
    wishing, at = s.lexicon.wishing, s.skipped(0, len(s), "closing", "greeting")
    if len(s) > at and (behind := s.phrase(at, wishing.follow)) > at:
        return Wish(rest=s.slice(behind, len(s))) if behind < len(s) else None
    if (behind := s.phrase(at, wishing.keep)) > at:
        return _kept(s, behind)
    if (behind := s.phrase(at, wishing.tell)) == at or behind >= len(s):
        return None
    if (start := s.phrase(behind, wishing.when)) > behind:
        return _to_come(s, start)
    about = s.mark(behind, "about", "near-about")
    return _news(s, about.end) if about else None


def _kept(s: Sentence, at: int) -> Wish | None:
    about = s.mark(at, "about", "near-about")
    return Wish(about=s.slice(about.end, len(s))) if about and about.end < len(s) else None


def _to_come(s: Sentence, start: int) -> Wish | None:
    """Whoever is to be named or to speak, or what is to be new of something."""
    wishing = s.lexicon.wishing
    if (end := s.phrase(start, wishing.speaks)) > start and end < len(s) and s.lexicon.is_verb_first:
        about = s.first(end + 1, len(s), "about")  # "cuando hable Reed"
        who = s.slice(end, about.start if about else len(s))
        return Wish(who=who, topic=s.slice(about.end, len(s)) if about else "")
    for at in range(start + 1, len(s)):
        if s.phrase(at, wishing.named) == len(s):
            return Wish(named=s.slice(start, at))
        if (end := s.phrase(at, wishing.speaks)) > at and s.mark(at - 1, "any") is None:
            return _spoken(s, start, at, end)
    return _news(s, start)


def _spoken(s: Sentence, start: int, at: int, end: int) -> Wish | None:
    """Who is to speak, and on what."""
    topic = s.skipped(end, len(s), "any", "filler")
    about = s.mark(topic, "about")
    if about is None and topic < len(s):
        return None
    who = s.trimmed(start, at, "any", "filler")
    inner = s.first(start + 1, who, "about")
    if inner:
        return Wish(who=s.slice(start, inner.start), topic=s.slice(inner.end, who))
    return Wish(who=s.slice(start, who), topic=s.slice(about.end, len(s)) if about else "")


def _news(s: Sentence, start: int) -> Wish | None:
    """What something new is to be about, or from whom; words that tell of nothing new are no wish."""
    stop = _without_appearing(s, start)
    new = next((at for at in range(start, stop) if _is_new(s, at)), None)
    if new is None:
        return None
    at = s.skipped(new, stop, "any", "newest", "news", "noun", "filler")
    lead = s.first(at, stop, "about", "of")
    if lead is None:
        near = s.first(at, stop, "near-about")
        return Wish(about=s.slice(near.end, stop)) if near and near.end < stop else None
    if lead.end >= stop:
        return None
    is_from = s.mark(lead.start, "about", "near-about") is None
    return Wish(rest=s.slice(lead.end, stop)) if is_from else Wish(about=s.slice(lead.end, stop))


def _without_appearing(s: Sentence, start: int) -> int:
    """The end of what is to come, without the verb that says so behind it ("... *gibt*")."""
    stop = len(s)
    while stop - 1 > start and s.phrase(stop - 1, s.lexicon.wishing.appear) == stop:
        stop -= 1
    return stop


def _is_new(s: Sentence, at: int) -> bool:
    """Whether a word stands for something that is yet to come: *something*, or *new* with a word for news."""
    if s.mark(at, "any"):
        return True
    new, news = s.mark(at, "newest"), s.mark(at, "news", "noun")
    if news and s.mark(news.end, "about", "of", "near-about"):
        return True
    return new is not None and s.mark(new.end, "news", "noun", "about", "of", "any", "near-about") is not None


def wanted_named(text: str, code: str) -> Wish | None:
    """Who is to be named, where the words say no more than that."""
    s = sentence_of(text, code)
    wishing = s.lexicon.wishing
    if len(s) and (behind := s.phrase(0, wishing.mention)) > 0:
        return Wish(named=s.slice(behind, len(s))) if behind < len(s) else None
    for at in range(1, len(s)):
        if (end := s.phrase(at, wishing.named)) > at:
            return _named_with(s, at, end)
    return None


def _named_with(s: Sentence, at: int, end: int) -> Wish | None:
    """Who is named, with what else, and where."""
    within = next((n for n in range(end, len(s)) if s.words[n].word in s.lexicon.before_outlet), len(s))
    with_what = s.phrase(end, s.lexicon.wishing.with_what)
    if with_what == end and within != end:
        return Wish(named=s.slice(0, at)) if end == len(s) else None
    if with_what > end and s.words[end].word in s.lexicon.before_outlet:
        within = next((n for n in range(with_what, len(s)) if s.words[n].word in s.lexicon.before_outlet), len(s))
    return Wish(
        named=s.slice(0, at),
        topic=s.slice(with_what, within),
        outlet=s.slice(within + 1, len(s)) if within < len(s) else "",
    )


def wanted_speaking(text: str, code: str) -> str:
    """Who is to speak, where the words say no more than that; empty where they do not."""
    s = sentence_of(text, code)
    at = next((n for n in range(1, len(s)) if s.phrase(n, s.lexicon.wishing.speaks) == len(s)), 0)
    return s.slice(0, at) if at and s.mark(0, "ask", "aux") is None else ""


def is_everything(text: str, code: str) -> bool:
    """Whether whatever comes is to be told of."""
    s = sentence_of(text, code)
    at = 0
    while at < len(s) and (end := s.phrase(at, s.lexicon.wishing.everything)) > at:
        at = end
    return 0 < len(s) == at
