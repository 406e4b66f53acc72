"""Page: an English article as its finders see it; its verbs of speech are told by form and place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from retrieval.annotate.cut import Cut, tokens_of
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CUE,
    DETERMINER,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    SPEAK,
    SUBORDINATOR,
    TIME,
    VERBISH,
    constructions_of,
    flags_of,
)
from retrieval.annotate.name_runs import MARKS
from retrieval.annotate.unlisted import unlisted_cues
from retrieval.text.languages.place_speech import PlaceSpeech

_EARLY = ("early", "late", "mid", "last", "next", "this")
_TOKEN = re.compile(
    rf"[a-z]++(?![\w.'’&‐‑\-{MARKS}])|"  # Most words, found without asking for the others.
    r"(?:[^\W\d_]\.){2,}+"  # U.S.
    r"|(?:M(?:rs?|s|essrs)|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|St|[JS]r|Prof|Rev|Del|Amb|Atty|Supt|Cmdr|Brig|Hon|Pres|Fr|Insp|Det|Sgt|Capt|Adm|Maj|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?[A-Z])"  # J. Smith
    r"|\w[\w-]*+\.(?:com|org|net|gov|edu|io)\b"  # Example.com
    r"|\d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s)?%?"
    rf"|\w[\w{MARKS}]*+(?:['’](?!s\b|S\b)\w[\w{MARKS}]*+|[-&‐‑]\w[\w{MARKS}]*+)*+"
    r"|['’][sS]\b|``|'''|''|’’|‘‘|\.\.\.|--+|\S"
)


class Page(Cut):
    """One article whose verbs of speech are told by form and place, as all of its finders see it.

    Attributes:
        constructions: what each form of a verb allows, as bits of lexicon.py.
        unlisted: tokens that may be cues by their place alone.
        cue_spots: tokens that may be cues.
        known: what readers have worked out before and would work out again and again, at each level of "X in Y in Z".
    """

    __slots__ = ("constructions", "cue_spots", "known", "unlisted")

    speech: PlaceSpeech

    def __init__(self, text: str, speech: PlaceSpeech) -> None:
        super().__init__(text, tokens_of(text, _TOKEN), flags_of(speech), speech)
        self.known: dict[tuple[str, int, int], Any] = {}
        self.constructions = constructions_of(speech)
        self._mark_plural_owners()
        self._mark_months()
        verbs = [at for at, value in enumerate(self.flags) if value & (CUE | VERBISH)]
        spots = [at for at in verbs if self.flags[at] & CUE]
        verbs = [at for at in verbs if self.lows[at + 1] == "that" and self.lows[at] not in speech.unspoken]
        self.unlisted = frozenset(unlisted_cues(text, verbs, self.lows, self.flags, self.quotations, self.quotes))
        self.cue_spots = sorted([*spots, *self.unlisted]) if self.unlisted else spots

    def _mark_plural_owners(self) -> None:
        """The apostrophe of "the farmers’ union" is no punctuation, as that of "the farmer’s" is none."""
        if "s’" not in self.text and "s'" not in self.text:
            return
        for at, low in enumerate(self.lows):
            if low in ("’", "'") and at and self.quote_of[at] < 0 and self.lows[at - 1].endswith("s"):
                is_joined = self.ends[at - 1] == self.starts[at] and self.ends[at] < self.starts[at + 1]
                if is_joined and self.words[at + 1][0].isalnum():
                    self.flags[at] = POSSESSIVE

    def _mark_months(self) -> None:
        """A month that is written as a verb that helps others is none behind a small word: "said *in May* that …"."""
        if "May" not in self.text:
            return
        for at, word in enumerate(self.words):
            if word == "May" and at and self.flags[at] & AUXILIARY and self.flags[at] & TIME:
                before = self.flags[at - 1] & (PREPOSITION | SUBORDINATOR | DETERMINER | TIME)
                is_led = (before or self.lows[at - 1] in _EARLY) and self.words[at - 1][0].islower()
                if is_led or self.flags[at - 1] & NUMBER or self.flags[at + 1] & NUMBER:
                    self.flags[at] &= ~AUXILIARY

    def kinds(self, at: int) -> int:
        """The constructions of a token in all its forms, as bits; an unlisted verb may speak beside marks."""
        known = self.constructions.get(self.lows[at], 0)
        return known or (SPEAK if at in self.unlisted else 0)

    def between(self, spots: Sequence[int], first: int, last: int) -> Sequence[int]:
        """Those of some ordered tokens that are in a range."""
        return spots[bisect_left(spots, first) : bisect_left(spots, last)]
