"""Stray pronouns: the *it* or *he* that machine translation leaves between a subject and its verb is no word of it.

"Kim Jong Un it arrived" is read as "Kim Jong Un arrived"; "On Tuesday he arrived" stays.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence

from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages.detection import is_plainly_english
from retrieval.text.languages.english.speech import SPEECH
from retrieval.text.view.edits import Edit
from retrieval.text.view.suspects import NAME_INSIDE_A_SENTENCE, SPEAKING, is_past, is_verb
from retrieval.text.wordlists import word_set

# A name or the end of one, the pronoun behind it, and what may be its verb.
_STRAY = re.compile(r" (it|he|she)(?= ([a-z]+)\b)")
_SENTENCE_START = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.!?]\s|'{2,}|--|[\n“”\"«»;:()—–]")
_CLAUSE_CHARS, _CLAUSE_WORDS = 120, 9
# Words that link the words of a name or a title, and those that open a clause of another kind.
_LINKS = word_set("of for the a an and de da do la")
_OPENERS = (
    SPEECH.prepositions
    | SPEECH.subordinators
    | word_set(
        "then now today yesterday tomorrow here there but and or yet still ok yes no maybe perhaps once how",
        "is was are were be been has had have does did do god thank besides given like unlike except",
    )
    | {name.lower() for name in (*day_name, *month_name)}
)
# What a role begins with in small letters: "his friend Ada Lund", "former mayor Bo Reed".
_BEFORE_ROLES = word_set("his her their its our my former then-president ex-president fellow senior")
_SAID_OR_TOLD = SPEECH.say.finite | SPEECH.tell.finite
_ARTICLES = word_set("the a an this that these those")
_SAYING = re.compile(r"\b(?:said|says|say|claimed|claims|argued|argues|noted|insisted|added) ")
_BETWEEN_WORDS = re.compile(r"[\s,]+")
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
    last = window.split(None)[-1:] or [""]
    if not last[0][:1].isupper() or not last[0].replace("-", "").isalpha() or not is_verb(found[2]):
        return []
    starts = [mark.end() for mark in _SENTENCE_START.finditer(window)]
    clause = window[starts[-1] if starts else 0 :].strip()
    for part in _beginnings(clause):
        words = [word for word in _BETWEEN_WORDS.split(part) if word]
        if words and _is_subject(words, found[2]):
            return words
    return []


def _beginnings(clause: str) -> Iterator[str]:
    """Where the subject may begin: with the sentence, behind its last comma ("On Monday, …") or behind "said"."""
    yield clause
    if "," in clause:
        yield clause.rpartition(",")[2]
    if (said := None if "," in clause else _SAYING.search(clause)) is not None:
        yield clause[said.end() :]


def _is_subject(words: Sequence[str], verb: str) -> bool:
    if words[0].lower() in _JOINERS:
        words = words[1:] or [""]
    opens = words[0][:1].isupper() or words[0] in _LINKS or words[0] in _BEFORE_ROLES
    if not opens or len(words) > _CLAUSE_WORDS or not all(map(_may_stand_in_a_subject, words)):
        return False
    # "The Lund he knew was gone": behind an article what looks like its verb may be a clause about it.
    return words[0].lower() not in _ARTICLES or verb in _SAID_OR_TOLD


def _may_stand_in_a_subject(word: str) -> bool:
    if word in _LINKS or word in _BEFORE_ROLES:
        return True
    if word.lower() in _OPENERS:
        return False
    return word[:1].isupper() or (word.isalpha() and is_dictionary_word(word) and not _is_sure_verb(word))


def _is_sure_verb(word: str) -> bool:
    return word in SPEAKING or is_past(word)
