"""What leaves a chat of an excerpt that it was shown: only what everybody sees of it."""

from __future__ import annotations

from bot.dialogue.request import Services
from retrieval.model import Excerpt, Intent


def seen_by_all(excerpt: Excerpt, services: Services) -> Excerpt | None:
    """The excerpt as everybody sees it, None where nobody else does.

    A chat's own articles may tell who speaks in an article of all, and where else the words stand.
    """
    archive = services.archive
    if archive.of_all is archive:
        return excerpt
    if archive.is_own(excerpt.article_id):
        return None
    place = Intent(0, excerpt.article_id, excerpt.revision, excerpt.span, excerpt.content or ())
    return archive.of_all.following.excerpt(place)
