"""Splitting glued words that lost the blank between them, by the evidence of the text itself and of word lists.

A form that no list knows is cut where one part is a name that the same text writes alone and the other a common word
("Peskovstated", "saidWhitfield", "Unand"), or where no name can end with the second ("Zubrowkaannounced"). The pronoun
that machine translation glues to a name ("Peskovhe said") is no word of the sentence and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

from retrieval.text.known_words import is_dictionary_word, is_listed
from retrieval.text.languages.detection import is_plainly_english
from retrieval.text.view.edits import Edit
from retrieval.text.view.foreign_glue import part_glued_foreign_words
from retrieval.text.view.suspects import (
    CAPITALISED,
    NAME_INSIDE_A_SENTENCE,
    PRONOUNS,
    SPEAKING,
    SUSPECTS,
    Cut,
    Suspect,
    cuts_before_nouns,
    is_verb,
)

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_A_VERB = re.compile(r" ([a-z]+)\b")
_OWNERS = ("his", "her", "their", "its")
_BEFORE_AN_OBJECT = re.compile(rf" (?:{'|'.join(_OWNERS)}) [a-z]")
_LOWER_WORD = re.compile(r"\b[a-z]+\b")
_SENTENCE_END = re.compile(r"[.!?:;\n”]")
_LOOKED_BACK = 120
_SMALL_WORD = re.compile(r"(?:,? according to|\s+[a-z0-9])")
# "Fouche", "Blythe", "Christophe": here -he belongs to the name.
_HE_OF_A_NAME = ("c", "t", "p", "s", "g")
_SHORTEST_NAME, _SHORTEST_NAME_IN_A_LIST = 4, 5
_FEWEST_IN_DAMAGED_TEXT = 2
_LONGEST_REST = 3
# So few are looked for one by one; more, in one pass over the text.
_FEW_SUSPECTS = 16


def part_glued_words(text: str) -> Iterator[Edit]:
    """A blank where two words are glued together; what English has lists for, others show by their form.

    >>> text = "Peskovstated that it was so, saidWhitfield. Dmitry Peskov and Ada Whitfield met at the Roland."
    >>> [text[at - 3 : at] + "|" + text[at : at + 3] for at, _, _ in part_glued_words(text)]
    ['kov|sta', 'aid|Whi']
    """
    if not is_plainly_english(text):
        yield from part_glued_foreign_words(text)
        return
    suspects = {chunk: found for chunk in set(text.split()) if (found := SUSPECTS[chunk])}
    if suspects and _is_worth_a_look(text, suspects):
        yield from _Glue(text, suspects).edits()


def _is_worth_a_look(text: str, suspects: dict[str, tuple[Suspect, ...]]) -> bool:
    """Whether anything speaks for a cut; most rare names of sound text are written in no other way than the one."""
    return len(suspects) > _FEW_SUSPECTS or any(_may_be_cut(text, one) for found in suspects.values() for one in found)


def _may_be_cut(text: str, suspect: Suspect) -> bool:
    form = suspect.form
    if suspect.kind in ("seam", "before a cue"):
        return True
    glued = text.count(form)
    if not suspect.is_whole and any(f"{form} {owner} " in text for owner in _OWNERS):
        return True
    return any(
        cut.is_sure or (form[cut.at :] in PRONOUNS and not suspect.is_whole) or text.count(form[: cut.at]) > glued
        for cut in suspect.cuts
    )


def _occurrences(text: str, chunks: Collection[str]) -> list[tuple[int, str]]:
    """Where some chunks between blanks are in a text, in order."""
    if len(chunks) > _FEW_SUSPECTS:
        return [(found.start(), found[0]) for found in _CHUNK.finditer(text) if found[0] in chunks]
    places = ((at, chunk) for chunk in chunks for at in _places_of(text, chunk))
    return sorted((at, chunk) for at, chunk in places if _is_between_blanks(text, at, at + len(chunk)))


def _places_of(text: str, chunk: str) -> Iterator[int]:
    """Where a chunk begins, over and over; a pattern for each chunk would take longer to make than to use."""
    at = text.find(chunk)
    while at >= 0:
        yield at
        at = text.find(chunk, at + len(chunk))


def _is_between_blanks(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())


class _Glue:
    """The suspects of one text and what the text says about them."""

    def __init__(self, text: str, suspects: dict[str, tuple[Suspect, ...]]) -> None:
        self._text = text
        self._counts = Counter(_WORD.findall(text))
        self._places = [
            (at + suspect.start, suspect) for at, chunk in _occurrences(text, suspects) for suspect in suspects[chunk]
        ]

    @cached_property
    def _names_inside_sentences(self) -> frozenset[str]:
        return frozenset(NAME_INSIDE_A_SENTENCE.findall(self._text))

    def edits(self) -> Iterator[Edit]:
        """All that is read otherwise, in order."""
        found: dict[int, tuple[str, int]] = {}
        for start, suspect in self._places:
            if start not in found and (at := self._cut_of(start, suspect)):
                found[start] = suspect.form, at
        if len(found) >= _FEWEST_IN_DAMAGED_TEXT:
            # A text that is damaged so surely may hold nouns behind names too; in a sound one "Obamacare" is a word.
            found |= {start: cut for start, cut in self._cuts_in_damaged_text() if start not in found}
        for start, (form, at) in sorted(found.items()):
            is_stray = form[at:] in PRONOUNS and self._is_before_a_verb(start + len(form))
            name = at if is_stray else self._end_of_name(form, at)
            yield Edit(start + name, start + (len(form) if is_stray else at), "" if is_stray else " ")

    def _end_of_name(self, form: str, at: int) -> int:
        """Where the name ends before a cut: rests of a pronoun may be there ("Cabreravesaid", of Cabrera)."""
        left = form[:at]
        if self._counts[left] or form[at:] not in SPEAKING or is_listed(left.lower()) or left.endswith("a"):
            return at
        names = range(at - 1, max(at - _LONGEST_REST, _SHORTEST_NAME_IN_A_LIST) - 1, -1)
        return next((end for end in names if self._counts[form[:end]]), at)

    def _cut_of(self, start: int, suspect: Suspect) -> int:
        """Letters of the first word of two that are surely glued here; 0 where they are one."""
        form, counts = suspect.form, self._counts
        if suspect.kind == "behind a name":
            return next((cut.at for cut in self._cuts_behind_names(start, suspect)), 0)
        (cut,) = suspect.cuts
        left, right = form[: cut.at], form[cut.at :]
        if suspect.kind == "two names":
            # Of two names glued together ("ReutersPeskov") the text writes both alone; of "YouTube" it does not, and
            # "Tik Tok" beside "TikTok" is another spelling.
            is_apart = cut.knows_name or counts[right] > self._text.count(f"{left} {right}")
            is_glued = counts[form] == 1 and is_apart and self._is_name_alone(left) and self._is_name_alone(right)
        else:
            is_glued = (cut.is_sure and counts[form] == 1) or (suspect.kind == "seam" and counts[right] > 0)
        return cut.at if is_glued else 0

    def _cuts_behind_names(self, start: int, suspect: Suspect) -> Iterator[Cut]:
        """The cuts of a form that may be a name and a word behind it, the best first."""
        form, end = suspect.form, start + len(suspect.form)
        is_before_a_verb = self._is_before_a_verb(end)
        pronouns = [cut for cut in suspect.cuts if is_before_a_verb and form[cut.at :] in PRONOUNS]
        verbal = [] if suspect.is_whole else suspect.cuts
        yield from (cut for cut in (*pronouns, *verbal) if self._is_name(form, cut.at))
        if not suspect.is_whole:
            # "Trumpshe" is rather Trump than Trumps.
            yield from (cut for cut in reversed(pronouns) if self._may_be_name(form, cut))
            goes_on = _SMALL_WORD.match(self._text, end) is not None
            yield from (cut for cut in verbal if cut.is_sure and (goes_on or cut.knows_name))
            if verbal and self._lacks_its_verb(start, end):
                yield from (cut for cut in verbal if cut.at >= _SHORTEST_NAME)

    def _lacks_its_verb(self, start: int, end: int) -> bool:
        """Whether a form is the first thing of its sentence that can do something, and has an object right behind it.

        "Union chairman Tomas Reyesmet his members", but not "gave Mehmet his book".
        """
        if _BEFORE_AN_OBJECT.match(self._text, end) is None:
            return False
        before = _SENTENCE_END.split(self._text[max(0, start - _LOOKED_BACK) : start])[-1]
        return not any(is_verb(word) for word in _LOWER_WORD.findall(before))

    def _is_name(self, form: str, at: int) -> bool:
        """Whether the text writes the first part alone, as often as it is glued, and it is no small word."""
        name = form[:at].rpartition("-")[2]
        if self._counts[name] < self._counts[form]:
            return False
        return len(name) > 3 or not is_dictionary_word(name.lower()) or name in self._names_inside_sentences

    def _is_name_alone(self, name: str) -> bool:
        return self._counts[name] > 0 and not is_dictionary_word(name.lower())

    def _may_be_name(self, form: str, cut: Cut) -> bool:
        """Whether the part before a pronoun is a name, though the text does not write it alone."""
        if cut.knows_name:
            return True
        name, pronoun = form[: cut.at], form[cut.at :]
        is_of_name = pronoun == "it" or (pronoun == "he" and name.endswith(_HE_OF_A_NAME))
        return cut.at >= _SHORTEST_NAME and not is_of_name

    def _cuts_in_damaged_text(self) -> Iterator[tuple[int, tuple[str, int]]]:
        for found in CAPITALISED.finditer(self._text):
            form = found[0]
            cuts = cuts_before_nouns(form) if self._counts[form] == 1 else ()
            if at := next((cut.at for cut in cuts if self._is_name_in_damaged_text(form, cut)), 0):
                yield found.start(), (form, at)
        for start, suspect in self._places:
            if suspect.kind == "two names" and suspect.cuts[0].knows_name and self._counts[suspect.form] == 1:
                yield start, (suspect.form, suspect.cuts[0].at)

    def _is_name_in_damaged_text(self, form: str, cut: Cut) -> bool:
        name = form[: cut.at]
        is_in_a_list = cut.knows_name and cut.at >= _SHORTEST_NAME_IN_A_LIST and not is_dictionary_word(name.lower())
        is_long = len(form) - cut.at >= _SHORTEST_NAME
        return is_in_a_list or (is_long and self._is_name(form, cut.at))

    def _is_before_a_verb(self, at: int) -> bool:
        """Whether a verb follows: no writer glues a pronoun to a name before one; machine translation put it there."""
        behind = _BEFORE_A_VERB.match(self._text, at)
        return behind is not None and is_verb(behind[1])
