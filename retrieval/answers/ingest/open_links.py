"""Open links: of the two addresses that a Telegram post has, the one that everybody can open is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from retrieval.model import Article

_MEMBERS_ONLY, _ANYBODYS = "https://t.me/c/", "https://t.me/"


def with_open_links(
    articles: Sequence[Article], held: Callable[[Collection[str]], Mapping[str, Article]]
) -> list[Article]:
    """The articles; one whose address its channel's members alone can open keeps the public one that it had.

    A channel's export does not say under which name the channel is public, and Telegram's updates do.

    Args:
        held: gives the archive's articles by their ids.
    """
    closed = [article.id for article in articles if _is_closed(article)]
    before = held(closed) if closed else {}
    return [_opened(article, before.get(article.id)) if _is_closed(article) else article for article in articles]


def _is_closed(article: Article) -> bool:
    return bool(article.url and article.url.startswith(_MEMBERS_ONLY))


def _opened(article: Article, before: Article | None) -> Article:
    is_open = before is not None and before.url and before.url.startswith(_ANYBODYS) and not _is_closed(before)
    return replace(article, url=before.url) if before and is_open else article
