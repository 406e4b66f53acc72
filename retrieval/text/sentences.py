"""Sentence segmentation, in which a quotation is one atom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from retrieval.model import Span
from retrieval.text.paragraphs import paragraphs
from retrieval.text.quotes import quotations as find_quotations
from retrieval.text.wordlists import word_set

__all__ = ["paragraphs", "sentences"]

# A terminator with the marks that close after it, then a blank or a capital that was glued to it. A row of terminators
# is looked at once, from its beginning, and so is a row of anything else here: two million dots are no exception.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++(?:[\"”’'»)\]]|[“‘](?=\s))*(?=\s|[A-Z“\"«][\w’'])|(?<![。！？])[。！？]++[」』”]*+|;(?=\s++[“\"])"
)
# Every end begins with one of these.
_STOP = re.compile(r"[.!?…。！？;]")
# “…” — Name: the name signs the quotation before it.
_SIGNATURE = re.compile(r"\s*+(?:[—–―]|--|- )")
_CLOSING = frozenset("\"”’'»“")
# The word before a full stop, with what belongs to it: "U.S", "don’t", "AT&T", "twenty-one".
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[\w’'&-]+$")
_LEAD = frozenset("“\"‘'«„([{¿¡—–-•*")
# "J", "U.S", "e.g".
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
# "am 13", "vom 1": the full stop behind them makes an ordinal number.
_GERMAN_DAY = re.compile(r"\b(?:am|dem|den|der|vom|zum|bis|seit) \d\d?$", re.IGNORECASE)
# "(12. Oktober)", "Montag, 12. Oktober": with a month behind it, it needs no word before it.
_GERMAN_MONTH = re.compile(
    r"\s(?:Jan|Jän|Febr|Sept|Nov)(?:uar|ner|ember)|\s(?:März|April|Mai|Jun|Juli|August|Oktober|Dezember)"
)
_ABBREVIATIONS = word_set(
    "mr mrs ms messrs mx dr prof sen sens rep reps gov govs gen col maj capt cpt lt sgt cpl cmdr adm brig rev",
    "fr hon pres supt det insp atty sec asst st ste mt ft jr sr vs v del amb no nos vol pp art fig ed eds al approx",
    "est dept univ assn bros co corp inc ltd llc plc jan feb mar apr jun jul aug sept sep oct nov dec mon tue",
    "tues wed thu thur thurs fri sat ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich",
    "minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo ave blvd rd e.g i.e etc cf ca",
    # Russian and Ukrainian, Spanish and Portuguese, French, German
    "г гг им ул руб коп млн млрд тыс см стр т.е т.д т.п т.к и.о проф акад р рр вул обл",
    "sra srta dra dña núm pág pp ee.uu exmo exma",
    "mme mlle mm",
    "bzw z.b d.h u.a usw ggf ca nr str mio mrd evtl sog vgl",
)
# These abbreviations end sentences as often as not: what follows decides.
_MAY_END = word_set(
    "jr sr inc corp co ltd llc plc etc al no est ed art fig sat mon sun ill ind miss mass wash",
)
_STARTERS = word_set(
    "The A An He She It They We I You This That These Those There In On At But And So Yet If When While As",
    "After Before For By With From To Asked His Her Its Their Our My Who What Why How Where Not No Mr. Mrs.",
    "Ms. According Still Also However Meanwhile Now Then Both Some Many Most Several Since During Under Over",
    "Even",
)


class _Outer(Protocol):
    @property
    def outer(self) -> Span: ...


def sentences(
    text: str, quotations: Iterable[_Outer] | None = None, within: Sequence[Span] | None = None
) -> tuple[Span, ...]:
    """Cut a text into sentences that never cross a paragraph nor end inside a quotation.

    Args:
        quotations: those of this text, where the caller has them already.
        within: the paragraphs, likewise.

    >>> [s.of("It was Friday.Kremlin aide J. Doe left.") for s in sentences("It was Friday.Kremlin aide J. Doe left.")]
    ['It was Friday.', 'Kremlin aide J. Doe left.']
    """
    if quotations is None:
        quotations = find_quotations(text)
    atoms = _merged(q.outer for q in quotations)
    starts = [atom.start for atom in atoms]
    return tuple(
        sentence
        for block in (paragraphs(text) if within is None else within)
        for sentence in _cut(text, block, _ends(text, block, atoms, starts))
    )


def _ends(text: str, block: Span, atoms: Sequence[Span], starts: Sequence[int]) -> list[int]:
    ends = []
    done = block.start
    # The stops are found quickly; only there the engine has to look behind and ahead.
    for stop in _STOP.finditer(text, block.start, block.end):
        found = _END.match(text, stop.start(), block.end) if stop.start() >= done else None
        if found is None:
            continue
        end = done = found.end()
        # He said “I came. I saw.” and left: a full stop inside a quotation ends nothing, and one at its end ends the
        # sentence behind the closing mark.
        number = bisect_right(starts, found.start()) - 1
        if number >= 0 and found.start() < atoms[number].end:
            if end < atoms[number].end:
                continue
            end = atoms[number].end
        if _is_end(text, found.start(), end, block.end):
            ends.append(end)
    return ends


def _is_german_day(text: str, stop: int, end: int) -> bool:
    return bool(_GERMAN_DAY.search(text, max(0, stop - 24), stop) or _GERMAN_MONTH.match(text, end))


def _is_end(text: str, stop: int, end: int, limit: int) -> bool:
    """Whether the terminator at ``stop`` ends a sentence, by the words on both sides of it."""
    at = end
    while at < limit and (text[at].isspace() or text[at] in _LEAD):
        at += 1
    if at >= limit:
        return False
    following = text[at]
    # "“Is it safe?” she asked." goes on in small letters; "“It is.” — Ada Reed" is signed by the name.
    if following.islower() or (_SIGNATURE.match(text, end) and text[end - 1] in _CLOSING):
        return False
    is_glued = not text[end].isspace() if end < limit else False
    # "Really? Yes." and "Well... Yes." are two; "He left…Then" has lost its blank and may be one.
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return not is_glued or text[stop] != "…"
    word = _LAST_WORD.search(text, max(0, stop - 24), stop)
    last = word[0] if word else ""
    if is_glued:
        # "Friday.Kremlin" is two sentences; "U.S", "Amazon.com" and "node.JS" are not.
        return last[-1:].islower() and len(last) > 1 and text[at + 1 : at + 2].islower() and "." not in last
    if last.isdigit() and len(last) <= 2 and _is_german_day(text, stop, end):
        return False  # am 13. September
    folded = last.casefold()
    # "J. Doe" goes on; "in the U.S. The mayor" and "in the U.S. Senate" are told by what follows; "than I. He" ends.
    if _INITIALS.fullmatch(last) and last != "I":
        return ("." in last or last.isdigit()) and _starts_sentence(text, at)
    # "Mr. Reed" goes on; "Reed Inc. The mayor" ends and "Reed Inc. Chairman" does not.
    if folded in _ABBREVIATIONS and end == stop + 1:
        return folded in _MAY_END and _starts_sentence(text, at)
    return True


def _starts_sentence(text: str, at: int) -> bool:
    # "But, he said": the comma is no part of the word.
    word = text[at : at + 12].split(None, 1)
    return bool(word) and word[0].rstrip(",") in _STARTERS


def _cut(text: str, block: Span, ends: Sequence[int]) -> Iterable[Span]:
    start = block.start
    for end in (*ends, block.end):
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield Span(start, end)
            start = end


def _merged(spans: Iterable[Span]) -> list[Span]:
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            if span.end > apart[-1].end:
                apart[-1] = Span(apart[-1].start, span.end)
        else:
            apart.append(span)
    return apart
