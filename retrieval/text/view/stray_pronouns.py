"""Stray pronouns: the *it* or *he* that machine translation leaves between a subject and its verb is no word of it.

"Kim Jong Un it arrived" is read as "Kim Jong Un arrived"; "On Tuesday he arrived" stays.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator

from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages.detection import is_plainly_english
from retrieval.text.view.edits import Edit
from retrieval.text.view.suspects import NAME_INSIDE_A_SENTENCE, is_verb
from retrieval.text.wordlists import word_set

# A name or the end of one, the pronoun behind it, and what may be its verb.
_STRAY = re.compile(r" (it|he|she)(?= ([a-z]+)\b)")
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
            names = frozenset(NAME_INSIDE_A_SENTENCE.findall(text)) if names is None else names
            subject = subject if subject[0] in names else []
        if subject:
            yield Edit(found.start(), found.end(), "")


def _subject_before(text: str, found: re.Match[str]) -> list[str]:
    """The words from the beginning of the sentence to the pronoun where they can be its whole subject."""
    window = text[max(0, found.start() - _CLAUSE_CHARS) : found.start()]
    last = window[window.rfind(" ") + 1 :]
    if not last[:1].isupper() or not last.isalpha() or not is_verb(found[2]):
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
    return word[:1].isupper() or (word.isalpha() and is_dictionary_word(word) and not is_verb(word))
