"""Alerts in Telegram: one excerpt with the reason for it, a changed wording, a digest of several."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.render.document import Block, Details, Document, Heading, Paragraph, Quote, document
from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, joined, plain
from bot.render.telegram import excerpt_views
from bot.render.telegram.answer_text import credits_of, dated_moment, quotation, quoted, quoted_parts
from bot.render.telegram.links import link_to_words, safe_url
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import _, ngettext
from retrieval.model import Answer, Excerpt, Watch
from retrieval.store import AlertForm

MAX_TOLD = 10
_WHY_UNITS = 300
_MAX_CATEGORIES, _MAX_TAG_CHARS = 5, 64


@dataclass(frozen=True, slots=True)
class AlertLook:
    """How a chat wants its alerts.

    Attributes:
        form: the words with their credits and the reason, the article's title alone, or the words and whose they are.
        has_picture: the article's main picture, large above the text, as it was kept, else as its page offers one.
    """

    form: AlertForm = "whole"
    has_link: bool = True
    has_tags: bool = False
    has_picture: bool = False


def alert(excerpt: Excerpt, watch: Watch, look: AlertLook | None = None) -> Rich:
    """One excerpt as its chat wants it, the words that matched underlined; as an answer shows it with the reason."""
    look = look or AlertLook()
    shown = excerpt if look.has_link else replace(excerpt, url=None)
    parts = {"whole": _whole, "title": _title, "words": _words}[look.form](shown, watch)
    tags = plain(" ".join(_tags(excerpt))) if look.has_tags else Rich()
    return joined((*parts, tags), "\n\n")


def picture(excerpt: Excerpt, look: AlertLook | None) -> str:
    """The address whose picture comes with an alert; empty where none is wanted, or Telegram could not look there.

    The picture itself brings no words; a page, where none is known, brings those that it shows beside its own.
    """
    if look is None or not look.has_picture:
        return ""
    return (safe_url(excerpt.picture.url) if excerpt.picture else None) or safe_url(excerpt.url) or ""


def _whole(excerpt: Excerpt, watch: Watch) -> tuple[Rich, ...]:
    return quoted(excerpt), _why(watch)


def _title(excerpt: Excerpt, _watch: Watch) -> tuple[Rich, ...]:
    source = wording.source(excerpt)
    title, url = plain(wording.clipped(source.title or source.outlet, _WHY_UNITS)), safe_url(excerpt.url)
    outlet = plain(source.outlet if source.title else "")
    beside = joined((outlet, dated_moment(source.dated, excerpt.published)), wording.BETWEEN)
    return (joined((title.marked("text_link", url) if url else title.marked("bold"), beside), "\n"),)


def _words(excerpt: Excerpt, _watch: Watch) -> tuple[Rich, ...]:
    """The words with whose they are; where they are from only behind a link."""
    of = Answer("", "search", total=1, excerpts=(excerpt,))
    said, *credit = list(quoted_parts(excerpt, of))
    is_credit = [line for line in credit if line.text.startswith("— ")]
    url = link_to_words(excerpt.url, excerpt.text)
    link = plain(wording.source(excerpt).outlet or wording.source(excerpt).title).marked("text_link", url)
    return (joined((said, *is_credit, *((link,) if url else ())), "\n"),)


def _tags(excerpt: Excerpt) -> Iterator[str]:
    """Hashtags of whose words these are, who published them and what they are filed under."""
    names = filter(None, (excerpt.speaker, excerpt.outlet, *excerpt.categories[:_MAX_CATEGORIES]))
    return (f"#{tag}" for tag in dict.fromkeys(map(_tag, names)) if tag)


def _tag(name: str) -> str:
    """A name as one word that Telegram takes for a hashtag: letters and digits, not digits alone; empty where none.

    A name whose letters need marks of their own would be another word without them, and has none.

    Source:
        td/telegram/MessageEntity.cpp in TDLib, ``is_hashtag_letter`` and ``match_hashtags``.

    >>> [_tag(name) for name in ("Ärger & Co", "local-news", "2024", "R+D", "हिन्दी", "A/B Test")]
    ['ÄrgerCo', 'LocalNews', '', 'RD', '', 'ABTest']
    """
    letters = unicodedata.normalize("NFC", name)
    kinds = {letter: unicodedata.category(letter) for letter in letters}
    if any(kind.startswith("M") for kind in kinds.values()):
        return ""
    kept = "".join(c if kinds[c].startswith("L") or kinds[c] == "Nd" else " " for c in letters)
    tag = "".join(part[:1].upper() + part[1:] for part in kept.split())
    return tag if tag and not tag.isdecimal() and len(tag) <= _MAX_TAG_CHARS else ""


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


def digest_document(told: Sequence[tuple[Excerpt, Watch]], *, more: int = 0) -> Document | None:
    """The same as a document: a part for each thing that is followed, of which the first is open."""
    shown, left = told[:MAX_TOLD], more + max(0, len(told) - MAX_TOLD)
    whole = len(shown) + left
    head = ngettext("{n} new for you", "{n} new for you", whole).format(n=number(whole))
    places: dict[Watch, list[Block]] = {}
    for place, (excerpt, watch) in enumerate(shown, start=1):
        places.setdefault(watch, []).extend(_of_digest(place, excerpt))
    parts = [
        Details(plain(wording.clipped(in_words(watch), _WHY_UNITS)).marked("bold"), tuple(blocks), is_open=not at)
        for at, (watch, blocks) in enumerate(places.items())
    ]
    rest = ngettext("and {n} more; ask me for the latest", "and {n} more; ask me for the latest", left)
    return document(
        Heading(plain(head)), *parts, Paragraph(plain(rest.format(n=number(left)) if left else "").marked("italic"))
    )


def _of_digest(place: int, excerpt: Excerpt) -> Iterator[Block]:
    """An excerpt with its credits, and the number that its button bears."""
    first, *credit = credits_of(excerpt, Answer("", "search", total=1, excerpts=(excerpt,)))
    yield Quote((quotation(excerpt),))
    yield Paragraph(joined((plain(f"{number(place)}.").marked("bold"), first), " "))
    yield from map(Paragraph, credit)


def _why(watch: Watch) -> Rich:
    why = _("You get this because you follow: {watch}").format(watch=in_words(watch))
    return plain(wording.clipped(why, _WHY_UNITS)).marked("italic")
