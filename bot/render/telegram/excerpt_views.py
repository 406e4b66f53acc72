"""Views of one excerpt: alone, between its neighbouring paragraphs, as a citation, in other outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.render.document import Block, Details, Document, Heading, Paragraph, Quote, document
from bot.render.phrases import wording
from bot.render.phrases.reworded import wordings
from bot.render.rich import Mark, Rich, joined, plain
from bot.render.telegram.answer_text import credits_of, quoted
from bot.render.telegram.links import address_as_text, safe_url
from bot.render.telegram.split import MAX_ENTITIES, split
from bot.render.translate import _
from retrieval.model import Answer, Article, Copy, Excerpt, Span
from retrieval.text.paragraphs import paragraphs
from retrieval.text.view import shown_view

_MAX_UNITS = 3000
_MAX_OTHERS = 5


def alone(excerpt: Excerpt, answer: Answer) -> Rich:
    """The excerpt with its credits."""
    return quoted(excerpt, answer)


def in_context(excerpt: Excerpt, article: Article, answer: Answer) -> Rich:
    """The excerpt between the paragraphs before and after it, its words marked; the article's own text throughout.

    Raises:
        ValueError: the article's text is not the one that the excerpt was cut from.
    """
    if excerpt.span.of(article.text) != excerpt.text:
        raise ValueError("the excerpt is not from this revision of the article")
    around = surroundings(article.text, excerpt.span)
    shown = _slice(around.of(article.text), around.start, excerpt.content or (excerpt.span,))
    return joined((shown, *credits_of(excerpt, answer)), "\n")


def _slice(text: str, start: int, said: Sequence[Span]) -> Rich:
    """A slice of an article that begins at ``start`` there, as it is shown, with somebody's words bold."""
    view = shown_view(text)
    marks = tuple(Mark("bold", view.viewed(span.shifted(-start))) for span in said)
    return Rich(plain(view.text).text, marks).marked("blockquote")


def surroundings(text: str, span: Span) -> Span:
    """The paragraphs that a span touches with the one before and the one after, as far as a message holds them."""
    found = paragraphs(text)
    touched = [at for at, p in enumerate(found) if p.touches(span)]
    if not touched:
        return span
    inner = Span(min(span.start, found[touched[0]].start), max(span.end, found[touched[-1]].end))
    wide = Span(found[max(0, touched[0] - 1)].start, found[min(len(found) - 1, touched[-1] + 1)].end)
    outer = Span(min(inner.start, wide.start), max(inner.end, wide.end))
    for choice in (outer, Span(outer.start, inner.end), Span(inner.start, outer.end), inner):
        if plain(choice.of(text)).units <= _MAX_UNITS:
            return choice
    return span


def both_wordings(excerpt: Excerpt, answer: Answer, articles: Sequence[Article] = ()) -> Rich | None:
    """The excerpt as it is and in its other wordings, each to the letter; None where it has no other.

    First an earlier revision of its article, if that worded it differently, then the copies of the same text that do.

    Args:
        articles: those that word it differently, as they are now.
    """
    held = {article.id: article for article in articles}
    others = [*_earlier(excerpt), *_shown(excerpt.worded_differently_in, held)]
    if not others:
        return None
    present = _slice(excerpt.text, excerpt.span.start, excerpt.content or ())
    now = joined((plain(wordings(excerpt)[0]).marked("bold"), present), "\n") if excerpt.reworded else present
    # The headings say what the credits would say again.
    credit = credits_of(replace(excerpt, reworded=None, worded_differently_in=()), answer)
    whole = joined((now, *others, joined(credit, "\n")), "\n\n")
    # The present wording is on the page before; of the others, the first must be whole.
    return whole if whole.units <= _MAX_UNITS else split(others[0], max_entities=MAX_ENTITIES)[0]


def both_wordings_document(excerpt: Excerpt, answer: Answer, articles: Sequence[Article] = ()) -> Document | None:
    """The same as a document: each wording under a heading, those of further copies to be opened."""
    held = {article.id: article for article in articles}
    copies = list(_copies(excerpt.worded_differently_in, held))
    if not copies and excerpt.reworded is None:
        return None
    present = _slice(excerpt.text, excerpt.span.start, excerpt.content or ())
    now, before = wordings(excerpt) if excerpt.reworded else ("", "")
    of_copies: list[Block] = [Heading(copies[0][1]), Quote((copies[0][0],))] if copies else []
    credit = credits_of(replace(excerpt, reworded=None, worded_differently_in=()), answer)
    return document(
        Heading(plain(now)),
        Quote((present,)),
        *map(Paragraph, credit),
        Heading(plain(before)),
        Quote((_slice(excerpt.reworded.text, 0, ()),) if excerpt.reworded else ()),
        *of_copies,
        *(Details(source, (Quote((words,)),)) for words, source in copies[1:]),
    )


def _earlier(excerpt: Excerpt) -> Iterator[Rich]:
    if excerpt.reworded:
        before = plain(wordings(excerpt)[1]).marked("bold")
        yield joined((before, _slice(excerpt.reworded.text, 0, ())), "\n")


def citation(excerpt: Excerpt) -> str:
    """The excerpt to be pasted elsewhere: the quotation, its speaker, outlet, title, day and address."""
    whose, source = wording.credit(excerpt), wording.source(excerpt)
    said = shown_view(excerpt.text).text.strip()
    who = ", ".join(part for part in (whose.speaker, whose.role) if part)
    where = ", ".join(
        part for part in (source.outlet, f"“{source.title}”" if source.title else "", source.dated) if part
    )
    via = f"via {whose.via}" if whose.via else ""
    about = wording.BETWEEN.join(part for part in (who, via, where) if part)
    address = safe_url(excerpt.url) or address_as_text(excerpt.url)
    return "\n".join(part for part in (said, f"— {about}", address) if part)


def citation_page(excerpt: Excerpt) -> Rich:
    """The citation as a block that a tap copies."""
    return split(plain(citation(excerpt)).marked("code"), max_entities=MAX_ENTITIES)[0]


def other_outlets(excerpt: Excerpt, articles: Sequence[Article]) -> Rich:
    """The same statement as each of the other articles has it."""
    held = {article.id: article for article in articles}
    return joined((plain(_("The same elsewhere")).marked("bold"), *_shown(excerpt.also_in, held)), "\n\n")


def _shown(copies: Sequence[Copy], held: dict[str, Article]) -> Iterator[Rich]:
    """The words of other articles, each with its source."""
    for words, source in _copies(copies, held):
        yield joined((words, source), "\n")


def _copies(copies: Sequence[Copy], held: dict[str, Article]) -> Iterator[tuple[Rich, Rich]]:
    """The words of other articles, and where each is from."""
    for copy in copies[:_MAX_OTHERS]:
        article = held.get(copy.article_id)
        if article is None or article.revision != copy.revision:
            continue
        words = _slice(copy.span.of(article.text), copy.span.start, copy.content)
        url = safe_url(article.url)
        source = plain(wording.clipped(wording.source_of(article), 300))
        where = source.marked("text_link", url) if url else source
        yield words, joined((where, plain(address_as_text(article.url))), wording.BETWEEN)
