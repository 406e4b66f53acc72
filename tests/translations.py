"""Which words does the bot say, and what are they in each language? Run it to bring the catalogues up to date.

``python -m tests.translations`` adds new strings, empty, to every catalogue and drops those no longer said.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.render.translate import DOMAIN, LANGUAGES, LOCALE, SOURCE_LANGUAGE

PROJECT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "because": (2,)}
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE_LANGUAGE)


def said() -> Catalog:
    """Every string of the program that is marked for translation."""
    catalog = Catalog(project="verbatim", charset="utf-8")
    for room in ("bot", "retrieval"):
        found = extract_from_dir(PROJECT / room, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, _line, message, comments, _context in found:
            catalog.add(message, locations=[(f"{room}/{Path(file).as_posix()}", None)], auto_comments=comments)
    return catalog


def path_of(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def translated(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update_all() -> None:
    """Bring every catalogue up to date with what is said; translations that are there stay."""
    template = said()
    for language in TRANSLATED:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = translated(language) if path.exists() else Catalog(locale=language, project="verbatim")
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=110, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    update_all()
