"""People of an article in a language without a grammar: those who speak or are named beside a role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.annotate.name_keys import PARTICLES
from retrieval.annotate.quoted.endings import ByEnding
from retrieval.annotate.quoted.phrase_names import Named, is_role, name_runs, words_in
from retrieval.annotate.quoted.speakers import is_subject
from retrieval.model import PersonInArticle, Role, Span
from retrieval.text.languages.cases import nominatives
from retrieval.text.languages.cues import Cues

_Endings = tuple[tuple[str, str], ...]
_ROLE_REACH, _BEHIND_REACH = 60, 400


@dataclass(slots=True)
class _Known:
    """One person while the article is read."""

    words: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)


class People:
    """The people of one article; knows the nominative and the full form of their names."""

    def __init__(self, text: str, cues: Cues, endings: _Endings, speaking: Sequence[tuple[Named, bool]]) -> None:
        self._text = text
        self._endings = endings
        self._cues = cues
        words = words_in(text, 0, len(text))
        self._runs = [
            Named(tuple(w.text for w in r), Span(r[0].start, r[-1].end)) for r in name_runs(text, words, cues)
        ]
        full: Counter[tuple[str, ...]] = Counter(run.words for run in self._runs if len(run.words) > 1)
        # A subject is in the nominative; of other forms the commonest is the likeliest one.
        subjects = {named.words for named, inflected in speaking if not inflected and len(named.words) > 1}
        forms = sorted({*full, *subjects}, key=lambda form: (form not in subjects, -full[form], form))
        self._forms = ByEnding()
        for form in forms:
            self._forms.add(form)
        self._names = ByEnding()
        self.known: dict[tuple[str, ...], _Known] = {}
        for named, inflected in speaking:
            self._take(named, self.name_of(named, inflected=inflected))
        self._take_introduced()
        self._take_mentions()

    def name_of(self, named: Named, *, inflected: bool) -> tuple[str, ...]:
        """The fullest nominative that the article gives for a name."""
        words = self._nominative(named.words) if inflected else named.words
        if any(word.lower() not in PARTICLES for word in words[:-1]):
            return words
        # A bare surname, particles and all, may be the end of a longer form: its every word is its only case.
        longer = (form for form in self._forms.ending_in([(word,) for word in words]) if len(form) > len(words))
        return next(longer, words)

    def _nominative(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """A form of the article that these words are a case of; else by the table of genitives."""
        cases = [nominatives(word, self._endings) for word in words]
        for form in self._forms.ending_in(cases):
            is_other = form[-1] != words[0] if len(words) == 1 else len(form) == len(words) and form != words
            if is_other:
                return form
        if not self._cues.in_genitive:
            return words
        return tuple(_nominative_of(word, self._cues) for word in words)

    def _take(self, named: Named, name: tuple[str, ...]) -> None:
        if name not in self.known:
            self._names.add(name)
        person = self.known.setdefault(name, _Known(name))
        if named.role is not None and named.role not in person.roles:
            person.roles.append(named.role)

    def _take_introduced(self) -> None:
        """People with a role beside their names, though they say nothing."""
        for run in self._runs:
            if not 2 <= len(run.words) <= 4:
                continue
            role = self._role_before(run.span) or self._role_behind(run.span)
            if role is not None and is_subject(Named(run.words, run.span, role), "", self._text, self._cues):
                known = self._same(run.words) or run.words
                self._take(Named(run.words, run.span, role), known)

    def _role_before(self, span: Span) -> Span | None:
        near = max(0, span.start - _ROLE_REACH)
        line = self._text.rfind("\n", near, span.start) + 1
        before = words_in(self._text, max(line, near), span.start)[-4:]
        at = next((n for n, word in enumerate(before) if is_role(word, self._cues)), None)
        if at is None or any(c in self._text[before[at].end : span.start] for c in '.;:«»“”"'):
            return None
        end = before[-1].end
        return Span(before[at].start, end) if self._text[end : span.start].strip(" ,\u00a0") == "" else None

    def _role_behind(self, span: Span) -> Span | None:
        if self._text[span.end : span.end + 2] != ", ":
            return None
        reach = min(len(self._text), span.end + _BEHIND_REACH)
        stop = min((p for p in (self._text.find(c, span.end + 2, reach) for c in ",.;\n") if p > 0), default=reach)
        behind = words_in(self._text, span.end + 2, stop)[:8]
        has_role = any(is_role(word, self._cues) for word in behind[:3])
        return Span(behind[0].start, behind[-1].end) if has_role else None

    def _same(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """The known person a name is another form or case of."""
        return next(self._names.ending_in([nominatives(word, self._endings) for word in words]), None)

    def _take_mentions(self) -> None:
        for run in self._runs:
            name = self._same(run.words)
            if name is not None:
                self.known[name].mentions.append(run.span)

    def in_article(self) -> tuple[PersonInArticle, ...]:
        """Everybody, in order of their first mention."""
        found = sorted((p for p in self.known.values() if p.mentions), key=lambda p: p.mentions[0])
        return tuple(self._as_person(person) for person in found)

    def _as_person(self, person: _Known) -> PersonInArticle:
        spans = tuple(sorted(set(person.mentions)))
        roles = tuple(Role(span.of(self._text), span) for span in person.roles)
        return PersonInArticle(" ".join(person.words), spans, roles, _introduction(spans, person.roles) or spans[0])


def _introduction(mentions: Iterable[Span], roles: Iterable[Span]) -> Span | None:
    for role in roles:
        for mention in mentions:
            if 0 <= mention.start - role.end <= 2 or 0 <= role.start - mention.end <= 2:
                return Span(min(role.start, mention.start), max(role.end, mention.end))
    return None


def _nominative_of(word: str, cues: Cues) -> str:
    for ending, nominative in cues.genitives:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + nominative
    return word
