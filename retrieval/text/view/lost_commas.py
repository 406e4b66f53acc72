"""Lost commas: an apposition that its sentence opens and never closes, as in "Ada Lund, a writer for the Herald said".

Only where the sentence goes on with a verb of speech: without the comma the nearest noun would be the one that said
it. A sound text closes what it opens, and is not changed.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence

from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages.detection import is_plainly_english
from retrieval.text.languages.english.speech import SPEECH
from retrieval.text.languages.english.words import STOP_WORDS
from retrieval.text.view.edits import Edit
from retrieval.text.view.suspects import SPEAKING, is_past
from retrieval.text.wordlists import word_set

_OPENING = re.compile(r", (?=(?:an?|the|who|which|his|her) )| (?=the (?:former|then) )")
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Prof|[^\W\d_a-z])\."
_NAME_WORD = rf"(?:{_TITLE}|[^\W\d_a-z][\w’'-]*)"
_WORD = re.compile(rf"{_TITLE}|[^\W_]+(?:[’'-][^\W_]+)*")
_NAME = rf"(?:{_NAME_WORD} ){{0,5}}{_NAME_WORD}(?: \([^()\n]{{1,40}}\))?"
# With an age and a place as well: "Ada Lund, 59, of Brindle, Vt.".
_NAME_BEFORE = re.compile(rf"({_NAME})(?:, \d{{1,3}})?(?:, of {_NAME}(?:, [^\W\d_a-z]\w*\.?)?)?$")
_STARTS = re.compile(r"(?:^|\n|(?:[”\"»:;—–]|''),?|[^\WA-Z_][.!?]|\b(?:But|And|Yet|So))\s*$")
_CUED_NAME = re.compile(rf"(?:said|says|told) ((?:{_NAME_WORD} ){{1,4}}{_NAME_WORD})(?= [a-z])")
_REACH, _MOST_WORDS, _MOST_ADJECTIVES = 160, 16, 4
# In the present only those that are no plural of a noun (claims, reports).
_CUES = {verb for verb in SPEECH.say.finite | SPEECH.tell.finite if is_past(verb)} | word_set(
    "says tells adds argues insists explains writes warns"
)
_THAT = re.compile(r" that\b|:| [“\"]")
_SENTENCE_START = re.compile(r"[^\WA-Z_][.!?] |''|[\n“”\"«»;:—–]")
_COMMA_AND_CUE = re.compile(r", ([a-z]+)\b")
_NAME_AND_APPOSITION = re.compile(rf"({_NAME}) ((?:the|an?|who) (?:[^,.;:“”\"\n]|(?<=[A-Z])\.){{3,140}})$")
_AGE = re.compile(r" (\d\d),? ([a-z]+)\b")
# "Lund, a writer said, was right": here the sentence is about Lund.
_ASIDE = re.compile(r",(?! [“\"][^\W\d_a-z])")
_BE = word_set("is are was were")
_RELATIVES = word_set("who which")
_NO_NOUNS = word_set("and or but to of for in on at by with from as than that the a an his her its not also")
_BEHIND_A_ROLE = word_set("of for at with in to from")
_NO_NAMES = {name.lower() for name in (*day_name, *month_name)}


def close_appositions(text: str) -> Iterator[Edit]:
    """A comma where an apposition ends before a verb of speech, or where it begins behind a name.

    >>> [at for at, _, _ in close_appositions("It was. Ada Lund, a writer for the Herald said that it is.")]
    [41]
    >>> list(close_appositions("It was so. In Oslo, a writer for the Herald said that it is. Lund, a writer, said so."))
    []
    """
    if not is_plainly_english(text):
        return
    found = {*_ends_of_appositions(text), *_ends_of_names(text), *_openings_of_appositions(text), *_beside_ages(text)}
    yield from (Edit(at, at, ",") for at in sorted(found))


def _ends_of_appositions(text: str) -> Iterator[int]:
    for opening in _OPENING.finditer(text):
        end = _end_of_apposition(text, opening.end())
        if end is not None and _name_before(text, opening.start()) is not None:
            if text[opening.start()] == " ":
                yield opening.start()
            yield end


def _end_of_apposition(text: str, at: int) -> int | None:
    """Where the words of an apposition end right before a verb of speech; None where something else comes first."""
    words: list[str] = []
    end = at
    for word in _WORD.finditer(text, at, at + _REACH):
        if (words and text[end : word.start()] != " ") or len(words) > _MOST_WORDS:
            return None
        if _is_cue(text, word) and _is_whole_apposition(words):
            return None if _ASIDE.match(text, word.end()) else end
        words.append(word[0])
        end = word.end()
    return None


def _is_cue(text: str, word: re.Match[str]) -> bool:
    """Whether a verb of speech has its subject before it; "a man quoted in the Herald" is none who quoted."""
    return word[0] in _CUES or (word[0] in SPEECH.state.finite and _THAT.match(text, word.end()) is not None)


def _is_whole_apposition(words: Sequence[str]) -> bool:
    if len(words) < 2 or words[-1] in _NO_NOUNS or words[-1] in STOP_WORDS or words[-1].endswith("ly"):
        return False
    relative = next((at for at, word in enumerate(words) if word in _RELATIVES), len(words))
    verbs = [at for at, word in enumerate(words) if word in SPEAKING or word in _BE or is_past(word)]
    has_its_verb = relative == len(words) or any(relative < at < len(words) - 1 for at in verbs)
    return has_its_verb and not any(at < relative for at in verbs)


def _name_before(text: str, at: int) -> list[str] | None:
    """The name that the words before an apposition are, where it begins its sentence or clause."""
    window = text[max(0, at - _REACH) : at]
    found = _NAME_BEFORE.search(window)
    if found is None or _STARTS.search(window[: found.start()]) is None:
        return None
    words = [word for word in found[1].split() if not word.startswith("(")]
    is_no_name = any(word.lower() in _NO_NAMES or word.lower() in STOP_WORDS for word in words)
    if is_no_name or words[-1].endswith(("’s", "'s")):
        return None
    # "Meanwhile, a writer for the Herald said": a single word is a name where the text has it inside a sentence.
    is_plain = len(words) == 1 and is_dictionary_word(words[0].lower())
    return None if is_plain and not re.search(rf"[a-z,] {re.escape(words[0])}\b", text) else words


def _openings_of_appositions(text: str) -> Iterator[int]:
    """The end of the name in "Ada Lund the mayor's eldest daughter, said"."""
    for cue in _COMMA_AND_CUE.finditer(text):
        if cue[1] not in _CUES:
            continue
        window = text[max(0, cue.start() - _REACH) : cue.start()]
        starts = [mark.end() for mark in _SENTENCE_START.finditer(window)]
        found = _NAME_AND_APPOSITION.match(window[starts[-1] if starts else 0 :].lstrip(" ',"))
        if found is not None and _name_before(text, at := cue.start() - len(found[2]) - 1):
            yield at


def _beside_ages(text: str) -> Iterator[int]:
    """The place of the other comma in "Ada Lund, 25 said" and "Mr. Lund 82, told"."""
    for found in _AGE.finditer(text):
        start, end = found.start(), found.end(1)
        is_opened, is_closed = text[start - 1 : start] == ",", text[end : end + 1] == ","
        if found[2] in _CUES and is_opened != is_closed and _name_before(text, start - is_opened) is not None:
            yield end if is_opened else start


def _ends_of_names(text: str) -> Iterator[int]:
    """The end of the name in "said Bo Reed chief engineer of the port"."""
    for found in _CUED_NAME.finditer(text):
        for number, word in enumerate(_WORD.finditer(text, found.end() + 1, found.end() + _REACH)):
            if number >= _MOST_ADJECTIVES or word[0] in STOP_WORDS or not word[0].islower():
                break
            behind = _WORD.match(text, word.end() + 1)
            if text[word.end() : word.end() + 1] != " ":
                break
            if word[0] in SPEECH.roles and behind is not None and behind[0] in _BEHIND_A_ROLE:
                yield found.end()
                break
