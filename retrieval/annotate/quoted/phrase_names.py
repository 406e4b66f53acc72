"""The person that a phrase names, in languages of which only the cues of quotations are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.annotate.name_keys import PARTICLES
from retrieval.annotate.name_runs import MARKS, is_joined, over_particles
from retrieval.model import Span
from retrieval.text.languages.cues import Cues
from retrieval.text.wordlists import word_set

_WORD = re.compile(rf"[^\W\d_]\.(?=\s?[^\W\d_])|[^\W\d_](?:[\w'’{MARKS}-]*[\w{MARKS}])?")
_BESIDE = re.compile(r"[ \u00a0]*")
_PATRONYMIC = re.compile(r"(?:ич|вна|чна)$")
_LONGEST_NAME = 5
_LONGEST_ROLE = 8
_LONGEST_OF = 8
# Forms of address, which are no part of a name and no role.
_ADDRESS = word_set(
    "mme m m. mlle monsieur madame herr frau señor señora sr sr. sra sra. don doña senhor senhora dr dr. г-н г-жа",
    "господин госпожа пан пані",
)
_OF = word_set("de del do da dos das du des von der")


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a phrase names them.

    Attributes:
        words: of the name, as written.
        role: where the words are that say what the person is.
    """

    words: tuple[str, ...]
    span: Span
    role: Span | None = None


def words_in(text: str, start: int, end: int) -> list[Word]:
    """The words of a part of a text."""
    return [Word(m[0], *m.span()) for m in _WORD.finditer(text, start, end)]


def is_role(word: Word, cues: Cues) -> bool:
    """Whether a word says what somebody is."""
    return word.low in cues.roles or (bool(cues.role_endings) and word.low.endswith(cues.role_endings))


def name_runs(text: str, words: Sequence[Word], cues: Cues) -> Iterator[list[Word]]:
    """Runs of words that can be one name: capitalised and side by side, with particles between them."""
    for run in _capital_runs(text, words, cues):
        # The word that begins a sentence has a capital of its own ("Прибыл Олег Седов").
        is_opener = cues.in_genitive and len(run) == 3 and opens_sentence(text, run[0].start)
        yield run[1:] if is_opener and not _PATRONYMIC.search(run[1].low) and run[1].text[-1] != "." else run


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` is the first of its sentence."""
    before = text[max(0, start - 4) : start].rstrip(' \u00a0«“„"—–')
    return not before or before[-1] in ".!?…\n»”"


def _capital_runs(text: str, words: Sequence[Word], cues: Cues) -> Iterator[list[Word]]:
    def is_part(at: int) -> bool:
        beside = _BESIDE.fullmatch(text, words[at - 1].end, words[at].start)
        return beside is not None and (_is_name(words[at], cues) or is_joined(words[at].text))

    run: list[Word] = []
    lows = [word.text for word in words]
    end = 0
    for at, word in enumerate(words):
        if run and not _BESIDE.fullmatch(text, run[-1].end, word.start):
            yield run
            run = []
        if at < end or _is_name(word, cues) or (run and is_joined(word.text)):
            run.append(word)
            continue
        # "Le Pen" has a capital that nothing else gives to an article inside a sentence.
        can_join = bool(run) or (word.text[0].isupper() and not opens_sentence(text, word.start))
        end = over_particles(lows, at, len(words), is_part) if can_join else at
        if end > at:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_name(word: Word, cues: Cues) -> bool:
    is_acronym = len(word.text) > 1 and word.text.isupper()
    is_word = is_acronym or len(word.text) == 1 or word.low in _ADDRESS or word.low in cues.verbs
    return word.text[0].isupper() and not is_word and word.low not in cues.not_names and not is_role(word, cues)


def person_in(text: str, start: int, end: int, cues: Cues) -> Named | None:
    """The person whom a phrase names ("пресс-секретарь Кремля Дмитрий Песков", "Dmitri Peskov, portavoz")."""
    words = words_in(text, start, end)
    while words and words[0].low in _ADDRESS:
        words = words[1:]
    runs = [run for run in name_runs(text, words, cues) if len(run) <= _LONGEST_NAME]
    role = next((word for word in words if is_role(word, cues)), None)
    if not runs:
        return None
    if role is None:
        return _named(runs[0]) if runs[0][0].start == words[0].start else None
    if runs[0][0].start == words[0].start and "," in text[runs[0][-1].end : role.start]:
        return _named(runs[0], Span(role.start, words[-1].end))
    run = next((r for r in (after_bodies(text, r) for r in runs if r[0].start > role.start) if r), None)
    if run is None or len(text[role.end : run[0].start].split()) > _LONGEST_ROLE:
        return None
    return _named(run, _trimmed(text, words[0].start if _opens(words[0], cues) else role.start, run[0].start))


def after_bodies(text: str, run: list[Word]) -> list[Word]:
    """A run without the body that an "of" ties to the role: "(porta-voz do) Parlamento Dmitri Peskov"."""
    before = text[max(0, run[0].start - _LONGEST_OF) : run[0].start].split()[-1:] or [""]
    if before[0].lower() in _OF:
        return run[1:] if len(run) > 2 else []
    return run[-2:] if len(run) == 4 and not any(w.low in PARTICLES for w in run) else run


def _opens(word: Word, cues: Cues) -> bool:
    return word.text.islower() and word.low not in cues.not_names and word.low not in cues.behind_verbs


def _named(run: Sequence[Word], role: Span | None = None) -> Named:
    return Named(tuple(word.text for word in run), Span(run[0].start, run[-1].end), role)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:"):
        end -= 1
    return Span(start, end) if end > start else None
