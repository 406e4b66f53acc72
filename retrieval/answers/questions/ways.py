"""Ways of asking: each looks at a question's evidence for its own form, and says how much speaks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from retrieval.answers.questions.asks import Asks, Relation
from retrieval.answers.questions.evidence.sentence import Mark, Sentence
from retrieval.answers.questions.evidence.slots import NOWHERE, Range, named
from retrieval.answers.questions.evidence.words import unquoted
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.gathered import COUNTED, WORDS_ALONE, Evidence, Read
from retrieval.answers.questions.lexicons import Role

_QUOTATION = re.compile(r"\"[^\"]+\"?")
_EVENT_THINGS = frozenset({"when", "where", "how-many", "how-much"})
_MAX_WHO, _MAX_ROLE = 8, 4
# What may be beside a quotation of which only the speaker is asked.
_BESIDE_WORDS: tuple[Role, ...] = (
    "filler",
    "aux",
    "act",
    "noun",
    "that",
    "any",
    "people",
    "pronoun",
    "of",
    "polite",
    "about",
    "ask",
    "article",
)


def _text(e: Evidence, part: Range) -> str:
    return e.s.slice(*part)


def _greeting(e: Evidence) -> Read | None:
    """Small talk and nothing else."""
    at = e.s.skipped(0, len(e.s), "greeting")
    return Read(100.0, Form("greeting")) if at == len(e.s) else None


def _newest(e: Evidence) -> Read | None:
    """Words for what is new and nothing else."""
    s = e.s
    if s.first(0, len(s), "newest", "news") is None:
        return None
    rest = s.skipped(
        e.outline.front, len(s), "newest", "news", "noun", "filler", "ask", "aux", "any", "people", "polite"
    )
    return Read(90.0, Form("latest"), replace(e.asks, is_newest=True)) if rest == len(s) else None


def _compared(e: Evidence) -> Read | None:
    """Two people side by side."""
    s, front = e.s, e.outline.front
    compare = s.mark(front, "compare")
    start = compare.end if compare else front
    about = s.first(start + 1, len(s), "about")
    stop = about.start if about else len(s)
    versus = s.first(start + 1, stop, "versus")
    if versus is None and compare is None:
        return None
    rest = (about.end, len(s)) if about else NOWHERE
    if versus is None:
        return Read(
            86.0, Form("on", s.slice(start, stop), _text(e, rest)), replace(e.asks, versus=s.slice(start, stop))
        )
    one, other = s.slice(start, versus.start), s.slice(versus.end, stop)
    is_named = compare is not None or (bool(s.names[start]) and bool(s.names[versus.end] if versus.end < stop else 0))
    if not one or not other or not is_named:
        return None
    asks = replace(e.asks, versus=other)
    return Read(86.0, Form("on", f"{one} & {other}", _text(e, rest)), asks)


def _quoted(e: Evidence) -> Read | None:
    """A quotation, with nothing beside it but the words for asking whose it is."""
    found = _QUOTATION.search(e.s.text)
    if found is None:
        return None
    beside = [at for at, word in enumerate(e.s.words) if not found.start() <= word.start < found.end()]
    asks_who = any((mark := e.s.mark(at, "ask")) and mark.entry.value == "who" for at in beside)
    if e.slots.who != NOWHERE and not asks_who:
        return None
    if asks_who or all(e.s.mark(at, *_BESIDE_WORDS) for at in beside):
        return Read(95.0, Form("who-said", rest=unquoted(found[0])[0], is_quoted=True), e.asks)
    return None


def _asked_who(e: Evidence) -> Read | None:
    """Who said some words, or who did something to somebody."""
    act = e.outline.act
    if act is None or e.slots.who != NOWHERE or e.slots.is_pronoun:
        return None
    rest = _text(e, e.slots.rest)
    if e.outline.thing == "who":
        is_words = act.entry.value in WORDS_ALONE and not e.slots.is_about
        if act.entry.role == "noun" and e.slots.rest == NOWHERE:
            return None
        text, is_quoted = unquoted(rest) if is_words else (rest, False)
        return Read(80.0, Form("who-said" if is_words else "who-spoke", rest=text, is_quoted=is_quoted), e.asks)
    is_anybody = e.slots.is_people or (e.outline.is_asked and e.outline.thing in ("what", "how") and e.slots.is_about)
    is_noun = act.entry.role == "noun" and e.slots.is_about
    if rest and (is_anybody or is_noun) and e.outline.thing not in (*COUNTED, "why"):
        return Read(70.0, Form("who-spoke", rest=rest), e.asks)
    return None


def _said(e: Evidence) -> Read | None:
    """What somebody said, or did in words."""
    act, who = e.outline.act, named(e.s, *e.slots.who)
    if act is None or who == NOWHERE or (e.outline.thing in COUNTED and not _is_spoken(e)):
        return None
    if e.outline.thing in _EVENT_THINGS and not (_is_spoken(e) and (e.slots.is_about or e.slots.rest == NOWHERE)):
        return None
    if e.outline.thing == "who" and e.outline.act and e.outline.act.entry.role == "noun" and not e.s.names[who[0]]:
        return None
    if not e.outline.is_asked and (not _is_subject(e) or _is_left_blank(e)):
        return _of_a_role(e)
    if who[1] - who[0] > _MAX_WHO:
        return None
    rest, asks = _eventful(e)
    if e.outline.thing == "which" and act.entry.value in WORDS_ALONE and not e.slots.is_about and rest != NOWHERE:
        return Read(75.0, Form("who-said", rest=_text(e, rest)), asks)
    return Read(75.0, Form("said-about", _text(e, who), _text(e, rest)), asks)


def _of_a_role(e: Evidence) -> Read | None:
    """What somebody without a name said, in a noun or at the end ("baker's reaction to the fog", "the baker says")."""
    act, (start, stop) = e.outline.act, e.slots.who
    if act is None or stop > act.start or _is_left_blank(e) or stop - start > _MAX_ROLE:
        return None
    is_said = act.entry.value == "say" and (e.slots.rest == NOWHERE or e.slots.is_about)
    if not is_said and (act.entry.role != "noun" or e.slots.rest == NOWHERE):
        return None
    return Read(41.0, Form("on", _text(e, (start, stop)), _text(e, e.slots.rest)), e.asks)


def _is_left_blank(e: Evidence) -> bool:
    """Whether a sentence is told but for one thing in it ("the port opened an office in *which* town")."""
    start, stop = e.outline.after if e.outline.act else e.outline.before
    mark = e.s.first(start + 1, stop, "ask")
    return mark is not None and mark.end < stop and mark.entry.value in (*COUNTED, "which", "what")


def _according(e: Evidence) -> Read | None:
    """What somebody says of a question that follows: "according to X, when does the bridge open?"."""
    s = e.s
    mark = s.mark(s.skipped(0, len(s), "polite"), "according")
    if mark is None:
        return None
    last = min(len(s), mark.end + _MAX_WHO)
    stop = next(
        (at for at in range(mark.end + 1, last) if "," in s.words[at].before),
        mark.end + s.names[mark.end] if mark.end < len(s) else 0,
    )
    is_somebody = mark.end < stop < len(s) and (s.is_like_name(mark.end, stop) or s.names[mark.end] == stop - mark.end)
    return (
        Read(82.0, Form("said-about", s.slice(mark.end, stop), s.slice(stop, len(s))), e.asks) if is_somebody else None
    )


def _eventful(e: Evidence) -> tuple[Range, Asks]:
    """The topic, and the event before or after which something is said where that stands in its place."""
    start, stop = e.slots.rest
    is_event = not e.slots.is_about or e.slots.rest == e.outline.topic
    relation = e.s.mark(start, "relation") if is_event and start < stop else None
    if relation is None or relation.entry.value not in ("after", "before") or relation.end >= stop:
        return e.slots.rest, e.asks
    event = _text(e, (relation.end, stop))
    return NOWHERE, replace(e.asks, relation=cast(Relation, relation.entry.value), event=event)


def _is_spoken(e: Evidence) -> bool:
    """Whether the act is speaking, and not something that happens at a time or a place."""
    return e.outline.act is not None and e.outline.act.entry.value in ("say", "speak", "think", "react")


def _is_subject(e: Evidence) -> bool:
    """Whether a subject without a question around it is one: a name, or the owner of words."""
    (start, stop), act = named(e.s, *e.slots.who), e.outline.act
    is_owner = e.s.words[stop - 1].is_possessive or (act is not None and start >= act.end)
    is_noun = act is not None and act.entry.role == "noun"
    return is_owner or e.s.is_like_name(start, stop) or (is_noun and e.s.names[start] > 0)


def _introduced(e: Evidence) -> Read | None:
    """Who somebody is."""
    start, end = e.content
    stop = e.s.trimmed(start, end, "aux") if e.s.lexicon.code == "en" else end
    is_behind = start < stop < end  # "remind me who Ada Reed *is*"
    if e.outline.thing != "who" or e.outline.act is not None or start >= stop:
        return None
    if (against := e.s.mark(start, "versus")) and against.end < stop and not e.s.names[start]:
        asks = replace(e.asks, act="criticise", toward=_text(e, (against.end, stop)))
        return Read(66.0, Form("who-spoke", rest=asks.toward), asks)  # "who's against the budget"
    start = e.s.skipped(start, stop, "filler") if e.s.mark(start, "article") is None else start
    ask = e.outline.ask
    is_put_so = ask is not None and ask.end - ask.start > 1 and not e.s.mark(ask.end - 1, "filler")  # "кто такой"
    is_be = e.outline.is_turned or is_behind or is_put_so or e.s.is_like_name(start, stop)
    return Read(65.0, Form("who-is", who=_text(e, (start, stop))), e.asks) if is_be and start < stop else None


def _timed(e: Evidence) -> Read | None:
    """When something happened."""
    if e.outline.thing != "when" or e.outline.ask is None:
        return None
    start, stop = e.content
    return Read(60.0, Form("when", rest=_text(e, (start, stop))), e.asks) if start < stop else None


def _latest(e: Evidence) -> Read | None:
    """What is new of a topic or from an outlet."""
    s, front = e.s, e.outline.front
    start = s.skipped(front, len(s), "ask", "aux", "any", "article", "people", "filler")
    whole, ask = s.mark(front, "newest"), s.mark(front, "ask")
    start = front if whole and ask and whole.end > ask.end else start  # "quoi de neuf sur le pont"
    news = s.mark(start, "newest", "news")
    if news is None:
        last = s.trimmed(front, len(s), "newest", "news")
        is_at_end = last < len(s) and last > front and not e.outline.is_asked and e.outline.act is None
        return (
            Read(55.0, Form("latest", rest=s.slice(front, last)), replace(e.asks, is_newest=True))
            if is_at_end
            else None
        )
    end = s.skipped(start, len(s), "newest", "news")
    about = s.mark(end, "about", "of", "near-about")
    if about is None or about.end >= len(s):
        return None
    stop = s.trimmed(about.end, len(s), "closing")
    return Read(55.0, Form("latest", rest=s.slice(about.end, stop)), replace(e.asks, is_newest=True))


def _happened(e: Evidence) -> Read | None:
    """What happened."""
    s, front = e.s, e.outline.front
    mark = s.first(front, len(s), "happened", "news")
    if mark is None:
        return None
    before = s.skipped(front, mark.start, "ask", "aux", "filler", "any", "article", "newest")
    if before != mark.start or (mark.entry.role == "happened" and not e.outline.is_asked and mark.end < len(s)):
        return None
    start = s.skipped(mark.end, len(s), "filler", "happened", "news", "aux")
    stop = s.trimmed(start, len(s), "closing", "happened", "aux")
    return Read(78.0 if mark.entry.role == "happened" else 50.0, Form("happened", rest=_unled(s, start, stop)), e.asks)


def _unled(s: Sentence, start: int, stop: int) -> str:
    """What happened, without the word that leads to it where nothing follows that."""
    led = s.mark(start, "of", "about", "near-about")
    return s.slice(start, stop) if not led or led.end < stop else ""


def _on(e: Evidence) -> Read | None:
    """Somebody on something: "X on Y", "X: Y"."""
    s, front = e.s, e.outline.front
    if e.outline.is_asked or _is_left_blank(e):
        return None
    end = s.trimmed(front, len(s), "closing") or len(s)
    colon = next((at for at in range(front + 1, end) if ":" in s.words[at].before), None)
    about = _leading(s, front, end)
    if colon and (about is None or colon < about[0]):
        return Read(40.0, Form("on", s.slice(front, colon), s.slice(colon, end)), e.asks)
    if about is None or ((led := _led_to(s, front)) and led.start == about[0]):
        return None
    return Read(40.0, Form("on", s.slice(_behind_article(s, front), about[0]), s.slice(about[1], end)), e.asks)


def _led_to(s: Sentence, front: int) -> Mark | None:
    """The word that leads to a topic before which nobody and nothing is named ("*anything more on* eels")."""
    led = s.mark(s.skipped(front, len(s), "any", "filler", "article", "newest"), "about")
    return led if led and not s.names[led.start] else None


def _behind_article(s: Sentence, at: int) -> int:
    article = s.mark(at, "article")
    return article.end if article else at


def _leading(s: Sentence, front: int, end: int) -> Range | None:
    """The word between somebody and something; a weak one only behind a name of the archive."""
    strong = s.first(front + 1, end, "about")
    if strong and s.mark(strong.start, "of") and (later := s.first(strong.end, end, "about")):
        strong = later if not s.mark(later.start, "of") else strong  # "the minister of fisheries *on* eels"
    weak = s.mark(front + s.names[front], "near-about") if s.names[front] else None
    is_of_role = weak and strong and s.mark(weak.start, "of") and weak.start < strong.start  # "the *head* of … on …"
    if weak and weak.end < end and not (is_of_role and not s.words[front].is_capital and s.names[front] == 1):
        return (weak.start, weak.end)
    return (strong.start, strong.end) if strong and strong.end < end else None


def _related(e: Evidence) -> Read | None:
    """Somebody after, before or since an event."""
    s, front = e.s, e.outline.front
    relation = s.first(front + 1, len(s), "relation")
    if e.outline.is_asked or relation is None or relation.end >= len(s) or not s.names[front]:
        return None
    if front + s.names[front] != relation.start:
        return None
    event = s.slice(relation.end, len(s))
    asks = replace(e.asks, relation=cast(Relation, relation.entry.value), event=event)
    return Read(45.0, Form("on", s.slice(front, relation.start)), asks)


def _bare(e: Evidence) -> Read | None:
    """Words alone; of those that are led to, those ("tell me *about* the ferry", "*more on* the ferry")."""
    led = _led_to(e.s, e.outline.front)
    start = led.end if led and led.end < len(e.s) else e.outline.front
    stop = e.s.trimmed(start, len(e.s), "closing") or len(e.s)
    stop = stop if stop > start else len(e.s)
    return Read(10.0, Form("bare", rest=e.s.slice(start, stop)), e.asks)


WAYS: tuple[Callable[[Evidence], Read | None], ...] = (
    _greeting,
    _newest,
    _compared,
    _quoted,
    _asked_who,
    _according,
    _said,
    _introduced,
    _timed,
    _latest,
    _happened,
    _related,
    _on,
    _bare,
)
