"""Patterns of cue, speaker and quotation in one language, compiled when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages.cues import Cues
from retrieval.text.languages.english.outlets import OUTLETS

# What a speaker's phrase is made of; the full stop of an initial belongs to it.
_PHRASE = r"(?:(?<![^\W\d_])[^\W\d_]\.\s?(?=[^\W\d_])|[^.,;:!?…«»“”„\"\n()—–])"
_APPOSITION = rf"(?:,\s+{_PHRASE}{{3,80}})?"
_INVERTED = r"(?:a|avait)-t-(?:il|elle|on)\s+\w+"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of one language; ``who`` is the phrase of the speaker, ``cue`` the verb.

    Attributes:
        behind: from the end of a quotation on.
        inside: within a quotation or a line of dialogue.
        cue: anywhere.
        according: "according to" and the phrase behind it.
        carried: an agency that carries the words, as ``via``.
    """

    behind: re.Pattern[str]
    inside: re.Pattern[str]
    cue: re.Pattern[str]
    that: re.Pattern[str]
    according: re.Pattern[str]
    carried: re.Pattern[str]
    outlets: frozenset[str]

    @classmethod
    @cache
    def of(cls, cues: Cues) -> Patterns:
        """The patterns of a language."""
        verbs = rf"(?<!\w)(?P<cue>{_INVERTED}|(?:{_any(cues.verbs)})(?:-(?:t-)?(?:il|elle|ils|elles|on))?)(?!\w)"
        said = rf"{verbs}(?:\s+(?P<who>{_PHRASE}{{2,90}}{_APPOSITION}))?"
        outlets = cues.outlets | OUTLETS
        noun = rf"(?:{_any(cues.agency_nouns)})\s+"
        nouns = rf"(?:{noun})?(?:(?:la|el|o|a|le|die|der|l'|l’)\s*)?(?:{noun})?"
        return cls(
            # Every row of blanks is looked at from its beginning alone and taken whole, so that the time is linear.
            re.compile(rf"\s*+[,.]?+\s*+(?:[—–-]\s*+)?+{said}", re.IGNORECASE),
            re.compile(
                rf"(?:[,!?…]|(?<!\s))\s*+[—–]\s*+{said}\s*+(?P<close>[.,]?+\s*+[—–]?+[.,]?+\s*+)", re.IGNORECASE
            ),
            re.compile(verbs, re.IGNORECASE),
            re.compile(rf",?+\s*+(?<!\w)(?:{_any(cues.that)})(?:\s++|(?<=['’]))", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?P<cue>{_any(cues.according)})\s+(?P<who>{_PHRASE}{{2,90}})", re.IGNORECASE),
            re.compile(
                rf"(?<!\w)(?:(?:{_any(cues.carried)})\s+{nouns}|(?:{_any(cues.agency_nouns)})\s+)(?P<via>{_any(outlets)})(?!\w)",
                re.IGNORECASE,
            ),
            outlets,
        )


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")"
