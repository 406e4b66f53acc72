"""Splitting glued words that lost the blank between them, by the evidence of the text itself and of word lists.

A form that no list knows is cut where one part is a name that the same text writes alone and the other a common word
("Peskovstated", "saidWhitfield", "Unand"). What machine translation leaves behind a name ("Peskovhe said", "Kim Jong Un
it arrived") is no word of the sentence and is left out.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from retrieval.text.known_words import frequency_rank, is_dictionary_word, is_listed
from retrieval.text.languages.detection import is_plainly_english
from retrieval.text.repair import ENDINGS, split_glued
from retrieval.text.view.edits import Edit
from retrieval.text.wordlists import word_set

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ", "a-zß-öø-ÿа-яёіїєґ"
# Parts of addresses, handles and hashtags are no words of the text.
_ALONE_BEFORE, _ALONE_AFTER = r"(?<![\w#@/.=&?'’_-])", r"(?![\w@/=&_-]|[.'’]\w)"
_CAPITALISED = re.compile(rf"{_ALONE_BEFORE}[{_UPPER}][{_LOWER}]{{3,39}}{_ALONE_AFTER}")
_WITH_SEAM = re.compile(rf"{_ALONE_BEFORE}[{_UPPER}]?[{_LOWER}]{{1,39}}[{_UPPER}][{_LOWER}]{{1,39}}{_ALONE_AFTER}")
# "donorssaid", "hetold": of all verbs these are written most, and no word ends with them but those in the lists.
_WORD_AND_SAID = re.compile(rf"{_ALONE_BEFORE}([a-z]{{2,39}}?)(said|says|told|added){_ALONE_AFTER}")
_NAME_AND_PRONOUN = re.compile(rf"(?<![\w#@/.=&?’_])([{_UPPER}]\w{{2,39}})(?<=he|it) ([a-z]+)\b")
_SEAM = re.compile(rf"(?<=[{_LOWER}])(?=[{_UPPER}])")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME, _SHORTEST_REST, _SHORTEST_NOUN = 2, 2, 4
# Ranks in the list of words by frequency: words found beside a name in any text, and words at all.
_FUNCTION_WORD, _COMMON, _KNOWN, _KNOWN_NAME = 120, 5_000, 30_000, 100_000
# Before a capital inside a word these belong to the name (deGrasse, vanDyke), as a single letter does (iPhone).
_NAME_PARTICLES = word_set("de la le du di da del des van von der den mac mc al el bin ibn san st")


def part_glued_words(text: str) -> Iterator[Edit]:
    """A blank where two words of an English text are glued together.

    >>> text = "Peskovstated that it was so, saidWhitfield. Dmitry Peskov and Ada Whitfield met at the Roland."
    >>> [text[at - 3 : at] + "|" + text[at : at + 3] for at, _, _ in part_glued_words(text)]
    ['kov|sta', 'aid|Whi']
    """
    end = -1
    cuts = {*split_glued(text), *_cuts(text)} if is_plainly_english(text) else set[int]()
    for at in sorted(cuts):
        # "Sanders|he" has the better evidence than "Sander|she", and lies behind it.
        if at <= end or at + 1 in cuts:
            continue
        stray = _GLUED_PRONOUN.match(text, at)
        # "Peskovhe said": no writer glues a pronoun to a name; machine translation put it there.
        is_stray = stray is not None and _is_verb(stray[2])
        end = at + len(stray[1]) if is_stray and stray else at
        yield Edit(at, end, "" if is_stray else " ")


def _cuts(text: str) -> list[int]:
    unknown = [m for m in _CAPITALISED.finditer(text) if not is_listed(m[0].lower())]
    seamed = list(_WITH_SEAM.finditer(text))
    saying = [m for m in _WORD_AND_SAID.finditer(text) if not is_listed(m[0]) and _is_plain_word(m[1])]
    pronouns = [m for m in _NAME_AND_PRONOUN.finditer(text) if _is_verb(m[2])]
    if not seamed and not saying and not pronouns and not any(_cuts_before_a_verb(m[0]) for m in unknown):
        return []
    counts = Counter(_WORD.findall(text))
    found = [m.start(2) for m in saying if counts[m[0]] == 1]
    found += [m.start() + at for m in pronouns if (at := _cut_before_pronoun(m[1], counts))]
    for one in seamed:
        seam = _SEAM.search(one[0])
        if seam is not None and _is_seam(one[0][: seam.start()], one[0][seam.start() :], counts):
            found.append(one.start() + seam.start())
    found += _behind_names(unknown, counts, _cuts_before_a_verb)
    # A text that is damaged so surely may hold nouns behind names too; in a sound one "Obamacare" is a word.
    once = [one for one in unknown if counts[one[0]] == 1]
    return found + (_behind_names(once, counts, _cuts_before_a_noun) if found else [])


def _behind_names(
    forms: Sequence[re.Match[str]], counts: Counter[str], cuts: Callable[[str], tuple[int, ...]]
) -> list[int]:
    """Where forms that no list knows are a name of the text and a word behind it."""
    behind = ((one, next((at for at in cuts(one[0]) if _is_name(one[0], at, counts)), 0)) for one in forms)
    return [one.start() + at for one, at in behind if at]


@lru_cache(maxsize=1 << 14)
def _cuts_before_a_verb(word: str) -> tuple[int, ...]:
    cuts = range(len(word) - _SHORTEST_REST, _SHORTEST_NAME - 1, -1)
    return tuple(at for at in cuts if _goes_behind_a_name(word[at:]))


@lru_cache(maxsize=1 << 14)
def _cuts_before_a_noun(word: str) -> tuple[int, ...]:
    cuts = range(len(word) - _SHORTEST_NOUN, _SHORTEST_NAME - 1, -1)
    return tuple(at for at in cuts if _is_plain_word(word[at:]))


def _is_name(form: str, at: int, counts: Counter[str]) -> bool:
    """Whether the text writes the first part alone, as often as it is glued, and it is no small word."""
    name = form[:at]
    return counts[name] >= counts[form] and (at > 3 or not is_dictionary_word(name.lower()))


def _is_seam(left: str, right: str, counts: Counter[str]) -> bool:
    if is_listed((left + right).lower()):
        return False
    if left[0].isupper():
        # Of two names glued together ("ReutersPeskov") the text writes both alone; of "YouTube" it does not.
        return len(left) > 2 and counts[left] > 0 and counts[right] > 0
    if left in _NAME_PARTICLES or left in ENDINGS:
        return False
    rank = frequency_rank(left)
    if rank is None or rank >= _KNOWN or not is_dictionary_word(left):
        return False
    return counts[right] > 0 or (rank < (_FUNCTION_WORD if len(left) < 4 else _COMMON) and len(right) > 2)


def _cut_before_pronoun(form: str, counts: Counter[str]) -> int:
    """Where a name has a pronoun glued to it: a name that the text writes alone, else one that a list knows."""
    cuts = [len(form) - len(pronoun) for pronoun in ("he", "she", "it") if form.endswith(pronoun)]
    alone = [at for at in cuts if at > _SHORTEST_NAME and counts[form[:at]] and counts[form[:at]] >= counts[form]]
    known = [at for at in cuts if _is_known_name(form[:at]) and not is_listed(form.lower())]
    return next(iter([*alone, *known]), 0)


def _is_known_name(name: str) -> bool:
    rank = frequency_rank(name.lower())
    return len(name) > 3 and ((rank is not None and rank < _KNOWN_NAME) or is_dictionary_word(name.lower()))


def _is_plain_word(word: str) -> bool:
    rank = frequency_rank(word)
    return rank is not None and rank < _KNOWN and is_dictionary_word(word) and word not in ENDINGS


def _goes_behind_a_name(rest: str) -> bool:
    """Whether this is a small word of grammar or a form of a verb, which no compound and no name ends with."""
    if rest in ENDINGS or not is_dictionary_word(rest):
        return False
    rank = frequency_rank(rest)
    if rank is None or rank >= _KNOWN:
        return False
    return rank < _FUNCTION_WORD or (len(rest) > 2 and _is_verb(rest))


_GLUED_PRONOUN = re.compile(r"(it|he|she) ([a-z]+)\b")
# A name or the end of one, the pronoun behind it, and what may be its verb.
_STRAY = re.compile(r"(?<=[^\W\d_]) (it|he|she)(?= ([a-z]+)\b)")
_SENTENCE_START = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.!?]\s|''|[\n“”\"«»;:()]")
_CLAUSE_CHARS, _CLAUSE_WORDS = 120, 9
# Words that link the words of a name or a title, and those that open a clause of another kind.
_LINKS = word_set("of for the a an and de da do la")
_OPENERS = word_set(
    "in on at by to of for from with about after before since during under over against between into through near",
    "when while as if because although though once until unless where what how why whether that which who whom than",
    "then now today yesterday tomorrow here there so but and or yet still ok yes no maybe perhaps",
    "is was are were be been has had have does did do god thank",
) | {name.lower() for name in (*day_name, *month_name)}
_JOINERS = word_set("but and yet so still meanwhile")
_INSIDE_A_SENTENCE = re.compile(rf"(?:(?<=[{_LOWER},] )|(?<=\b[MD][rs]\. )|(?<=\bMrs\. ))[{_UPPER}][\w’'-]*")


def leave_out_stray_pronouns(text: str) -> Iterator[Edit]:
    """The pronoun that machine translation leaves between a subject that opens its sentence and the verb.

    >>> list(leave_out_stray_pronouns("Kim Jong Un it arrived on Tuesday."))
    [Edit(start=11, end=14, replacement='')]
    >>> list(leave_out_stray_pronouns("On Tuesday he said so. In a letter to Kim he wrote. Ada told Bo she was able."))
    []
    """
    names: frozenset[str] | None = None
    for found in _STRAY.finditer(text) if is_plainly_english(text) else ():
        subject = _subject_before(text, found)
        if subject and len(subject) == 1:
            names = frozenset(_INSIDE_A_SENTENCE.findall(text)) if names is None else names
            subject = subject if subject[0] in names else []
        if subject:
            yield Edit(found.start(), found.end(), "")


def _subject_before(text: str, found: re.Match[str]) -> list[str]:
    """The words from the beginning of the sentence to the pronoun where they can be its whole subject."""
    window = text[max(0, found.start() - _CLAUSE_CHARS) : found.start()]
    last = window[window.rfind(" ") + 1 :]
    if not last[:1].isupper() or not last.isalpha() or not _is_verb(found[2]):
        return []
    starts = [mark.end() for mark in _SENTENCE_START.finditer(window)]
    clause = window[starts[-1] if starts else 0 :].strip()
    behind_comma = clause.rpartition(",")[2].split()
    if "," in clause and all(word[:1].isupper() for word in behind_comma):
        # "On Monday, Ada Lund it said": names alone between a comma and the pronoun are the subject.
        return behind_comma
    words = re.split(r"[\s,]+", clause)
    words = words[words[0].lower() in _JOINERS :] or [""]
    opens = words[0][:1].isupper() or words[0] in _LINKS
    is_subject = opens and len(words) <= _CLAUSE_WORDS and all(map(_may_stand_in_a_subject, words))
    return words if is_subject else []


def _may_stand_in_a_subject(word: str) -> bool:
    if word in _LINKS:
        return True
    if word.lower() in _OPENERS:
        return False
    return word[:1].isupper() or (word.isalpha() and is_dictionary_word(word) and not _is_verb(word))


@lru_cache(maxsize=1 << 12)
def _is_verb(word: str) -> bool:
    """Whether a small word is a form of a verb in the past or the third person."""
    # Who reads undamaged English never needs it.
    from simplemma import lemmatize

    return word.endswith("ed") or (lemmatize(word, lang="en") != word and not word.endswith("ing"))
