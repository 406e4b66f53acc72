"""Telling sentences: does a sentence report something, or is it a heading, a caption, a signature, a price, a question?

Decided by form alone, and cheaply: how it begins and ends, and whether anything in it looks like a finite verb.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from retrieval.text.boilerplate import begins_as_boilerplate
from retrieval.text.languages import LANGUAGES, Language
from retrieval.text.languages.english.words import IRREGULAR_PASTS

# With an agency's name, a quotation's end or a bracket behind it.
_ENDS = re.compile(r"[.!…。！][\"”’'»)\]」』]*(?:\s*[(\[][^()\[\]]{2,40}[)\]])?$|[”»」』]$|(?<=[^\s])\"$")
_ASKS = re.compile(r"[?？][\"”’'»)\]」』]*$")
# "Update: …", "Date: Thursday": one word and a colon, or a second one in small letters; a full name has two capitals.
_LABEL = re.compile(r"[\W_]*[^\W\d_]+(?: [a-z]+)?\s?:(?=\s)")
# "13 Dec 2023 02.36 GMT": the clock of a page that is written on all day.
_STAMP = re.compile(r"[\W_]*(?:\d{1,2} [^\W\d_]{3,9} \d{4},? )?\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\b|[A-Z]{3,4}\b)")
_HANDLE = re.compile(r"[—–―-]\s?[^—–―\n]{1,60}\(@\w+\)|(?<!\w)pic\.twitter\.com/")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_CLITIC = re.compile(r"['’](?:s|re|ve|d|ll|m)$|n['’]t$")
_MIN_WORDS, _MIN_HEADING_WORDS, _SURELY_A_SENTENCE = 4, 5, 9
_SMALL = 3
_PAST = ("ed", "ought", "aught", "ew", "ept", "elt")
_NO_PRESENT = ("ss", "us", "is")


def tells(sentence: str, language: Language) -> bool:
    """Whether a sentence can be shown by itself as a report.

    >>> from retrieval.text.languages import language_of
    >>> en = language_of("en")
    >>> tells("The tunnel opened on Tuesday.", en), tells("Tuesday, December 5", en)
    (True, False)
    >>> tells("What does it mean for the valley?", en), tells("— Pia Lund (@pialund) June 3, 2024", en)
    (False, False)
    """
    text = sentence.strip()
    if asks(text) or not _ENDS.search(text, max(0, len(text) - 60)):
        return False
    if _LABEL.match(text[:60]) or _STAMP.match(text) or _HANDLE.search(text) or begins_as_boilerplate(text):
        return False
    found = _WORD.findall(text)
    return len(found) >= _MIN_WORDS and not _is_heading(found) and _has_verb(found, language)


def asks(sentence: str) -> bool:
    """Whether a sentence ends as a question does.

    >>> asks("Which valley got a new tunnel?”"), asks("“Why?” he wrote.")
    (True, False)
    """
    text = sentence.rstrip()
    return _ASKS.search(text, max(0, len(text) - 8)) is not None


def may_ask(text: str) -> bool:
    """Whether any sentence of a text can end as a question does; a look at its signs."""
    return "?" in text or "？" in text


def has_verb(part: str, language: Language) -> bool:
    """Whether a part of a sentence has what looks like a finite verb by its form alone; a plural looks like one too.

    >>> from retrieval.text.languages import language_of
    >>> [has_verb(part, language_of("en")) for part in ("the ferry toll was raised", "his long quarrel with the port")]
    [True, False]
    """
    known, small = _finite_words(language.code), language.stop_words
    found = [word.lower() for word in _WORD.findall(part)]
    return any(word in known or (len(word) > _SMALL and word not in small and looks_finite(word)) for word in found)


def _is_heading(words: list[str]) -> bool:
    """Whether all words that could be small are written with a capital, as titles are."""
    long = [word for word in words if len(word) > _SMALL]
    return len(long) >= _MIN_HEADING_WORDS and all(word[0].isupper() for word in long)


def _has_verb(words: list[str], language: Language) -> bool:
    """Whether something looks like a finite verb; where a language's verbs are not known by form, length tells."""
    known = _finite_words(language.code)
    if not known or len(words) >= _SURELY_A_SENTENCE:
        return True
    if any(word.lower() in known or _CLITIC.search(word) for word in words):
        return True
    return any(
        word.islower()
        and len(word) > _SMALL
        and (looks_finite(word) or (before.endswith("s") and _looks_bare(word, language)))
        for before, word in pairwise(words)
    )


def looks_finite(word: str) -> bool:
    """Whether a word has the form of a finite English verb: *opened*, *thought*, *opens*."""
    return word.endswith(_PAST) or (word.endswith("s") and not word.endswith(_NO_PRESENT))


def _looks_bare(word: str, language: Language) -> bool:
    """*growers expect*, where nothing but a noun that another one names is mistaken (*sports hall*)."""
    return word not in language.stop_words and not word.endswith(("ing", "s", "ly"))


@cache
def _finite_words(code: str) -> frozenset[str]:
    """Auxiliaries, irregular pasts, verbs of speech, pronouns that only a verb can follow; empty without a table."""
    finite = LANGUAGES[code].speech.finite_verbs
    return finite | IRREGULAR_PASTS if finite else finite
