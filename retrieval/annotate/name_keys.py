"""Name keys: the parts of a person's name, comparable whatever its spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from retrieval.text.wordlists import word_set

TITLES = word_set(
    "mr mrs ms miss mx dr sir madam madame lord lady dame hon rev reverend fr father sister brother pope",
    "cardinal bishop archbishop rabbi imam sheikh ayatollah prof professor sen senator rep representative",
    "congressman congresswoman gov governor president premier chancellor minister king queen prince princess",
    "emperor duke duchess baron baroness judge justice gen general col colonel maj major capt captain lt",
    "lieutenant sgt sergeant cpl adm admiral cmdr commander marshal officer detective sheriff deputy mayor",
    "secretary ambassador speaker attorney chairman chairwoman chairperson councilman councilwoman councilmember",
    "amb atty supt brig insp det del pres alderman",
    "delegate coach herr frau monsieur signor signora señor señora don president-elect vice-president vice",
)
SUFFIXES = word_set("jr sr ii iii iv v esq phd md qc kc mp mep obe cbe")
PARTICLES = word_set(
    "de del della di da das dos du des d la le las los el al von van der den ter ten zu zum zur af av bin ibn",
    "ben abu st mac o",
)
# "Al Gore" and "Ben Carson" have given names, so these join a surname only behind a given name.
_GIVEN_TOO = word_set("al ben el abu mac o d da van st")
# Family names that come first; what follows must look like given names of the same language.
_KOREAN = word_set(
    "kim park lee yi ban moon choi choe jung jeong cho kang yoon yun jang chang lim han oh seo shin kwon",
    "hwang ahn an song ryu yoo hong jeon ko mun roh noh pak ri rhee",
)
_KOREAN_SYLLABLE = (
    "jong|jung|un|il|sung|ki|moon|jae|in|geun|hye|yo|yong|chol|nam|seok|suk|hyun|hyon|min|ho|joon|jun|woo|u|young|yeong|"
    "sik|su|soo|won|chul|cheol|hwan|dae|tae|kyung|kyong|kyoung|sang|hee|hui|myung|myong|bak|kwang|gwang|ju|joo|sun|seon|"
    "son|seung|sook|ok|mi|eun|ji|yeon|yon|bin|beom|bum|hoon|hun|jin|gi|guk|kook|kuk|kyu|gyu|rae|rok|ryong|se|si|hyung|"
    "hyok|hyuk|bo|do|gil|kil|kun|kon|geon|nak|yeol|yol|yul|hae|ha|hwa|cha|chan|chang|choong"
)
_CHINESE = word_set(
    "xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng",
    "xie han tang feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren",
    "yao shen zhong cui tan qin mao zhuge bo wen qiang geng hua tsai ai bai",
)
_PINYIN_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|uai|ian|iao|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|"
    r"en|in|un|ua|uo|ia|a|o|e|i|u)"
)
_KOREAN_GIVEN = re.compile(rf"(?:{_KOREAN_SYLLABLE})(?: ?(?:{_KOREAN_SYLLABLE}))")
_CHINESE_GIVEN = re.compile(rf"{_PINYIN_SYLLABLE}(?: ?{_PINYIN_SYLLABLE})?")
_HUNGARIAN_GIVEN = word_set(
    "viktor janos jozsef laszlo istvan gyorgy ferenc peter tibor gabor zoltan ferencz miklos",
)

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_EDGE = re.compile(r"^\W+|[^\w]+$")
# One sound, many spellings: Dmitri, Dmitry; Zelensky, Zelenskiy, Zelenskyy, Zelenskii; Sergei, Sergey; Mikhail, Mihail.
_SOUNDS = (
    (re.compile(r"(?:iy|yy|ii|yi|ij|(?<=[a-z]{3})i)(?=$)"), "y"),
    (re.compile("kh"), "h"),
    (re.compile(r"e[iy](?=$)"), "ey"),
)
_DOUBLED = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    folded = re.sub(r"[^a-z0-9]", "", anyascii(word).casefold())
    for pattern, letters in _SOUNDS:
        folded = pattern.sub(letters, folded)
    return _DOUBLED.sub(r"\1", folded)


def name_words(name: str) -> list[str]:
    """The words of a name as written, without titles before it, suffixes after it and a possessive.

    >>> name_words("Sen. John McCain III’s")
    ['John', 'McCain']
    """
    words = [w for w in (_EDGE.sub("", w) for w in _POSSESSIVE.sub("", name.strip()).split()) if w]
    first = 0
    while first < len(words) - 1 and words[first].casefold() in TITLES:
        first += 1
    last = len(words)
    while last > first + 1 and words[last - 1].replace(".", "").casefold() in SUFFIXES:
        last -= 1
    return words[first:last]


@lru_cache(maxsize=65536)
def _split_name(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the given names and of the surname."""
    words = name_words(name)
    if not words:
        return (), ()
    at = _surname_at(words)
    if at < 0:
        given = [k for w in words[1:] for p in w.split("-") if (k := _word_key(p))]
        return tuple(given), tuple(k for k in (_word_key(words[0]),) if k)
    keys = [[k for p in w.split("-") if (k := _word_key(p))] for w in words]
    return tuple(k for w in keys[:at] for k in w), tuple(k for w in keys[at:] for k in w)


def _surname_at(words: list[str]) -> int:
    """Index of the first word of the surname; -1 where the family name comes first."""
    folded = [anyascii(w).casefold() for w in words]
    if len(words) > 1 and _is_family_first(folded):
        return -1
    at = len(words) - 1
    while at > 0 and folded[at - 1] in PARTICLES:
        if at - 1 == 0 and folded[0] in _GIVEN_TOO and words[0][0].isupper():
            break
        at -= 1
    return at


def _is_family_first(folded: list[str]) -> bool:
    family, given = folded[0], " ".join(folded[1:]).replace("-", " ")
    if len(folded) > 3:
        return False
    if family in _KOREAN and _KOREAN_GIVEN.fullmatch(given):
        return True
    if family in _CHINESE and len(folded) == 2 and _CHINESE_GIVEN.fullmatch(given) and folded[1] not in _CHINESE:
        return True
    return len(folded) == 2 and folded[1] in _HUNGARIAN_GIVEN and family not in _HUNGARIAN_GIVEN


@lru_cache(maxsize=65536)
def is_family_first(name: str) -> bool:
    """Whether a name is written family name first.

    >>> is_family_first("Kim Jong Un"), is_family_first("Kim Kardashian")
    (True, False)
    """
    folded = [anyascii(w).casefold() for w in name_words(name)]
    return len(folded) > 1 and _is_family_first(folded)


def name_key(name: str) -> tuple[str, ...]:
    """Words of a name in a form that its spellings share: given names first, surname last.

    Titles, suffixes, accents, hyphens and doubled letters do not count, nor does how a sound was transliterated.
    Medvedev and Medvedeva, Sanders and Saunders stay apart.

    >>> name_key("Dmitry Peskov"), name_key("Kim Jong-un"), name_key("Mr. Zelenskiy")
    (('dmitry', 'peskov'), ('jong', 'un', 'kim'), ('zelensky',))
    """
    given, family = _split_name(name)
    return given + family


@lru_cache(maxsize=65536)
def surname_key(name: str) -> str:
    """The surname's part of ``name_key``, joined by blanks; empty for a name without letters.

    >>> surname_key("Ban Ki-moon"), surname_key("Bill de Blasio"), surname_key("Al Gore"), surname_key("Xi Jinping")
    ('ban', 'de blasio', 'gore', 'xi')
    """
    return " ".join(_split_name(name)[1])


def given_key(name: str) -> tuple[str, ...]:
    """The given names' part of ``name_key``.

    >>> given_key("Donald J. Trump")
    ('donald', 'j')
    """
    return _split_name(name)[0]


def suffix_key(name: str) -> str:
    """What tells a son from his father: "jr", "iii"; empty where nothing does ("Sr." is the plain name).

    >>> suffix_key("Donald Trump Jr."), suffix_key("Donald Trump")
    ('jr', '')
    """
    last = name.rsplit(None, 1)[-1].replace(".", "").strip(",").casefold() if name.strip() else ""
    return last if last in ("jr", "ii", "iii", "iv") else ""
