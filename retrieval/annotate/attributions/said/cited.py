"""Cited speakers: whose words a carrier passes on, by a phrase: "Reuters reported …, *citing* Ada Lund".

"…, сообщает ТАСС *со ссылкой на мэра Ольгу Седову*", "… *unter Berufung auf* den Minister".
"""

from __future__ import annotations

from typing import Any

from retrieval.annotate.attributions.sentences.claims import Claims
from retrieval.annotate.attributions.sentences.reader import SentenceReader


def find_cited(g: SentenceReader[Any, Any], s: Claims) -> None:
    """Remember whom a carrier cites for what a sentence tells, the first who is somebody."""
    cut, citing = s.cut, s.cut.lexicon.citing
    if citing.keys().isdisjoint(cut.lows[s.first : s.last]):
        return
    for at in range(s.first, s.last - 1):
        for words in citing.get(cut.lows[at], ()):
            end = at + len(words)
            if cut.quote_of[at] >= 0 or tuple(cut.lows[at:end]) != words:
                continue
            if (phrase := g.cited_at(s, end)) is not None:
                s.cited = phrase, (at, phrase.whole[1])
                return
