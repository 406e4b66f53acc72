"""Suspect words: forms that no list knows and that may be two words of English without the blank between them.

Everything here is worked out once for each form, whatever the text around it; news repeats its words, so that a text
without such forms costs a look-up a word. Which of them are cut, and where, is decided in glue.py by the text. What a
form ends with is asked before the word lists are: only texts with something suspicious have them loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from retrieval.text.known_words import ends_many_words, frequency_rank, is_dictionary_word, is_listed
from retrieval.text.languages.english.speech import SPEECH
from retrieval.text.languages.english.words import ENDINGS, IRREGULAR_PASTS, STOP_WORDS
from retrieval.text.wordlists import word_set

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ", "a-zß-öø-ÿа-яёіїєґ"
# Parts of addresses, handles and hashtags are no words of the text.
ALONE_BEFORE, ALONE_AFTER = r"(?<![\w#@/.=&?'’_-])", r"(?![\w@/=&_-]|[.'’]\w)"
CAPITALISED = re.compile(rf"{ALONE_BEFORE}[{_UPPER}][{_LOWER}]{{3,39}}{ALONE_AFTER}")
_FORM = re.compile(
    rf"{ALONE_BEFORE}(?:(?P<seamed>[{_UPPER}]?[{_LOWER}]{{1,39}}[{_UPPER}][{_LOWER}]{{1,39}})"
    rf"|(?P<acronym>[A-Z]{{2,8}}[a-z]{{3,9}})|(?P<capitalised>(?:[{_UPPER}][{_LOWER}]{{1,39}}-)?[{_UPPER}][{_LOWER}]{{3,39}})"
    rf"|(?P<small>[a-z]{{4,39}})){ALONE_AFTER}"
)
_SEAM = re.compile(rf"(?<=[{_LOWER}])(?=[{_UPPER}])")
NAME_INSIDE_A_SENTENCE = re.compile(rf"(?:(?<=[{_LOWER},] )|(?<=\b[MD][rs]\. )|(?<=\bMrs\. ))[{_UPPER}][\w’'-]*")
_LONGEST_CHUNK, _MOST_CHUNKS = 60, 1 << 18
_SHORTEST_NAME, _SHORTEST_REST, _SHORTEST_NOUN, _SHORTEST_SURE_NAME, _SHORTEST_SURE_VERB = 2, 2, 4, 4, 5
# Ranks in the list of words by frequency: words found beside a name in any text, and words at all.
_SMALL_WORD, _COMMON = 120, 5_000
_FREQUENT_VERB, _KNOWN, _RARE, _KNOWN_NAME = 6_000, 30_000, 200_000, 100_000
PRONOUNS = ("she", "he", "it")
# Before a capital inside a word these belong to the name (deGrasse, vanDyke), as a single letter does (iPhone).
_NAME_PARTICLES = word_set("de la le du di da del des van von der den mac mc al el bin ibn san st fitz")
# Plurals that have no -s: saleswomen.
_PEOPLE = word_set("women person people children")


_THIRD_PERSONS = word_set("is has does goes")
SPEAKING = SPEECH.say.finite | SPEECH.state.finite | SPEECH.tell.finite
# The speech verbs written most, and long enough: what ends with "adds" or "saw" is a word more often.
_CUES = tuple(sorted(word_set("said says told added asked announced stated wrote claimed warned insisted") & SPEAKING))
_GIVEN = SPEECH.male_names | SPEECH.female_names


class Cut(NamedTuple):
    """One place at which a form may be two words.

    Attributes:
        at: letters before it.
        is_sure: no name ends with the second part ("that", "announced"; but "and" as in Rolland).
        knows_name: a list knows the first part.
    """

    at: int
    is_sure: bool
    knows_name: bool


class Suspect(NamedTuple):
    """One form in a chunk.

    Attributes:
        start: letters before it in the chunk.
        kind: "behind a name" (Peskovstated), "seam" (saidPeskov), "two names" (ReutersPeskov), "before a cue"
            (donorssaid, AFPthat).
        cuts: behind a name those before verbs and small words of grammar, the longest name first.
        is_whole: a list knows the form, or it has a hyphen; then only a pronoun may be cut off.
    """

    start: int
    kind: str
    form: str
    cuts: tuple[Cut, ...]
    is_whole: bool = False


class Suspects(dict[str, tuple[Suspect, ...]]):
    """The suspects in each chunk between blanks, most often none."""

    def __missing__(self, chunk: str) -> tuple[Suspect, ...]:
        found = tuple(_suspects_in(chunk))
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        if len(chunk) <= _LONGEST_CHUNK:
            self[chunk] = found
        return found


def _suspects_in(chunk: str) -> Iterator[Suspect]:
    for found in _FORM.finditer(chunk):
        form, start = found[0], found.start()
        if found.lastgroup == "acronym":
            yield from (Suspect(start, "before a cue", form, (cut,)) for cut in _behind_an_acronym(form))
            continue
        if found.lastgroup == "small":
            yield from (Suspect(start, "before a cue", form, (cut,)) for cut in _before_a_cue(form))
        if found.lastgroup == "seamed":
            yield from (Suspect(start, kind, form, (cut,)) for kind, cut in _at_the_seam(form))
        if form[0].isupper() and (cuts := _behind_a_name(form)):
            # "Sanderit" may be listed and yet be Sander, who said it; nothing else is taken off a known word.
            is_whole, ends_chunk = "-" in form or is_listed(form.lower()), found.end() == len(chunk)
            kept = tuple(cut for cut in cuts if (ends_chunk if form[cut.at :] in PRONOUNS else not is_whole))
            if kept:
                yield Suspect(start, "behind a name", form, kept, is_whole)


@lru_cache(maxsize=1 << 16)
def _behind_a_name(form: str) -> tuple[Cut, ...]:
    """Cuts of "Peskovstated" before what comes behind a subject."""
    ends = range(len(form) - _SHORTEST_REST, _SHORTEST_NAME - 1, -1)
    return tuple(_cut(form, at) for at in ends if form[at:] in PRONOUNS or _is_verbal(form[at:]))


def _cut(form: str, at: int) -> Cut:
    return Cut(at, at >= _SHORTEST_SURE_NAME and _is_no_ending(form[at:]), is_known_name(form[:at]))


@lru_cache(maxsize=1 << 16)
def _is_verbal(rest: str) -> bool:
    """Whether this is a verb or a small word of grammar, as it comes behind a name that is a subject."""
    if rest in ENDINGS:
        return False
    if rest in STOP_WORDS or rest in SPEAKING or rest in IRREGULAR_PASTS:
        return is_dictionary_word(rest)
    return rest.endswith("ed") and is_past(rest) and _is_known(rest)


def _is_no_ending(rest: str) -> bool:
    rank = frequency_rank(rest)
    is_telling = rest in STOP_WORDS or len(rest) >= _SHORTEST_SURE_VERB or rest in SPEAKING
    return is_telling and rank is not None and rank < _FREQUENT_VERB and not ends_many_words(rest)


@lru_cache(maxsize=1 << 14)
def cuts_before_nouns(form: str) -> tuple[Cut, ...]:
    """Cuts of "Quortaagency" and "Zurichand", which only a damaged text can have; the longest name first."""
    if is_listed(form.lower()):
        return ()
    ends = range(len(form) - _SHORTEST_REST, _SHORTEST_NAME - 1, -1)
    return tuple(_cut(form, at) for at in ends if _may_end_in_damaged_text(form[at:]))


def _may_end_in_damaged_text(rest: str) -> bool:
    return is_plain_word(rest) and rest not in _PEOPLE and (len(rest) >= _SHORTEST_NOUN or rest in STOP_WORDS)


def _at_the_seam(form: str) -> Iterator[tuple[str, Cut]]:
    """The cut of "saidPeskov" or "ReutersPeskov", before the capital."""
    seam = _SEAM.search(form)
    assert seam is not None
    left, right = form[: seam.start()], form[seam.start() :]
    if left in _NAME_PARTICLES or left in ENDINGS or len(left) < _SHORTEST_REST or _is_brand(form.lower()):
        return
    if left[0].isupper():
        is_given = left.lower() in _GIVEN and right.lower() not in _GIVEN
        yield from [("two names", Cut(len(left), False, is_given))] if len(left) > _SHORTEST_REST else ()
    elif is_plain_word(left):
        rank = frequency_rank(left)
        is_usual = rank is not None and rank < (_SMALL_WORD if len(left) < _SHORTEST_NOUN else _COMMON)
        is_name = right.lower() in _GIVEN or (is_usual and len(right) > _SHORTEST_REST)
        yield "seam", Cut(len(left), is_name, True)


def _behind_an_acronym(form: str) -> Iterator[Cut]:
    """The cut of "AFPthat": behind capitals stands an ending ("NGOs", "DIYers"), and no ending is a word of grammar."""
    at = next(at for at, letter in enumerate(form) if letter.islower())
    if (
        (form[at:] in STOP_WORDS or form[at:] in SPEAKING)
        and is_dictionary_word(form[at:])
        and not is_listed(form.lower())
    ):
        yield Cut(at, True, True)


def _is_brand(word: str) -> bool:
    """Whether a word with a capital inside is written so ("YouTube"); rare ones of the list are glued themselves."""
    rank = frequency_rank(word)
    return is_dictionary_word(word) or (rank is not None and rank < _RARE)


def _before_a_cue(form: str) -> Iterator[Cut]:
    """The cut of "donorssaid": no word ends with these verbs but those in the lists."""
    for verb in _CUES:
        if form.endswith(verb) and not is_listed(form) and not ends_many_words(verb):
            name = form[: -len(verb)]
            yield from [Cut(len(name), True, True)] if is_plain_word(name) else ()


def is_known_name(name: str) -> bool:
    """Whether a list has the first part of a form as a word or a name that is not too rare."""
    rank = frequency_rank(name.lower())
    return len(name) > 3 and ((rank is not None and rank < _KNOWN_NAME) or is_dictionary_word(name.lower()))


def is_plain_word(word: str) -> bool:
    """Whether this is a usual word of the language and no ending."""
    return _is_known(word) and is_dictionary_word(word) and word not in ENDINGS


def _is_known(word: str) -> bool:
    rank = frequency_rank(word)
    return rank is not None and rank < _KNOWN


@lru_cache(maxsize=1 << 14)
def is_past(word: str) -> bool:
    """Whether this is the past of a verb.

    >>> [is_past(word) for word in ("met", "stated", "stopped", "feed", "hundred", "says")]
    [True, True, True, False, False, False]
    """
    if word in IRREGULAR_PASTS:
        return True
    stems = (word[:-2], word[:-1], word[:-3], f"{word[:-3]}y")
    return word.endswith("ed") and not word.endswith("eed") and len(word) > 4 and any(map(is_dictionary_word, stems))


@lru_cache(maxsize=1 << 14)
def is_verb(word: str) -> bool:
    """Whether a small word behind a subject is a form of a verb in the past or the third person.

    >>> [is_verb(word) for word in ("met", "stated", "says", "carries", "table", "saying")]
    [True, True, True, True, False, False]
    """
    if word in SPEAKING or word in _THIRD_PERSONS:
        return True
    bases = (word[:-1], word[:-2], f"{word[:-3]}y")
    is_third = word.endswith("s") and not word.endswith("ss") and len(word) > 3 and any(map(is_dictionary_word, bases))
    return is_third or is_past(word)


SUSPECTS = Suspects()
"""Those of every chunk read before."""
