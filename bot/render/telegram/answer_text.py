"""Answers in Telegram: pages that each fit one message; an excerpt is quoted whole, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.render.moments import moment
from bot.render.phrases import day_wording, wording
from bot.render.phrases.numbers import number
from bot.render.phrases.reworded import reworded
from bot.render.phrases.wording import clipped as _clipped
from bot.render.rich import Mark, Rich, joined, plain
from bot.render.telegram.links import address_as_text, link_to_words
from bot.render.telegram.split import MAX_ENTITIES, split
from bot.render.translate import _, ngettext
from retrieval.model import Answer, Excerpt, Near, Published
from retrieval.text.view import shown_view

EXCERPTS_A_PAGE = 3
PAGE_UNITS = 1500
LONG_UNITS = 500
PART_UNITS = 1700  # of an excerpt that no message could hold with its source
MAX_EXCERPTS = 100  # that can be paged through
_PART_ENTITIES = 80
# No line of another's making may fill the page: these bounds and PART_UNITS together stay below 4096.
_TITLE_UNITS = 200
_NOTE_UNITS = 500
_MEANT_UNITS = 60
_MAX_MEANINGS = 6
_MAX_OFFERS = 8


@dataclass(frozen=True, slots=True)
class Page:
    """One message's worth of an answer.

    Attributes:
        number: from 0.
        excerpts: those shown here, in whole or in part.
        first: the place of the first of them in the answer, from 0.
        has_next: another page follows.
    """

    text: Rich
    number: int = 0
    first: int = 0
    excerpts: tuple[Excerpt, ...] = ()
    has_next: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """An excerpt, or a part of one that is too long, with its lines; ``place`` counts excerpts from 0."""

    text: Rich
    excerpt: Excerpt
    place: int


def excerpts_for(page: int, *, per_page: int = EXCERPTS_A_PAGE) -> int:
    """How many excerpts, from the first, decide what is on a page."""
    return min(MAX_EXCERPTS, per_page * (page + 1))


def answer_page(answer: Answer, page: int = 0, *, heading: str = "", per_page: int = EXCERPTS_A_PAGE) -> Page:
    """One page of an answer that holds its first `excerpts_for` excerpts; the last page where there are fewer.

    Args:
        per_page: the most excerpts on a page; 1 to `EXCERPTS_A_PAGE`.
        heading: goes above the first page; days that were asked for go above every page, instead of it.
    """
    pages = list(_packed(answer, per_page))
    asked = plain(_clipped(day_wording.asked_in_words(answer))).marked("bold")
    notes = [Rich() if asked.text else plain(_clipped(wording.one_line(heading))).marked("italic"), *_notes(answer)]
    if not pages:
        return Page(joined((asked, *notes, *_reason(answer)), "\n\n"))
    page = min(page, len(pages) - 1)
    blocks = pages[page]
    shown = tuple(dict.fromkeys(block.excerpt for block in blocks))
    last = blocks[-1].place + 1
    has_next = page + 1 < len(pages) or last < min(answer.total, MAX_EXCERPTS)
    is_all = page == 0 and not has_next
    above = notes if page == 0 else []
    below = [] if is_all else [_place(blocks[0].place + 1, last, answer.total)]
    return Page(
        joined((asked, *above, *(block.text for block in blocks), *below), "\n\n"),
        page,
        blocks[0].place,
        shown,
        has_next,
    )


def offers(answer: Answer) -> tuple[Near, ...]:
    """What is near and worth a button of its own, in the buttons' order; days beside a day's answer have others."""
    return () if answer.kind == "day" and answer.excerpts else answer.near[:_MAX_OFFERS]


def offer_label(offer: Near) -> str:
    """The words on the button."""
    return _clipped(f"{wording.near_name(offer)} ({number(offer.count)})", 60)


def quoted(excerpt: Excerpt, answer: Answer | None = None) -> Rich:
    """One excerpt with its credits, alone."""
    of = answer or Answer("", "search", total=1, excerpts=(excerpt,))
    return joined((block.text for block in _blocks(excerpt, 0, of)), "\n\n")


def quoted_parts(excerpt: Excerpt, answer: Answer) -> Iterator[Rich]:
    """The quotation, then each line of its credits; of one that no message could hold, its first part."""
    first, *more = split(quotation(excerpt), max_units=PART_UNITS, max_entities=_PART_ENTITIES)
    yield first.marked("expandable_blockquote" if more or first.units > LONG_UNITS else "blockquote")
    yield from _credits(excerpt, answer)


def credits_of(excerpt: Excerpt, answer: Answer) -> Iterator[Rich]:
    """The lines that tell whose words these are and where they are from."""
    return _credits(excerpt, answer)


def _packed(answer: Answer, per_page: int) -> Iterator[list[_Block]]:
    """Neighbours together while a page holds them; what is on a page depends on nothing after it."""
    page: list[_Block] = []
    for block in (b for place, excerpt in enumerate(answer.excerpts) for b in _blocks(excerpt, place, answer)):
        if page and not _fits(page, block, per_page):
            yield page
            page = []
        page.append(block)
    if page:
        yield page


def _fits(page: Sequence[_Block], block: _Block, per_page: int) -> bool:
    blocks = [*page, block]
    return (
        len(blocks) <= per_page
        and sum(b.text.units + 2 for b in blocks) <= PAGE_UNITS
        and sum(len(b.text.entities()) for b in blocks) <= MAX_ENTITIES - 4
    )


def _blocks(excerpt: Excerpt, place: int, answer: Answer) -> Iterator[_Block]:
    parts = split(quotation(excerpt), max_units=PART_UNITS, max_entities=_PART_ENTITIES)
    for place_in, part in enumerate(parts, start=1):
        is_long = len(parts) > 1 or part.units > LONG_UNITS
        quoted = part.marked("expandable_blockquote" if is_long else "blockquote")
        part_of = _("Part {n} of {all} of one excerpt").format(n=place_in, all=len(parts))
        of = plain(part_of) if len(parts) > 1 else Rich()
        yield _Block(joined((quoted, of, *_credits(excerpt, answer)), "\n"), excerpt, place)


def quotation(excerpt: Excerpt) -> Rich:
    """The excerpt with the speaker's words bold and what else answers underlined."""
    view = shown_view(excerpt.text)
    bold = tuple(Mark("bold", view.viewed(span.shifted(-excerpt.span.start))) for span in excerpt.content or ())
    under = tuple(Mark("underline", view.viewed(span.shifted(-excerpt.span.start))) for span in excerpt.marked)
    return replace(plain(view.text), marks=(*bold, *under))


def _credits(excerpt: Excerpt, answer: Answer) -> Iterator[Rich]:
    whose = wording.credit(excerpt)
    if whose.line:
        parts = replace(whose, speaker=_clipped(whose.speaker), role=_clipped(whose.role), via=_clipped(whose.via))
        yield plain(f"— {parts.line}")
    yield from _meanings(excerpt, answer)
    source = wording.source(excerpt, answer)
    url = link_to_words(excerpt.url, excerpt.text)
    outlet, title = plain(_clipped(source.outlet)), plain(_clipped(source.title, _TITLE_UNITS))
    if url:
        title, outlet = (
            (title.marked("text_link", url), outlet) if title.text else (title, outlet.marked("text_link", url))
        )
    yield joined(
        (outlet, title, dated_moment(source.dated, excerpt.published), plain(address_as_text(excerpt.url))),
        wording.BETWEEN,
    )
    if excerpt.also_in:
        yield plain(_clipped(wording.also_in(excerpt.also_in)))
    if excerpt.worded_differently_in:
        yield plain(_clipped(wording.worded_differently(excerpt))).marked("italic")
    if excerpt.reworded:
        yield plain(reworded(excerpt)).marked("italic")


def dated_moment(dated: str, published: Published | None) -> Rich:
    """When something was published; where the hour is known, as a moment that the reader's app shows in their zone."""
    if published is None or published.instant is None or dated != day_wording.day(published.day):
        return plain(dated)
    return moment(dated, published.instant)


def _meanings(excerpt: Excerpt, answer: Answer) -> Iterator[Rich]:
    """The days that the underlined dates stand for, a line each."""
    found = wording.meanings(excerpt, answer)
    for meaning in found[:_MAX_MEANINGS]:
        yield plain(replace(meaning, written=_clipped(meaning.written, _MEANT_UNITS)).line)
    if len(found) > _MAX_MEANINGS:
        left = len(found) - _MAX_MEANINGS
        yield plain(ngettext("and {n} more date", "and {n} more dates", left).format(n=number(left)))


def _notes(answer: Answer) -> list[Rich]:
    """What the asker should know before the excerpts."""
    note = wording.readings(answer)
    if not note:
        return []
    return [plain(_clipped(note, _NOTE_UNITS)).marked("italic")]


def _reason(answer: Answer) -> Iterator[Rich]:
    if answer.reason:
        yield plain(_clipped(wording.one_line(wording.reason(answer.reason)), _NOTE_UNITS))
    if answer.near:
        yield plain(_clipped(wording.near(offers(answer)), _NOTE_UNITS))


def _place(first: int, last: int, total: int) -> Rich:
    shown = f"{first}" if first == last else f"{first}–{last}"
    place = _("{shown} of {all}").format(shown=shown, all=number(max(total, last)))
    rest = "; " + _("ask more narrowly for the rest") if last >= MAX_EXCERPTS < total else ""
    return plain(place + rest).marked("italic")
