"""An excerpt as a picture: what is handed to the drawing, and the caption that says the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.message import MAX_CAPTION_UNITS
from bot.render.phrases import wording
from bot.render.pictures.jobs import CardJob, Column, Run, Theme
from bot.render.rich import Rich, joined
from bot.render.telegram.answer_text import credits_of
from bot.render.telegram.excerpt_views import alone
from bot.render.telegram.links import address_as_text, safe_url
from bot.render.translate import _
from retrieval.model import Answer, Excerpt, Span
from retrieval.text.view import shown_view


def card_job(excerpt: Excerpt, theme: Theme) -> CardJob:
    """What to draw of an excerpt: its words as they are shown, and every credit."""
    whose, source = wording.credit(excerpt), wording.source(excerpt)
    via = _("via {agency}").format(agency=whose.via) if whose.via else ""
    said = wording.BETWEEN.join(part for part in (whose.how, via) if part)
    published = wording.BETWEEN.join(part for part in (source.outlet or source.title, source.dated) if part)
    return CardJob(
        tuple(_runs(excerpt)),
        whose.speaker,
        tuple(line for line in (whose.role, said, published) if line),
        safe_url(excerpt.url) or address_as_text(excerpt.url),
        theme,
    )


def column(name: str, excerpt: Excerpt) -> Column:
    """What stands in one person's column: the words, how they were said, and where they are from."""
    whole = card_job(excerpt, "light")
    return Column(name, whole.words, whole.lines)


def _runs(excerpt: Excerpt) -> list[Run]:
    """The words as they are shown, the speaker's bold."""
    view = shown_view(excerpt.text)
    said = [view.viewed(span.shifted(-excerpt.span.start)) for span in excerpt.content or ()]
    return list(_parts(view.text, said))


def _parts(text: str, said: Sequence[Span]) -> list[Run]:
    runs, at = [], 0
    for span in sorted(said):
        runs += [Run(text[at : span.start]), Run(text[max(at, span.start) : span.end], is_bold=True)]
        at = max(at, span.end)
    return [run for run in (*runs, Run(text[at:])) if run.text]


def caption(excerpt: Excerpt, answer: Answer) -> Rich:
    """The whole excerpt with its credits; where that is too long for a caption, as many whole credits as find room."""
    whole = alone(excerpt, answer)
    if whole.units <= MAX_CAPTION_UNITS:
        return whole
    said = Rich()
    for line in credits_of(excerpt, answer):
        longer = joined((said, line), "\n")
        said = longer if longer.units <= MAX_CAPTION_UNITS else said
    return said
