"""Moderation decisions of operators on excerpts, applied to what is found in an article whenever it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.model import Annotations, Article, Attribution, Excerpt
from retrieval.store.contract.reports import Report


def moderated(article: Article, annotations: Annotations, decided: Sequence[Report]) -> Annotations:
    """The annotations with the speakers that operators corrected; as many attributions as before, in their order."""
    corrections = [r for r in decided if r.state == "corrected" and r.corrected_speaker]
    if not corrections:
        return annotations
    said = tuple(_corrected(a, article.text, corrections) for a in annotations.attributions)
    return replace(annotations, attributions=said)


def _corrected(attribution: Attribution, text: str, corrections: Sequence[Report]) -> Attribution:
    words = attribution.content[0].of(text)
    for ruling in corrections:
        if words == ruling.words:
            return replace(
                attribution,
                speaker=ruling.corrected_speaker,
                speaker_is_person=True,
                role=None,
                is_doubtful=False,
                is_loose=False,
            )
    return attribution


def is_hidden(excerpt: Excerpt, decided: Sequence[Report]) -> bool:
    """Whether operators have hidden an excerpt: the words, whichever slice of the article shows them."""
    return any(r.state == "hidden" and r.words in excerpt.text for r in decided)


def words_of(excerpt: Excerpt) -> str:
    """The words that a report about an excerpt is tied to: the speaker's, or all of it where nobody speaks."""
    return excerpt.content[0].shifted(-excerpt.span.start).of(excerpt.text) if excerpt.content else excerpt.text
