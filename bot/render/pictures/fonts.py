"""Fonts of the quote cards: which font file has a sign, in which weight; the files come with installed packages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

from bot.render.pictures.jobs import CannotDraw, NotDrawn

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Noto under the SIL Open Font License; the second has Chinese, Japanese and Korean."""
_FIRST = ("NotoSans[wght].ttf",)
_LEFT_OUT = ("NotoSans-Italic",)
_SIMPLIFIED, _JAPANESE, _KOREAN = 2, 0, 1
"""Places of the faces in the collection."""
_REGULAR, _BOLD = 400, 700
_MOST_LOADED = 48
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file."""

    path: str
    face: int = 0


def font_for(cluster: str, before: FontFile | None, text: str) -> FontFile:
    """The font that has all of a sign with its marks; the one before, where it has it.

    Args:
        text: of which it is a part; Han signs look as its language writes them.

    Raises:
        CannotDraw: no font has it.
    """
    wanted = {ord(sign) for sign in cluster if sign not in _UNSEEN}
    if before and wanted <= _signs(before).keys():
        return before
    for font in _fonts(_han_face(text)):
        if wanted <= _signs(font).keys():
            return font
    raise CannotDraw(NotDrawn.NO_FONT)


@lru_cache(maxsize=_MOST_LOADED)
def loaded(font: FontFile, size: int, *, is_bold: bool) -> ImageFont.FreeTypeFont:
    """The font in a size and a weight, shaped by Raqm."""
    made = ImageFont.truetype(font.path, size, font.face, layout_engine=ImageFont.Layout.RAQM)
    made.set_variation_by_axes([_BOLD if is_bold else _REGULAR])
    return made


def clusters(text: str) -> Iterator[str]:
    """The signs of a text, each with the marks and joiners that belong to it.

    >>> [len(cluster) for cluster in clusters("e\\u0301a")]
    [2, 1]
    """
    cluster = ""
    for sign in text:
        is_part = unicodedata.category(sign) in ("Mn", "Mc", "Me") or sign in _UNSEEN or cluster.endswith("\u200d")
        if cluster and not is_part and not _are_flags(cluster, sign):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _are_flags(cluster: str, sign: str) -> bool:
    """Whether two letters of a flag stand side by side."""
    return len(cluster) == 1 and all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (cluster, sign))


def _han_face(text: str) -> int:
    """The face of the text's language, as far as its signs tell it."""
    if any("\u3040" <= sign <= "\u30ff" for sign in text):
        return _JAPANESE
    return _KOREAN if any("\uac00" <= sign <= "\ud7a3" for sign in text) else _SIMPLIFIED


@cache
def _fonts(han_face: int) -> tuple[FontFile, ...]:
    """The fonts in the order in which they are asked: the plain one first, the largest last."""
    folders = [folder for package in PACKAGES if (folder := _folder(package))]
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    chosen = [p for p in files if p.suffix in (".ttf", ".ttc") and not p.name.startswith(_LEFT_OUT)]
    chosen.sort(key=lambda path: (path.suffix == ".ttc", path.name not in _FIRST, path.name))
    return tuple(FontFile(str(path), han_face if path.suffix == ".ttc" else 0) for path in chosen)


def _folder(package: str) -> Path | None:
    """Where the files of a package lie; None where it is not installed."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _signs(font: FontFile) -> Mapping[int, str]:
    """The code points that a font has."""
    with TTFont(font.path, lazy=True, fontNumber=font.face) as opened:
        held: Mapping[int, str] = opened.getBestCmap()
    return held
