"""Alerts in Telegram: one excerpt with the reason for it, a changed wording, a digest of several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, joined, plain
from bot.render.telegram import excerpt_views
from bot.render.telegram.answer_text import quoted
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import _, ngettext
from retrieval.model import Answer, Excerpt, Watch

MAX_TOLD = 10
_WHY_UNITS = 300


def alert(excerpt: Excerpt, watch: Watch) -> Rich:
    """One excerpt as an answer shows it, the words that matched underlined, and why it comes."""
    return joined((quoted(excerpt), _why(watch)), "\n\n")


def correction(excerpt: Excerpt, watch: Watch) -> Rich:
    """An excerpt that was told before and is worded differently since, with both wordings.

    Raises:
        ValueError: the excerpt has one wording only.
    """
    head = plain(_("Worded differently since I alerted you:")).marked("bold")
    both = excerpt_views.both_wordings(excerpt, Answer("", "search", total=1, excerpts=(excerpt,)))
    if both is None:
        raise ValueError("the excerpt has one wording only")
    return joined((head, both, _why(watch)), "\n\n")


def digest(told: Sequence[tuple[Excerpt, Watch]], *, more: int = 0) -> Rich:
    """Several excerpts in one message, by what they are told for, in the order given; it may be split to be sent.

    Args:
        more: how many came beside these and are not shown.
    """
    shown, left = told[:MAX_TOLD], more + max(0, len(told) - MAX_TOLD)
    whole = len(shown) + left
    head = ngettext("{n} new for you", "{n} new for you", whole).format(n=number(whole))
    parts = [plain(head).marked("bold")]
    place = 0
    for watch in dict.fromkeys(watch for _excerpt, watch in shown):
        parts.append(plain(wording.clipped(in_words(watch), _WHY_UNITS)).marked("underline"))
        for excerpt in (excerpt for excerpt, of in shown if of == watch):
            place += 1
            parts.append(joined((plain(f"{number(place)}."), quoted(excerpt)), "\n"))
    if left:
        rest = ngettext("and {n} more; ask me for the latest", "and {n} more; ask me for the latest", left)
        parts.append(plain(rest.format(n=number(left))).marked("italic"))
    return joined(parts, "\n\n")


def _why(watch: Watch) -> Rich:
    why = _("You get this because you follow: {watch}").format(watch=in_words(watch))
    return plain(wording.clipped(why, _WHY_UNITS)).marked("italic")
