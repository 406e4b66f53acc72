"""How does an answer look in a terminal? Lines of styled pieces; an excerpt's text is styled and never edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from bot.render.phrases import day_wording, wording
from bot.render.phrases.reworded import reworded
from bot.render.telegram.links import link_to_words
from retrieval.model import Answer, Article, Attribution, DateMention, Excerpt, SearchAnswer, Span
from retrieval.text.view import shown_view

Style = Literal["plain", "words", "marked", "name", "faint", "number", "bad"]
_INDENT = 3
# What a terminal would obey instead of print: foreign text must not move its cursor. Each keeps its place as a picture.
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style; a terminal without colour shows the text alone.

    Attributes:
        url: opened by a click, where the terminal can; an address of the web that holds nothing a terminal obeys.
    """

    text: str
    style: Style = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, which may be wider than the screen.

    Attributes:
        indent: columns before it and before each further row where it is wrapped; a ``label`` goes within them.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    label: str = ""

    @property
    def text(self) -> str:
        """The line without styles."""
        return f"{self.label:{self.indent}}" + "".join(piece.text for piece in self.pieces) if self.pieces else ""


EMPTY = Line()


def answer_lines(answer: Answer, *, offset: int = 0, more_hint: str = "ask with -k for more") -> Iterator[Line]:
    """One answer; ``offset`` excerpts were shown before."""
    if asked := day_wording.asked_in_words(answer):
        yield Line((Piece(asked, "name"),))
        yield EMPTY
    if note := wording.readings(answer):
        yield _faint(note)
    for number, excerpt in enumerate(answer.excerpts, start=offset + 1):
        yield from _excerpt_lines(excerpt, number, answer)
        yield EMPTY
    if answer.reason:
        yield Line((Piece(printable(answer.reason.message)),))
    if answer.near:
        yield _faint(wording.near(answer.near))
    left = answer.total - offset - len(answer.excerpts)
    if answer.excerpts and left > 0:
        yield _faint(f"{left:,} more; {more_hint}")


def search_lines(answer: SearchAnswer, articles: Mapping[str, Article]) -> Iterator[Line]:
    """Ranked passages, each with its article's line."""
    if not answer.passages:
        yield Line((Piece("No passage holds these words."),))
    for number, passage in enumerate(answer.passages, start=1):
        article = articles[passage.article_id]
        yield from _text_lines(passage.text, passage.span.start, (), (), label=f"{number}.")
        yield from _source_lines(wording.source_of(article), article.url, f"[{passage.article_id}]")
        yield EMPTY


def attribution_lines(article: Article, attributions: Sequence[Attribution]) -> Iterator[Line]:
    """What one article's speakers say, under the article's line."""
    yield Line((Piece(printable(wording.source_of(article)), "name"), Piece(f"  [{printable(article.id)}]", "faint")))
    for attribution in attributions:
        for span in attribution.content:
            yield from _text_lines(span.of(article.text), span.start, (span,), (), label="-")
        yield Line((Piece(printable(wording.attribution_of(_as_sure(attribution)))),), _INDENT)
    yield EMPTY


def article_lines(article: Article) -> Iterator[Line]:
    """One article in full: its title, where it is from, and its text as it is shown."""
    if article.title:
        yield Line((Piece(printable(article.title), "name"),))
    yield from _text_lines(article.text, 0, (), (), label="")
    yield from _source_lines(wording.source_of(article), article.url)
    yield EMPTY


def _as_sure(attribution: Attribution) -> Attribution:
    """The attribution without a name that is only likely: the article's pronoun is shown then."""
    return replace(attribution, speaker=None, role=None) if attribution.is_doubtful else attribution


def date_lines(mentions: Sequence[DateMention], text: str) -> Iterator[Line]:
    """Each date as written and the days that it stands for."""
    if not mentions:
        yield Line((Piece("No date in it."),))
    for mention in mentions:
        written = Piece(printable(mention.span.of(text)), "words")
        yield Line((written, Piece(f"  {day_wording.in_words(mention.days)}"), Piece(f"  ({mention.kind})", "faint")))


def printable(text: str) -> str:
    """The text, as long as before, with control characters made visible.

    >>> printable("plain \\x1b[31mred")
    'plain ␛[31mred'
    """
    return text.translate(_CONTROLS)


def _excerpt_lines(excerpt: Excerpt, number: int, answer: Answer) -> Iterator[Line]:
    yield from _text_lines(excerpt.text, excerpt.span.start, excerpt.content or (), excerpt.marked, label=f"{number}.")
    if said := wording.attribution_of(excerpt):
        yield Line((Piece(printable(said), "name"),), _INDENT)
    for meaning in wording.meanings(excerpt, answer):
        yield Line((Piece(printable(meaning.line), "name"),), _INDENT)
    yield from _source_lines(wording.source_of(excerpt, answer), excerpt.url, words=excerpt.text)
    if excerpt.also_in:
        yield Line((Piece(printable(wording.also_in(excerpt.also_in)), "faint"),), _INDENT)
    if excerpt.worded_differently_in:
        yield Line((Piece(printable(wording.worded_differently(excerpt)), "faint"),), _INDENT)
    yield from _reworded_lines(excerpt)


def _reworded_lines(excerpt: Excerpt) -> Iterator[Line]:
    """That it was worded differently before, and how."""
    earlier = excerpt.reworded
    if earlier is None:
        return
    yield Line((Piece(reworded(excerpt) + ":", "faint"),), _INDENT)
    for row in earlier.text.split("\n"):
        yield Line((Piece(printable(row), "faint"),), 2 * _INDENT)


def _source_lines(source: str, url: str | None, after: str = "", *, words: str = "") -> Iterator[Line]:
    """Where an excerpt was published; a click opens it, where that can be, at these words."""
    link = link_to_words(url, words) or ""
    yield Line((Piece(printable(f"{source}  {after}".strip()), "faint", link),), _INDENT)
    if url:
        yield Line((Piece(printable(url), "faint", link),), _INDENT)


def _text_lines(
    text: str, start: int, content: Sequence[Span], marked: Sequence[Span], *, label: str
) -> Iterator[Line]:
    """The text as it is shown; ``start`` is its place in the article, in which the spans count."""
    view, at = shown_view(text), 0
    said = [view.viewed(span.shifted(-start)) for span in content if span.start >= start]
    answering = [view.viewed(span.shifted(-start)) for span in marked if span.start >= start]
    for row in view.text.split("\n"):
        yield Line(tuple(_pieces(row, at, said, answering)), _INDENT, label)
        at += len(row) + 1
        label = ""


def _pieces(row: str, start: int, content: Sequence[Span], marked: Sequence[Span]) -> Iterator[Piece]:
    row_span = Span(start, start + len(row))
    borders = {row_span.start, row_span.end}
    for span in (*content, *marked):
        borders |= {border for border in (span.start, span.end) if row_span.start < border < row_span.end}
    ordered = sorted(borders)
    for left, right in pairwise(ordered):
        piece = Span(left, right)
        style: Style = "plain"
        if any(span.holds(piece) for span in content):
            style = "words"
        elif any(span.holds(piece) for span in marked):
            style = "marked"
        yield Piece(printable(row[left - start : right - start]), style)


def _faint(text: str) -> Line:
    return Line((Piece(printable(text), "faint"),))
