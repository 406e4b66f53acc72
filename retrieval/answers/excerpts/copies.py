"""Duplicate detection of excerpts, by their words and by the stories they belong to.

Likeness of two texts is never enough to name one outlet under the words of another: an editor who corrects *twelve* to
*two* leaves all else alone. Words are the same where their wording is (``retrieval.text.wording``); whatever differs is
another wording, so that no list of numbers, days or negations is needed in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.answers.excerpts.frames import Frame, do_contradict, do_days_contradict, may_be_one_speaker
from retrieval.answers.excerpts.said import Said
from retrieval.model import Article, Excerpt, Span
from retrieval.text.alignment import Alignment
from retrieval.text.tokens import words
from retrieval.text.wording import marks_of, not_written

Likeness = Literal["same", "retold", "different"]
"""How another excerpt relates to one.

``same``: its article holds these words. ``retold``: a copy of the same text puts the same quotation into a sentence
that is worded differently and names nothing else. ``different``: a copy of the same text says it in other words.
"""

# Of the words of the longer, or of the shorter: the cut may differ from copy to copy, and an editor changes words.
SHARE_OF_LONGER, SHARE_OF_SHORTER = 0.5, 0.8
# Of fewer words an editor may have left none: the place tells. Two reporters may hear "No comment" on two occasions.
MIN_WORDS = 4
# How many figures must differ, and more than half of all, to take two texts of two days for notices of one form.
_MIN_FIGURES = 3


class LookedAt(NamedTuple):
    """An excerpt, the story of its article where that is known, and the words that it says."""

    excerpt: Excerpt
    story: str | None
    words: frozenset[str]


class Copies:
    """Compares excerpts while one question is answered; two texts are aligned once.

    Args:
        story_of: the story of each article that an excerpt may come from.
        article_of: the article that excerpts were cut from; None where it is gone.
    """

    def __init__(
        self, story_of: Mapping[str, str] | None = None, article_of: Callable[[str], Article | None] = lambda _: None
    ) -> None:
        self._story_of = story_of or {}
        self._article_of = article_of
        self._alignments: dict[tuple[str, str], Alignment | None] = {}
        self._copies: dict[tuple[str, str], bool] = {}
        self._read: dict[tuple[object, ...], Said] = {}
        # By the excerpt itself, which is kept so that no other takes its number: to hash it takes longer than to look.
        self._known: dict[int, LookedAt] = {}

    def likeness(self, one: Excerpt, other: Excerpt) -> Likeness | None:
        """How the other excerpt, of another article, relates to this one; None where they have nothing to do."""
        are_copies = self.are_copies(one, other)
        here, there = self.look_at(one).words, self.look_at(other).words
        if not are_copies and not share_enough(len(here & there), len(here), len(there)):
            return None
        is_one_speaker = may_be_one_speaker(one, other)
        if not are_copies and not _may_be_said_twice(one, other, is_one_speaker=is_one_speaker):
            return None
        mine, theirs = self._said(one, other), self._said(other, one)
        if mine.sentences_stand_in(theirs, may_be_cut=are_copies):
            is_told_once = are_copies or _is_surely_once(one, other, mine)
            return "same" if is_told_once and is_one_speaker else None
        if is_one_speaker and _are_quoted(one, other) and mine.quotation_stands_in(theirs):
            frames = Frame.of(one, mine), Frame.of(other, theirs)
            if are_copies:
                found = self._elsewhere(one, other)
                return "retold" if found and frames[0] == frames[1] else found
            is_telling = mine.quotation_words >= MIN_WORDS or _are_of_one_day(one, other)
            return "same" if is_telling and not do_contradict(*frames) else None
        return self._elsewhere(one, other)

    def look_at(self, excerpt: Excerpt) -> LookedAt:
        """What of an excerpt is compared first, found once for all that it is compared with."""
        known = self._known.get(id(excerpt))
        if known is None:
            known = LookedAt(excerpt, self._story_of.get(excerpt.article_id), said_words(excerpt))
            self._known[id(excerpt)] = known
        return known

    def _elsewhere(self, one: Excerpt, other: Excerpt) -> Likeness | None:
        return "different" if self.is_same_place(one, other) else None

    def are_copies(self, one: Excerpt, other: Excerpt) -> bool:
        """Whether the articles are two of one story, and not notices of one form that tell of two days."""
        story = self._story_of.get(one.article_id)
        if one.article_id == other.article_id or story is None or story != self._story_of.get(other.article_id):
            return False
        pair = (min(one.article_id, other.article_id), max(one.article_id, other.article_id))
        if pair not in self._copies:
            self._copies[pair] = not self._are_notices(one, other)
        return self._copies[pair]

    def _are_notices(self, one: Excerpt, other: Excerpt) -> bool:
        if _are_of_one_day(one, other):
            return False
        alignment = self._alignment(one.article_id, other.article_id)
        if alignment is None:
            return False
        changed, figures = alignment.changed_figures()
        return changed >= _MIN_FIGURES and 2 * changed > figures

    def is_same_place(self, one: Excerpt, other: Excerpt) -> bool:
        """Whether they are at the same place of copies of one text, whatever an editor changed there."""
        alignment = self._alignment(one.article_id, other.article_id) if self.are_copies(one, other) else None
        if alignment is None:
            return False
        here, there = one.content or (one.span,), other.content or (other.span,)
        same, mine, theirs = alignment.shared(here, there)
        longer, shorter = max(mine, theirs), min(mine, theirs)
        if shorter < MIN_WORDS and alignment.have_same_neighbours(here, there):
            return True
        return same > 0 and (same >= SHARE_OF_LONGER * longer or same >= SHARE_OF_SHORTER * shorter)

    def counterpart(self, excerpt: Excerpt, article_id: str) -> Span | None:
        """Where another article of the story has what an excerpt says; None where it does not have it."""
        alignment = self._alignment(excerpt.article_id, article_id)
        found = [alignment.counterpart(part) for part in excerpt.content or (excerpt.span,)] if alignment else []
        there = [part.span for part in found if part is not None]
        return Span(min(s.start for s in there), max(s.end for s in there)) if there else None

    def _said(self, excerpt: Excerpt, other: Excerpt) -> Said:
        here, there = self._text(excerpt), self._text(other)
        # What the text has none of tells nothing in it: so it is read once for most others, whatever they lack.
        ignored = not_written(here or excerpt.text, there or other.text) & marks_of(here or excerpt.text)
        is_loud = excerpt.text.isupper() != other.text.isupper()
        key = (excerpt.article_id, excerpt.span, excerpt.content, ignored, is_loud)
        if key not in self._read:
            self._read[key] = Said(excerpt, here, ignored=ignored, is_loud=is_loud)
        return self._read[key]

    def _text(self, excerpt: Excerpt) -> str | None:
        """The text that an excerpt was cut from."""
        article = self._article_of(excerpt.article_id)
        is_same = article is not None and excerpt.span.of(article.text) == excerpt.text
        return article.text if article is not None and is_same else None

    def _alignment(self, one: str, other: str) -> Alignment | None:
        if (one, other) not in self._alignments:
            here, there = self._article_of(one), self._article_of(other)
            self._alignments[one, other] = Alignment(here.text, there.text) if here and there else None
        return self._alignments[one, other]


def _are_of_one_day(one: Excerpt, other: Excerpt) -> bool:
    """Whether no two days of publication differ."""
    return one.published is None or other.published is None or one.published.day == other.published.day


def _are_quoted(one: Excerpt, other: Excerpt) -> bool:
    return one.attribution == other.attribution == "direct"


def _is_surely_once(one: Excerpt, other: Excerpt, mine: Said) -> bool:
    """Whether equal sentences of two stories tell of one thing: a form ("Rain in the west") says it of any day."""
    is_telling = one.attribution == "direct" and mine.quotation_words >= MIN_WORDS
    return (is_telling or _are_of_one_day(one, other)) and not do_days_contradict(one, other)


def share_enough(both: int, mine: int, theirs: int) -> bool:
    """A cheap look before wordings are compared: whether half of the fewer words are said by both."""
    return 2 * both >= min(mine, theirs) > 0


def _may_be_said_twice(one: Excerpt, other: Excerpt, *, is_one_speaker: bool) -> bool:
    """Whether two that are no copies could be the same at all, whatever their wordings."""
    return is_one_speaker and (one.attribution == "direct" or _are_of_one_day(one, other))


def said_words(excerpt: Excerpt) -> frozenset[str]:
    """The words that a speaker says, else all words of an excerpt; loosely, as the index has them."""
    # Looked up once a pair: an excerpt with all its dates would take longer to hash than its words to count.
    return _said_words(excerpt.text, excerpt.span.start if excerpt.content else 0, excerpt.content or ())


@lru_cache(maxsize=1024)
def _said_words(text: str, start: int, content: tuple[Span, ...]) -> frozenset[str]:
    parts = [part.shifted(-start).of(text) for part in content]
    return frozenset(word for part in parts or [text] for word in words(part))
