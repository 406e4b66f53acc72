"""Encoding detection: UTF-8, UTF-16, else the one in which a file's language is spelt right.

The same bytes are words in one encoding and rubbish in another, and a detector that always names its best guess turns
a fifth of the texts in western and central European encodings into rubbish (measured with charset-normalizer 3.5 on
texts of eleven languages). So a guess is checked: it is believed where the language that the text turns out to be in
writes these letters, and where no other encoding does as well. What cannot be told so is refused by name.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from retrieval.text.languages import LANGUAGES
from retrieval.text.languages.detection import detected_language

MAX_SAMPLE_BYTES = 1_000_000
_MAX_JUDGED_BYTES = 16_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_FEWEST_UNITS = 24
_MOST_CONTROLS = 0.2
_MOST_MISSPELT = 0.05
_LEAST_AHEAD = 0.1
_FEWEST_AHEAD = 2
_FOREIGN = 0.3
_LEAST_COMMON = 0.02
# Names as they are known; each is tried on its own, and those that give the same text are one.
_LEGACY = {
    "windows-1252": "cp1252",
    "windows-1251": "cp1251",
    "windows-1250": "cp1250",
    "windows-1254": "cp1254",
    "windows-1257": "cp1257",
    "windows-1253": "cp1253",
    "koi8-u": "koi8_u",
    "koi8-r": "koi8_r",
    "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5",
    "iso-8859-7": "iso8859_7",
    "iso-8859-15": "iso8859_15",
    "ibm866": "cp866",
    "ibm850": "cp850",
    "ibm852": "cp852",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
}
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
# The letters beyond a-z that a language writes, by CLDR's main and auxiliary sets; see cldr.unicode.org.
_LETTERS = {
    "en": "éèêëïöüçñáâàóôíúåøäæœãß",
    "fr": "àâæçéèêëîïôœùûüÿáíóúñöä",
    "de": "äöüßéèàáçñôê",
    "es": "áéíóúüñçàèöäªº",
    "pt": "áâãàçéêíóôõúüñèªº",
    "it": "àèéìíîòóùúïªº",
    "ca": "àçéèíïóòúüñ·",
    "gl": "áéíóúüñç",
    "nl": "áäéëíïóöúüèçêàâîôû",
    "da": "æøåéäöüáóê",
    "nb": "æøåéàòôóäöü",
    "no": "æøåéàòôóäöü",
    "nn": "æøåéàòôóäöü",
    "sv": "åäöéàüáëæø",
    "fi": "äöåšžéü",
    "is": "áðéíóúýþæö",
    "pl": "ąćęłńóśźżéöüäáè",
    "cs": "áčďéěíňóřšťúůýžäöü",
    "sk": "áäčďéíĺľňóôŕšťúýžěřůöü",
    "sl": "čšžćđäöü",
    "hr": "čćđšžäöü",
    "bs": "čćđšž",
    "hu": "áéíóöőúüűäß",
    "ro": "ăâîșțşţéöüá",
    "sq": "çë",
    "tr": "çğıöşüâîûİ",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "äõöüšž",
    "ru": _RUSSIAN,
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюяґ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}
_MARKS = frozenset("«»„“”‚‘’‹›–—…·•§©®™°€£¥¢№¿¡´¨×±½¼¾ªº\xa0\xad²³¹µ†‡‰")
_NEVER_INSIDE = frozenset("·±¶¹¼½¾²³¿¡¨´©®§°£¥¢†‡‰„‚«»“”€•™¤")
_NEVER_BEFORE = frozenset("±¶¹¼½¾¨´¤¦©®€")
_NEVER_AFTER = frozenset("±¶¼½¾¨´¤¦€")
_WORD = re.compile(r"[^\W\d_]+")
_KEY = re.compile(r'"\w{1,40}"\s*:')


class UnknownEncoding(ValueError):
    """Bytes that cannot be read without guessing; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How some bytes are written.

    Attributes:
        codec: as Python names it.
        name: as people name it; None for UTF-8, of which nothing need be said.
    """

    codec: str
    name: str | None = None


UTF_8 = Encoding("utf-8-sig")


def decoded(raw: bytes) -> tuple[str, Encoding]:
    """The text of some bytes, without the mark at their start, and how they are written.

    Raises:
        UnknownEncoding: they are not UTF-8, and it is not plain what they are.

    >>> decoded("Rain.".encode("utf-16"))
    ('Rain.', Encoding(codec='utf-16', name='UTF-16'))
    """
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding.codec), encoding
    except UnicodeDecodeError as error:
        raise UnknownEncoding(f"it begins as {encoding.name or 'UTF-8'} and goes on as something else") from error


def encoding_of(raw: bytes, *, is_cut: bool = False) -> Encoding:
    """How some bytes are written.

    Args:
        is_cut: they are the beginning of more, and may end inside a character.

    Raises:
        UnknownEncoding: as in `decoded`.
    """
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return UTF_8 if codec == "utf-8-sig" else Encoding(codec, codec.upper())
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(raw, final=not is_cut)
    except UnicodeDecodeError as error:
        return _utf_16(raw, None) or _legacy(raw, error)
    return _utf_16(raw, text) or UTF_8


def undecodable(raw: bytes, error: UnicodeDecodeError) -> str:
    """Why bytes are no UTF-8, for people.

    >>> raw = "café".encode("latin-1")
    >>> try: raw.decode()
    ... except UnicodeDecodeError as error: undecodable(raw, error)
    'it is not UTF-8 (byte 0xe9 at 4); save it as UTF-8'
    """
    return f"it is not UTF-8 (byte {raw[error.start]:#04x} at {error.start + 1}); save it as UTF-8"


def _utf_16(raw: bytes, as_utf_8: str | None) -> Encoding | None:
    """UTF-16 without a mark: what is half control characters otherwise, and none as this."""
    sample = raw[: _MAX_JUDGED_BYTES // 2 * 2]
    if len(sample) < 2 * _FEWEST_UNITS:
        return None
    if as_utf_8 is not None and not _is_mostly_controls(as_utf_8[:_MAX_JUDGED_BYTES]):
        return None
    for codec, name in (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")):
        text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
        known = sum(unicodedata.category(c)[0] in "LNPZS" or c in "\t\r\n" for c in text)
        # Letters of one alphabet share their upper byte; bytes taken for two at a time do not.
        rows = {ord(c) >> 8 for c in text if c.isalpha()}
        if known >= 0.98 * len(text) and len(rows) <= 4 and any(c in " \n" for c in text):
            return Encoding(codec, name)
    return None


def _is_mostly_controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)


def _legacy(raw: bytes, error: UnicodeDecodeError) -> Encoding:
    sample = _telling(raw)
    found: dict[str, tuple[_Spelling, Encoding]] = {}
    for name, codec in _LEGACY.items():
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        found.setdefault(text, (_spelling(text), Encoding(codec, name)))
    ranked = sorted(found.values(), key=lambda one: one[0].doubt)
    if not ranked or ranked[0][0].wrong > _MOST_MISSPELT * ranked[0][0].odd:
        raise UnknownEncoding(undecodable(raw, error)) from error
    if len(ranked) > 1:
        (best, encoding), (second, other) = ranked[:2]
        ahead = second.doubt - best.doubt
        if ahead < _FEWEST_AHEAD and ahead < _LEAST_AHEAD * best.odd:
            either = f"{encoding.name} or {other.name}"
            raise UnknownEncoding(f"it is not UTF-8 and may be {either}; save it as UTF-8") from error
    return ranked[0][1]


def _telling(raw: bytes) -> bytes:
    """The lines that hold bytes outside ASCII, up to a length: nothing else tells encodings apart."""
    kept, size = [], 0
    for line in raw[:MAX_SAMPLE_BYTES].splitlines():
        if not line.isascii():
            kept.append(line[:_MAX_JUDGED_BYTES])
            size += len(line)
        if size > _MAX_JUDGED_BYTES:
            break
    return b"\n".join(kept)[:_MAX_JUDGED_BYTES]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How well a text is spelt.

    Attributes:
        odd: characters outside ASCII.
        wrong: those that are not as the text's language writes them.
        doubt: the same, and a part of each that the language writes in foreign words alone.
    """

    odd: int
    wrong: int
    doubt: float


def _spelling(text: str) -> _Spelling:
    plain = _KEY.sub(" ", text)
    language = detected_language(plain) or ""
    letters = _LETTERS.get(language)
    odd = [c for c in text if c > "\x7f"]
    if letters is None or not _has_common_words(plain, language):
        return _Spelling(len(odd), len(odd), len(odd))
    wrong = sum(c not in _MARKS and c.lower() not in letters and c not in letters for c in odd)
    wrong = min(len(odd), wrong + sum(map(_faults, _WORD.finditer(plain))))
    # "don’t" and "donít", "a – b" and "a ñ b" are the same bytes.
    foreign = sum(c.isalpha() for c in odd) if language == "en" else 0
    return _Spelling(len(odd), wrong, wrong + _FOREIGN * foreign)


def _has_common_words(text: str, language: str) -> bool:
    """Whether a language's commonest words are among those of a text; letters alone may be right by accident."""
    if language not in LANGUAGES:
        return True
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return sum(word in LANGUAGES[language].stop_words for word in words) >= _LEAST_COMMON * len(words)


def _faults(found: re.Match[str]) -> int:
    """How often letters cannot follow one another: a capital inside, two alphabets, a mark between letters."""
    word, start, end = found[0], found.start(), found.end()
    before, after, next_but_one = found.string[max(0, start - 1) : start], *found.string[end : end + 2].ljust(2)
    faults = 0
    if not word.isascii():
        faults += sum(a.islower() and b.isupper() for a, b in pairwise(word))
        faults += any(c.isascii() for c in word) and any("\u0370" <= c <= "\u04ff" for c in word)
    return (
        faults
        + (before in _NEVER_BEFORE)
        + (after in _NEVER_AFTER or (after in _NEVER_INSIDE and next_but_one.isalpha()))
    )
