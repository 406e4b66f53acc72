"""Write plan: what an article means to an archive that may know it already; decides, touches no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from retrieval.model import Article
from retrieval.store.sql.chunks import is_storable
from retrieval.store.values import Outcome

_FACTS = ("id", "title", "outlet", "author", "url", "language")


def plan(known: Mapping[str, Article], offered: Iterable[Article]) -> Iterator[tuple[Outcome, Article]]:
    """Decide one by one, each after those before it.

    Args:
        known: the latest revision of every id offered that the archive holds.

    Returns:
        Each article with the revision it has in the archive from then on.
    """
    latest = dict(known)
    for article in offered:
        before = latest.get(article.id)
        outcome, after = _decide(before, article)
        latest[article.id] = after
        yield outcome, after


def _decide(before: Article | None, article: Article) -> tuple[Outcome, Article]:
    if before is None:
        return "added", replace(article, revision=1)
    if before.text != article.text:
        return "updated", replace(article, revision=before.revision + 1)
    same = replace(article, revision=before.revision)
    return ("unchanged", before) if same == before else ("updated", same)


def refuse_unstorable(article: Article) -> None:
    """Make sure that every database can hold the facts of an article; its text may be anything.

    Raises:
        ValueError: a fact holds a NUL or half a surrogate pair.
    """
    facts = [(name, getattr(article, name)) for name in _FACTS]
    if article.published is not None:
        facts.append(("published", article.published.as_given))
    facts += [("categories", category) for category in article.categories]
    if article.picture is not None:
        facts += [("picture", article.picture.url), ("picture", article.picture.caption)]
    for name, value in facts:
        if value is not None and not is_storable(value):
            raise ValueError(f"{name} must hold no NUL and no half surrogate pair, got {value[:60]!r}")
