"""Saving of excerpts: what somebody keeps, and how it looks by now."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.request import Services
from bot.render.phrases import wording
from bot.render.rich import Rich, joined, plain
from bot.render.telegram.answer_text import quoted
from bot.render.translate import N_, _
from retrieval.model import Excerpt, Intent
from retrieval.store import Saved

MOST = 500
KEPT = N_("Saved. /saved shows what you keep.")
HAD = N_("You have saved this already. /saved shows it.")
FULL = N_("You have saved {n} excerpts, the most that I keep. /saved lets you remove some.")
WHO = N_("I cannot tell who you are here. Ask me in our private chat to save something.")
ELSEWHERE = N_("This chat alone can read that article, so it cannot be kept outside of it.")
_WORDS_UNITS = 120
_CREDIT_UNITS = 80


def may_be_saved(excerpt: Excerpt, chat_id: int, services: Services) -> bool:
    """Whether who saves it here can see it where they look at what they save: in their private chat."""
    return chat_id > 0 or not services.archive.is_own(excerpt.article_id)


def save(excerpt: Excerpt, owner_id: int, now: datetime, services: Services) -> str:
    """Keep an excerpt for somebody; returns what to tell them."""
    kept = services.archive.store.saved
    if not owner_id:
        return _(WHO)
    if len(kept.of_owner(owner_id)) >= MOST:
        return _(FULL).format(n=MOST)
    one = Saved(owner_id, excerpt.article_id, excerpt.revision, excerpt.span, excerpt.content or (), now)
    return _(KEPT) if kept.save(one) else _(HAD)


def shown(one: Saved, services: Services) -> Rich:
    """A saved excerpt as an answer shows it; as it stood, where its article was reworded since."""
    excerpt = _excerpt(one, services)
    if excerpt:
        return quoted(excerpt)
    article = services.archive.store.articles.get(one.article_id, one.revision)
    if article is None:
        return plain(_("The article has changed or was withdrawn."))
    words = plain(one.span.of(article.text)).marked("blockquote")
    since = plain(_("The article has been reworded since you saved this.")).marked("italic")
    return joined((words, plain(wording.source_of(article)), since), "\n")


def in_a_line(one: Saved, services: Services) -> str:
    """What was saved, in few words: whose, which, and from where."""
    article = services.archive.store.articles.get(one.article_id, one.revision)
    if article is None:
        return _("The article has changed or was withdrawn.")
    said = one.content[0] if one.content else one.span
    words = wording.clipped(wording.one_line(said.of(article.text)), _WORDS_UNITS)
    return f"{words} – {wording.clipped(wording.source_of(article), _CREDIT_UNITS)}"


def as_json(one: Saved, services: Services) -> dict[str, object]:
    """What was saved with its words, for somebody to take away."""
    article = services.archive.store.articles.get(one.article_id, one.revision)
    return {
        "article_id": one.article_id,
        "revision": one.revision,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.span.of(article.text) if article else None,
        "title": article.title if article else None,
        "outlet": article.outlet if article else None,
        "url": article.url if article else None,
        "saved_utc": one.saved_utc,
    }


def _excerpt(one: Saved, services: Services) -> Excerpt | None:
    """The excerpt by what is known of it now; None where its article reads otherwise by now."""
    return services.archive.following.excerpt(Intent(0, one.article_id, one.revision, one.span, one.content))
