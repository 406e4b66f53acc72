"""The list of attributions: all of the archive's, those of some articles, or those of one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.answers.excerpts.moderation import moderated
from retrieval.answers.ingest.batches import BATCH, in_batches
from retrieval.answers.people.directory import Directory, Match
from retrieval.errors import UnknownArticle
from retrieval.model import Attribution
from retrieval.store import Store


def list_attributions(
    store: Store, article_ids: Sequence[str] = (), *, person: str | None = None
) -> Iterator[tuple[str, Attribution]]:
    """Every attribution with its article's id, by article id and position; of one person only, if asked.

    Raises:
        UnknownArticle: there is no article of one of these ids.
    """
    match = Directory(store).find(person) if person else None
    for ids in in_batches(article_ids or _article_ids(store)):
        known, articles = store.articles.annotations(ids), store.articles.get_many(ids)
        decided = store.reports.decided(ids)
        for article_id in ids:
            if article_id not in known:
                raise UnknownArticle(article_id)
            found = moderated(articles[article_id], known[article_id], decided.get(article_id, ()))
            for attribution in found.attributions:
                if match is None or _is_said_by(match, attribution):
                    yield article_id, attribution


def _article_ids(store: Store) -> Iterator[str]:
    after: str | None = None
    while ids := store.articles.ids(after=after, limit=BATCH):
        yield from ids
        after = ids[-1]


def _is_said_by(match: Match, attribution: Attribution) -> bool:
    return bool(attribution.speaker) and not attribution.is_doubtful and match.holds(attribution.speaker or "")
