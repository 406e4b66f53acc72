"""Outline of a question: its asking word, its act, and the words before and after them that are left for content."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.answers.questions.evidence.sentence import Mark, Sentence
from retrieval.text.languages.answer_words import ANSWER_WORDS

_QUOTED_COUNT = 20
# What is asked about how something came, not about what somebody said of it.
_OF_THE_MATTER = frozenset({"why", "how", "how-many", "how-much", "when", "where", "whether"})
# Acts that need somebody or something to whom they are done.
_DONE_TO_SOMEBODY = frozenset({"endorse", "praise", "criticise", "call", "call-on"})


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the parts of a question are, in words; a part that is missing is None or empty.

    Attributes:
        front: the first word that is not politeness.
        ask: the asking word; of several, the one right before the act.
        is_turned: an auxiliary comes before the subject ("did X …").
        act: the verb or noun that says what somebody did.
        before: the content before the act, half-open; ``after`` behind it.
        topic: content that was put in front of the question ("about the ferry: what did …").
        count: how many are asked for.
    """

    front: int
    ask: Mark | None
    is_turned: bool
    act: Mark | None
    before: tuple[int, int]
    after: tuple[int, int]
    topic: tuple[int, int] = (0, 0)
    count: int | None = None
    is_summary: bool = False
    is_negative: bool = False

    @property
    def thing(self) -> str:
        """What the asking word wants to know; empty without one."""
        return self.ask.entry.value if self.ask else ""

    @property
    def is_asked(self) -> bool:
        """Whether it is put as a question at all."""
        return self.ask is not None or self.is_turned


def outline(s: Sentence) -> Outline:
    """Outline a question; its act is looked for behind the asking word and before what can only be content."""
    front, count, is_summary = _front(s)
    end = s.trimmed(front, len(s), "closing") or len(s)
    end = end if end > front else len(s)
    topic, ask = _asking(s, front, end)
    at = ask.end if ask else front
    start, is_turned = _auxiliaries(s, at, end)
    act = _act(s, start, end, ask.entry.value if ask else "whether" if is_turned else "")
    if act and (inner := _inner_ask(s, start, act.start)):
        ask, start = inner, inner.end
        start, _ = _auxiliaries(s, start, act.start)
    stop, behind = act.start if act else end, act.end if act else end
    if ask is None and act and (later := _asked_behind(s, act.end, end)):
        ask, behind = later, later.end
    is_negative = s.first(start, stop, "not") is not None or s.first(at, start, "not") is not None
    after = (behind, end)
    return Outline(front, ask, is_turned, act, (start, stop), after, topic, count, is_summary, is_negative)


def _front(s: Sentence) -> tuple[int, int | None, bool]:
    """The first word behind politeness, how many excerpts are asked for, and whether a summary is."""
    at, count, is_summary = 0, None, False
    while at < len(s) - 1:
        if s.names[at] > 1:
            break
        if (number := _number(s, at)) and (noun := s.mark(s.skipped(at + 1, len(s), "newest"), "noun", "news")):
            count, at = number, noun.start
            break
        mark = s.mark(at, "polite", "summary") or _greeting(s, at)
        if mark is None or mark.end >= len(s):
            break
        is_summary |= mark.entry.role == "summary"
        at = mark.end
    return at, count, is_summary


def _greeting(s: Sentence, at: int) -> Mark | None:
    """A greeting that a sign parts from what follows ("thanks, …")."""
    mark = s.mark(at, "greeting")
    is_parted = mark is not None and mark.end < len(s) and bool(s.words[mark.end].before.strip())
    return mark if is_parted else None


def _number(s: Sentence, at: int) -> int | None:
    word = s.words[at].word
    found = int(word) if word.isascii() and word.isdigit() and len(word) < 3 else s.lexicon.numbers.get(word)
    return found if found and 0 < found <= _QUOTED_COUNT else None


def _asking(s: Sentence, front: int, end: int) -> tuple[tuple[int, int], Mark | None]:
    """What is put in front of the asking word, and that word."""
    if ask := s.mark(front, "ask"):
        return (0, 0), ask
    name = front + s.names[front]
    if front < name < end and (ask := s.mark(name, "ask")) and s.first(ask.end, end, "pronoun"):
        return (front, name), ask  # "Ada Reed what did she say"
    skipped = s.skipped(front, end, "filler", "about")
    if skipped > front and (ask := s.mark(skipped, "ask")):
        return (0, 0), ask
    later = s.first(front, end, "ask")
    is_clause = later is not None and later.start > front and bool(s.words[later.start].before.strip(" "))
    if later and is_clause:
        return (s.skipped(front, later.start, "about"), later.start), later
    relation = s.mark(front, "relation")
    if later and relation and relation.end < later.start:
        return (front, later.start), later  # "before the strike what did X say"
    return (0, 0), None


def _auxiliaries(s: Sentence, at: int, end: int) -> tuple[int, bool]:
    """The first word behind auxiliaries and the small words among them, and whether there was an auxiliary."""
    start, is_turned = at, False
    while start < end:
        mark = s.mark(start, "aux", "not") or (s.mark(start, "filler") if is_turned or at else None)
        article = s.mark(start, "article")
        if mark is None or (article and not mark.end > article.end) or s.names[start] > mark.end - start:
            break
        if is_turned and s.is_named(start):
            break  # "did *May* say"
        is_turned |= mark.entry.role == "aux"
        start = mark.end
    return start, is_turned


def _act(s: Sentence, start: int, end: int, thing: str) -> Mark | None:
    """The first verb or noun of words; where nothing is asked, none behind a word that begins a topic."""
    at = start
    while act := s.first(at, end, "act", "noun"):
        about = s.first(start, act.start, "about")
        if about and about.start > start and not thing and not s.lexicon.is_verb_last:
            return None
        if _is_act(s, act, start) and not _is_of_the_matter(s, act, end, thing):
            return act
        at = act.start + 1
    return None


def _is_act(s: Sentence, act: Mark, start: int) -> bool:
    """Whether a word that could name an act does so here: behind an article a verb is none."""
    if act.entry.role == "act" and act.start > start and (article := s.mark(act.start - 1, "article")):
        return s.mark(act.start, "noun") is not None or article is None
    return True


def _is_of_the_matter(s: Sentence, act: Mark, end: int, thing: str) -> bool:
    """Whether a word that could name an act is part of what happened.

    So are a counted thing ("did the crew get fifty *posts*"), a noun at the end of what is asked about something else
    than words ("how long does the trip *take*"), and the particle of another verb ("when did the storks come *back*").
    """
    if s.lexicon.is_verb_last or not thing:
        return False
    before = s.words[act.start - 1] if act.start else None
    if before and (before.word.isdigit() or before.word in ANSWER_WORDS[s.lexicon.code].numbers):
        return True
    is_last = s.skipped(act.end, end, "filler", "closing") == end
    if is_last and act.entry.value == "call" and thing in ("what", "which", "how"):
        return True  # "what is the mission *called*"
    if not is_last or thing not in _OF_THE_MATTER or before is None:
        return False
    is_owned = before.is_possessive or before.word.endswith("s")
    return (act.entry.role == "noun" and not is_owned) or act.entry.value in _DONE_TO_SOMEBODY


def _asked_behind(s: Sentence, start: int, end: int) -> Mark | None:
    """An asking word right behind the act: more follows ("il a dit *quoi* Reed sur le pont"), or it asks by whom."""
    mark = s.mark(start, "ask")
    if mark is None or s.lexicon.is_verb_last:
        return None
    is_inside = mark.end < end and mark.entry.value in ("what", "how")
    return mark if is_inside or (mark.end == end and asks_for_agent(s, mark)) else None


def asks_for_agent(s: Sentence, ask: Mark) -> bool:
    """Whether it is asked who did it to the subject ("*by whom* was the plan praised")."""
    return ask.entry.value == "who" and ask.end - ask.start > 1 and s.mark(ask.start, "of") is not None


def _inner_ask(s: Sentence, start: int, act: int) -> Mark | None:
    """An asking word right before the act ("the man *who* said")."""
    for at in range(start, act):
        mark = s.mark(at, "ask")
        if mark and mark.entry.value == "who" and s.skipped(mark.end, act, "aux", "filler") == act:
            return mark
    return None
