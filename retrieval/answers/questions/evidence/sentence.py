"""Marks of a question: what each of its words and phrases does, as the lexicon and the archive tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.answers.questions.evidence.words import KnownNames, Word, read_words
from retrieval.answers.questions.lexicons import Entry, Lexicon, Role
from retrieval.text.wordlists import word_set

_MAX_NAME, _MAX_PHRASE = 5, 6
_ASKING_ROLES: frozenset[Role] = frozenset({"ask", "aux", "act", "about", "that", "not", "newest", "versus", "compare"})
# English verbs that help another one, and those that have no form which could come behind them.
_BEFORE_INFINITIVES = word_set("do does did has have had")
_MODALS = word_set("will may can might must shall")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or a phrase that does something in a question; ``end`` is half-open, both count words."""

    start: int
    end: int
    entry: Entry


class Sentence:
    """A question as words with marks.

    Args:
        text: with plain quotation marks.
    """

    def __init__(self, text: str, lexicon: Lexicon, known: KnownNames) -> None:
        self.text = text
        self.lexicon = lexicon
        self.known = known
        self.words = read_words(text, lexicon, known)
        self._marks = [_marks_at(self.words, at, lexicon) for at in range(len(self.words))]

    def __len__(self) -> int:
        return len(self.words)

    def mark(self, at: int, *roles: Role) -> Mark | None:
        """The longest mark with one of these roles that begins at a word."""
        if not 0 <= at < len(self.words):
            return None
        found = [mark for role in roles if (mark := self._marks[at].get(role))]
        return max(found, key=lambda mark: mark.end) if found else None

    def first(self, start: int, end: int, *roles: Role) -> Mark | None:
        """The first mark with one of these roles that begins from ``start`` on before ``end`` and in no longer name."""
        at = start
        while at < end:
            name = self.names[at]
            if (mark := self.mark(at, *roles)) and not (name > 1 and name > mark.end - mark.start):
                return mark
            at += max(1, name)
        return None

    @cached_property
    def names(self) -> tuple[int, ...]:
        """How many words from each one on are a name of the archive, no word of asking among them but the first."""
        return tuple(self._name_length(at) for at in range(len(self.words)))

    def _name_length(self, at: int) -> int:
        end = min(at + _MAX_NAME, len(self.words))
        end = next((n for n in range(at + 1, end) if self._asks(n)), end)
        is_letter = len(self.words[at].word) == 1  # "quem *é* Reis" has no E. Reis
        if self._asks(at) and (is_letter or "aux" not in self._marks[at]):
            return 0
        length = self.known.name_length(tuple(word.written for word in self.words[at:end]))
        if length > 1 and all(marks and not word.is_capital for word, marks in self._found(at, at + length)):
            return 0  # "any news on …", where an article calls some body so
        return 0 if length == 1 and self._asks(at) else length

    def _found(self, start: int, end: int) -> Sequence[tuple[Word, dict[Role, Mark]]]:
        return list(zip(self.words[start:end], self._marks[start:end], strict=True))

    def _asks(self, at: int) -> bool:
        """Whether a word that is not written like a name does something in a question."""
        return not self.words[at].is_capital and not _ASKING_ROLES.isdisjoint(self._marks[at])

    def skipped(self, at: int, end: int, *roles: Role) -> int:
        """The first word from ``at`` on that has none of these roles."""
        while at < end and (mark := self.mark(at, *roles)) and self.names[at] <= mark.end - at:
            at = min(mark.end, end)
        return at

    def trimmed(self, start: int, end: int, *roles: Role) -> int:
        """The end of what is left of some words without those at their end that have these roles."""
        while end > start:
            mark = next(
                (m for at in range(max(start, end - 3), end) if (m := self.mark(at, *roles)) and m.end == end), None
            )
            if mark is None or self._is_of_name(mark, start):
                break
            end = mark.start
        return end

    def _is_of_name(self, mark: Mark, start: int) -> bool:
        """Whether a word at the end is a name, or the last of one of several words ("Ada *May*")."""
        is_alone = mark.end == mark.start + 1 and "aux" in self._marks[mark.start] and self.is_named(mark.start)
        return is_alone or any(
            at + self.names[at] == mark.end for at in range(max(start, mark.start - _MAX_NAME), mark.start)
        )

    def is_named(self, at: int) -> bool:
        """Whether a word is written like a name, within a question, and is one of the archive.

        A word for what will be has no place behind another verb that helps one, and is a name: "did *will* reed say".
        """
        if not 0 < at < len(self.words):
            return False
        is_behind = self.lexicon.code == "en" and self.words[at - 1].word in _BEFORE_INFINITIVES
        return (self.words[at].is_capital and self.names[at] > 0) or (is_behind and self.words[at].word in _MODALS)

    def phrase(self, at: int, row: str) -> int:
        """The end of the longest phrase of a lexicon's row that begins at a word; ``at`` itself where none does."""
        written = tuple(word.word for word in self.words[at : at + _MAX_PHRASE])
        phrases = self.lexicon.phrases_of(row)
        return at + max((len(p) for p in phrases if written[: len(p)] == p), default=0)

    def slice(self, start: int, end: int) -> str:
        """Some words as they are in the text, with the signs between them; quotation marks that close are kept."""
        if start >= end:
            return ""
        first, last = self.words[start].start, self.words[end - 1].end
        first -= 2 * (self.text[max(0, first - 2) : first].lower() == "l'")
        found, opens = self.text[first:last], self.text[first - 1 : first]
        return f'{opens}{found}"' if opens == '"' else found

    def meant(self, start: int, end: int) -> str:
        """Some words with the signs between them, contractions and misspelt asking words as they are meant."""
        return "".join(word.before + word.shown for word in self.words[start:end]).lstrip(" ,;:.!?-–—•*")

    @cached_property
    def joints(self) -> frozenset[str]:
        """The words that join two names."""
        return frozenset(self.lexicon.joined_after.split("|"))

    def is_like_name(self, start: int, end: int) -> bool:
        """Whether some words are a name of the archive or written like one."""
        return 0 < end - start <= _MAX_NAME and (
            self.names[start] == end - start or all(word.is_capital for word in self.words[start:end])
        )


def _marks_at(found: Sequence[Word], at: int, lexicon: Lexicon) -> dict[Role, Mark]:
    marks: dict[Role, Mark] = {}
    for phrase, entry in lexicon.phrases.get(found[at].word, ()):
        end = at + len(phrase)
        if entry.role not in marks and tuple(word.word for word in found[at:end]) == phrase:
            marks[entry.role] = Mark(at, end, entry)
    stem = lexicon.stems.get(found[at].stem)
    if stem and "act" not in marks and "noun" not in marks and len(found[at].word) > 3:
        marks["act"] = Mark(at, at + 1, stem)
    return marks
