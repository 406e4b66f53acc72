"""Other tellings: how the other articles of a story put what an excerpt shows, found by its place in their texts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from retrieval.answers.excerpts.copies import Copies
from retrieval.answers.excerpts.cutting import passage_excerpt, said_excerpt, said_span, sentences_around
from retrieval.answers.excerpts.folding import fold, naming
from retrieval.answers.lookup import Lookup
from retrieval.model import Excerpt, Span
from retrieval.text.sentences import sentences

# A story may be carried by hundreds.
MAX_COPIES = 20


def with_others(excerpt: Excerpt, lookup: Lookup) -> Excerpt:
    """The excerpt with the outlets that have its words, and those whose copy of the text words them differently."""
    others, copies = _others(excerpt, lookup, ())
    return fold([excerpt, *others], copies)[0]


def with_other_wordings(excerpt: Excerpt, lookup: Lookup) -> Excerpt:
    """The excerpt with the copies of its text that word it differently, whether the question found them or not.

    Which copies hold its words stays as it is: the question may ask for some of them alone.
    """
    named = {copy.article_id for copy in (*excerpt.also_in, *excerpt.repeated_in, *excerpt.worded_differently_in)}
    others, copies = _others(excerpt, lookup, named)
    return naming(excerpt, fold([excerpt, *others], copies)[0].worded_differently_in) if others else excerpt


def held_by(excerpt: Excerpt, lookup: Lookup) -> frozenset[str]:
    """The ids of the other articles of the story that say the same: who was told of one was told of this."""
    others, copies = _others(excerpt, lookup, ())
    return frozenset(other.article_id for other in others if copies.likeness(excerpt, other) in ("same", "retold"))


def _others(excerpt: Excerpt, lookup: Lookup, known: Container[str]) -> tuple[list[Excerpt], Copies]:
    story = lookup.story(excerpt.article_id)[:MAX_COPIES]
    ids = [i for i in story if i != excerpt.article_id and i not in known]
    if not ids:
        return [], Copies()
    copies = lookup.copies_among([excerpt.article_id, *ids])
    return list(counterparts(excerpt, ids, lookup, copies)), copies


def counterparts(excerpt: Excerpt, ids: Iterable[str], lookup: Lookup, copies: Copies) -> Iterator[Excerpt]:
    """What other articles of the story have at the place of an excerpt; nothing of one that lacks the place."""
    for article_id in ids:
        span = copies.counterpart(excerpt, article_id)
        found = _shown_at(span, article_id, lookup) if span is not None else None
        if found is not None:
            yield found


def _shown_at(span: Span, article_id: str, lookup: Lookup) -> Excerpt | None:
    article, annotations = lookup.article(article_id), lookup.annotations(article_id)
    if article is None:
        return None
    said = [a for a in annotations.attributions if any(part.touches(span) for part in a.content)]
    if not said:
        return passage_excerpt(article, sentences_around(article.text, span), annotations, score=0.0)
    closest = max(said, key=lambda a: _shared(a.content, span))
    return said_excerpt(article, closest, said_span(closest, sentences(article.text)), annotations, score=0.0)


def _shared(parts: Sequence[Span], span: Span) -> int:
    """Code points that both have, less those that only the parts have."""
    inside = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in parts)
    return 2 * inside - sum(map(len, parts))
