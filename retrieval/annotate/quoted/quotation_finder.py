"""Quotations with a speaker beside a cue. Precision first: what is not plain is left alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.annotate.quoted.patterns import Patterns
from retrieval.annotate.quoted.people_of_article import People
from retrieval.annotate.quoted.phrase_names import Named, name_runs, person_in, words_in
from retrieval.annotate.quoted.speakers import is_subject, person_before
from retrieval.model import Attribution, PersonInArticle, Span
from retrieval.text.languages.cases import nominatives
from retrieval.text.languages.cues import Cues
from retrieval.text.languages.language import Language
from retrieval.text.paragraphs import paragraphs
from retrieval.text.quotes import Quotation, quotations
from retrieval.text.sentences import sentences

# Blanks are taken whole and never given back: four thousand of them between two words are one step, not a search.
_DIALOGUE = re.compile(r"[—–]\s*+")
_BETWEEN = re.compile(r"\s*+[.,]?+\s*+[—–-]?+\s*+")
_SENTENCE_BEFORE = re.compile(r"[.!?…][»”“\"’]?\s++(?=[^\W\d_a-zа-яіїєґ])")
_LINK = re.compile(r"\s*+[^.!?:«»“”„\"]{0,60}:\s*+|\s*+,?+\s*+")
_INVERTED = re.compile(r"-(?:t-)?(ils?|elles?|on)\b", re.IGNORECASE)
_LINE_END = re.compile(r"\n")
_LONGEST_CLAUSE = 200


@dataclass(slots=True)
class _Draft:
    """Words with their speaker as the text names them; ``named`` is None behind a pronoun."""

    content: tuple[Span, ...]
    cue: Span
    named: Named | None
    pronoun: Span | None = None
    is_inflected: bool = False
    via: str | None = None


def read_quoted(
    text: str, language: Language, cues: Cues
) -> tuple[tuple[Attribution, ...], tuple[PersonInArticle, ...]]:
    """The attributions and the people of an article in a language of which the cues are known."""
    blocks = paragraphs(text)
    quotes = [q for q in quotations(text, blocks) if q.level == 0]
    reader = _Reader(text, language, cues, quotes)
    drafts = list(reader.read(blocks))
    speaking = [(d.named, d.is_inflected) for d in drafts if d.named is not None]
    people = People(text, cues, language.name_endings, speaking)
    lines = [0, *(end.end() for end in _LINE_END.finditer(text))]
    found = sorted((_attribution(text, draft, people, quotes, lines) for draft in drafts), key=lambda a: a.content[0])
    return tuple(found), people.in_article()


class _Reader:
    """Reads one article block by block."""

    def __init__(self, text: str, language: Language, cues: Cues, quotes: Sequence[Quotation]) -> None:
        self._text = text
        self._cues = cues
        self._endings = language.name_endings
        self._patterns = Patterns.of(cues)
        self._quotes = quotes
        self._starts = [quote.outer.start for quote in quotes]
        self._surnames: frozenset[str] | None = None
        self._carriers: tuple[Span, list[tuple[int, str]]] | None = None

    def read(self, blocks: Sequence[Span]) -> Iterator[_Draft]:
        """The drafts of every block, in order."""
        for block in blocks:
            quotes = self._held(block)
            if opening := _DIALOGUE.match(self._text, block.start, block.end):
                spoken = self._inside(Span(opening.end(), block.end), Span(opening.end(), block.end))
                if spoken is not None:
                    yield spoken
                    continue
            yield from self._of_quotes(block, quotes)
            yield from self._according(block)

    def _held(self, block: Span) -> Sequence[Quotation]:
        """The quotations of a block."""
        return self._quotes[bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)]

    def _of_quotes(self, block: Span, quotes: Sequence[Quotation]) -> Iterator[_Draft]:
        taken = -1
        for number, quote in enumerate(quotes):
            if number <= taken:
                continue
            draft = self._inside(quote.inner, quote.outer)
            if draft is None and (draft := self._behind(block, quote)) is not None:
                taken = self._go_on(draft, quotes, number)
            start = quotes[number - 1].outer.end if number else block.start
            draft = draft or self._before(Span(start, quote.outer.start), quote)
            if draft is not None:
                draft.via = self._via(block, draft)
                yield draft

    # -- the four constructions -----------------------------------------------------------------------------------

    def _inside(self, inner: Span, outer: Span) -> _Draft | None:
        """«Мы готовы, — сказал Песков. — Но …»."""
        for hit in self._patterns.inside.finditer(self._text, inner.start, inner.end):
            if hit.start() == inner.start or not (draft := self._spoken(hit, (Span(outer.start, hit.start()),))):
                continue
            is_whole = not self._text[hit.end() : inner.end].strip()
            rest = () if is_whole else (Span(hit.end(), outer.end),)
            draft.content = (*draft.content, *rest)
            return draft
        return None

    def _behind(self, block: Span, quote: Quotation) -> _Draft | None:
        """«…», — сказал Песков · "…", dijo Peskov · « … », a déclaré Peskov."""
        hit = self._patterns.behind.match(self._text, quote.outer.end, block.end)
        return self._spoken(hit, (quote.outer,)) if hit else None

    def _go_on(self, draft: _Draft, quotes: Sequence[Quotation], number: int) -> int:
        """«…», — сказал Песков. «…»: what follows the speaker at once is said by the same."""
        last = draft.named.span.end if draft.named else draft.cue.end
        if number + 1 < len(quotes) and _BETWEEN.fullmatch(self._text, last, quotes[number + 1].outer.start):
            own = self._patterns.behind.match(self._text, quotes[number + 1].outer.end)
            if own is None:
                draft.content = (*draft.content, quotes[number + 1].outer)
                return number + 1
        return number

    def _spoken(self, hit: re.Match[str], content: tuple[Span, ...]) -> _Draft | None:
        cue = Span(*hit.span("cue"))
        inverted = _INVERTED.search(hit["cue"])
        if inverted:
            return _Draft(content, cue, None, Span(cue.start + inverted.start(1), cue.start + inverted.end(1)))
        return self._subject(hit, cue, content) if hit["who"] else None

    def _subject(self, hit: re.Match[str], cue: Span, content: tuple[Span, ...]) -> _Draft | None:
        start, end = hit.span("who")
        words = words_in(self._text, start, end)
        while words and words[0].low in self._cues.behind_verbs:
            words = words[1:]
        if not words:
            return None
        if words[0].low in self._cues.pronouns:
            return _Draft(content, cue, None, Span(words[0].start, words[0].end))
        named = person_in(self._text, words[0].start, end, self._cues)
        if named is None or self._is_outlet(named) or not is_subject(named, hit["cue"], self._text, self._cues):
            return None
        return _Draft(content, cue, named)

    def _before(self, lead: Span, quote: Quotation) -> _Draft | None:
        """Песков заявил: «…» · Am Montag sagte Peskow: „…“ · Peskov afirmó que "…"."""
        for stop in _SENTENCE_BEFORE.finditer(self._text, lead.start, lead.end):
            lead = Span(stop.end(), lead.end)
        hits = list(self._patterns.cue.finditer(self._text, lead.start, lead.end))
        if not hits:
            return None
        hit = hits[-1]
        cue, end = Span(*hit.span("cue")), hit.end()
        named = person_before(self._text, Span(lead.start, cue.start), self._cues)
        if named is None:
            colon = self._text.find(":", end, lead.end)
            named = person_in(self._text, end, colon, self._cues) if colon > 0 else None
            end = named.span.end if named else end
        if named is None or self._is_outlet(named):
            return None
        if that := self._patterns.that.match(self._text, end, lead.end):
            return self._mixed(Span(that.end(), quote.outer.end), cue, named)
        return _Draft((quote.outer,), cue, named) if _LINK.fullmatch(self._text, end, lead.end) else None

    def _mixed(self, clause: Span, cue: Span, named: Named) -> _Draft | None:
        is_plain = len(clause) <= _LONGEST_CLAUSE and not self._patterns.cue.search(
            self._text, clause.start, clause.end
        )
        return _Draft((clause,), cue, named) if is_plain else None

    def _according(self, block: Span) -> Iterator[_Draft]:
        """По словам Пескова, … · …, según Peskov."""
        held = self._held(block)
        for sentence in sentences(self._text, held, [block]):
            hit = self._patterns.according.search(self._text, sentence.start, sentence.end)
            if hit is None or any(q.outer.start <= hit.start() < q.outer.end for q in held):
                continue
            named = person_in(self._text, *hit.span("who"), self._cues)
            if named is None or self._is_outlet(named) or not self._is_somebody(named):
                continue
            content = self._clause_beside(sentence, hit.start(), named.span.end)
            if content is not None:
                yield _Draft((content,), Span(*hit.span("cue")), named, is_inflected=self._cues.in_genitive)

    def _clause_beside(self, sentence: Span, start: int, end: int) -> Span | None:
        """What "according to X" speaks of: the rest of the sentence, or what is before a comma."""
        text = self._text
        stop = sentence.end
        while stop > sentence.start and text[stop - 1] in ".!… ":
            stop -= 1
        if not text[sentence.start : start].strip():
            begin = end + len(text[end:stop]) - len(text[end:stop].lstrip(" ,"))
            return Span(begin, stop) if stop - begin > 1 else None
        before = text[sentence.start : start].rstrip()
        if text[end:stop].strip() or not before.endswith(","):
            return None
        return Span(sentence.start, sentence.start + len(before) - 1)

    def _is_somebody(self, named: Named) -> bool:
        """Whether a single word is a surname: the article puts a given name before it somewhere, or a role."""
        if len(named.words) > 1 or named.role is not None:
            return True
        if self._surnames is None:
            words = words_in(self._text, 0, len(self._text))
            runs = name_runs(self._text, words, self._cues)
            self._surnames = frozenset(run[-1].text for run in runs if len(run) > 1)
        return not self._surnames.isdisjoint(nominatives(named.words[0], self._endings))

    def _is_outlet(self, named: Named) -> bool:
        return " ".join(named.words).lower() in self._patterns.outlets

    def _via(self, block: Span, draft: _Draft) -> str | None:
        """The agency that carried the words, named in the block outside them."""
        for start, name in self._carried(block):
            if not any(part.start <= start < part.end for part in draft.content):
                return name
        return None

    def _carried(self, block: Span) -> list[tuple[int, str]]:
        """The agencies that a block names as carriers, each with where that begins."""
        if self._carriers is None or self._carriers[0] != block:
            hits = self._patterns.carried.finditer(self._text, block.start, block.end)
            self._carriers = block, [(hit.start(), hit["via"]) for hit in hits]
        return self._carriers[1]


def _attribution(
    text: str, draft: _Draft, people: People, quotes: Sequence[Quotation], lines: Sequence[int]
) -> Attribution:
    named = draft.named
    span = named.span if named else draft.pronoun
    role = named.role.of(text) if named and named.role else None
    beside = _near(quotes, draft.content)
    inside = sum(any(q.outer.holds(part) for q in beside) for part in draft.content)
    partly = any(part.touches(q.outer) for part in draft.content for q in beside)
    line = lines[bisect_right(lines, draft.cue.start) - 1]
    is_dialogue = not partly and not draft.is_inflected and _DIALOGUE.match(text, line)
    return Attribution(
        content=draft.content,
        kind="direct" if inside == len(draft.content) or is_dialogue else "mixed" if partly else "reported",
        cue=draft.cue,
        speaker=" ".join(people.name_of(named, inflected=draft.is_inflected)) if named else None,
        speaker_as_written=span.of(text) if span else None,
        speaker_span=span,
        speaker_is_person=named is not None,
        role=role,
        via=draft.via,
    )


def _near(quotes: Sequence[Quotation], content: Sequence[Span]) -> Sequence[Quotation]:
    """The quotations that words can be in."""
    first = bisect_left(quotes, content[0].start, key=lambda quote: quote.outer.end)
    return quotes[first : bisect_left(quotes, content[-1].end, key=lambda quote: quote.outer.start)]
