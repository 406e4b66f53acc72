"""How well is a page's article extracted, side by side with the libraries that do the same?

Usage: python -m tests.bench.extraction [systems|aside] [--misses NAME]

The pages are those of tests/bench/pages: ``systems`` to learn from, ``aside`` to measure by. Beside ours the extractors
that are installed take part (``pip install trafilatura readability-lxml newspaper4k justext goose3 news-please``).
``--misses`` prints what one of them got wrong. Columns:

F1          of the words of the main text, mean over the articles
paragraphs  of the articles that are a line of the text, word for word
leftovers   lines of the text that are no part of the article
title       the very title
author      right / another person where one is named or nobody is
date        right / another day
none        pages without an article that gave none
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

from tests.bench.pages import Page, pages

NOW = datetime(2026, 11, 1, tzinfo=UTC)
_MIN_CHARACTERS = 120
_FACTS = ("title", "author", "date", "outlet", "section", "language", "picture", "caption")
_STOPLISTS = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "it": "Italian",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor says of a page; a fact that it does not give is None."""

    text: str
    facts: dict[str, str | None]


Extractor = Callable[[bytes, str, str], Found]


def ours(html: bytes, url: str, language: str) -> Found:
    """This project."""
    from retrieval.model import Article
    from retrieval.sources.html import read_page

    found = read_page(html, url=url, now=NOW)
    if not isinstance(found, Article):
        return Found("", {})
    day = found.published.day.isoformat() if found.published else None
    facts = {name: getattr(found, name, None) for name in ("title", "author", "outlet", "language")}
    facts["section"] = next(iter(found.categories), None)
    picture = found.picture
    facts |= {"picture": picture.url, "caption": picture.caption} if picture else {}
    return Found(found.text, facts | {"date": day})


def trafilatura(html: bytes, url: str, language: str) -> Found:
    """As it comes."""
    found = import_module("trafilatura").bare_extraction(html, url=url, with_metadata=True)
    if not found:
        return Found("", {})
    return Found(
        found.text or "", {"title": found.title, "author": found.author, "date": found.date, "outlet": found.sitename}
    )


def readability(html: bytes, url: str, language: str) -> Found:
    """Its summary, as the lines that a browser shows."""
    from retrieval.sources.html import visible_text

    page = import_module("readability").Document(html.decode())
    return Found(visible_text(page.summary()), {"title": page.short_title()})


def newspaper(html: bytes, url: str, language: str) -> Found:
    """Without fetching anything."""
    library = import_module("newspaper")
    page = library.Article(url, fetch_images=False, language=language)
    page.download(input_html=html.decode())
    page.parse()
    day = str(page.publish_date)[:10] if page.publish_date else None
    facts = {"title": page.title, "author": ", ".join(page.authors) or None, "date": day, "picture": page.top_image}
    return Found(page.text, facts)


def justext(html: bytes, url: str, language: str) -> Found:
    """Given the language of the page."""
    library = import_module("justext")
    found = library.justext(html, library.get_stoplist(_STOPLISTS[language]))
    return Found("\n".join(part.text for part in found if not part.is_boilerplate), {})


def goose(html: bytes, url: str, language: str) -> Found:
    """Given the language of the page."""
    library = import_module("goose3")
    with library.Goose({"enable_image_fetching": False, "use_meta_language": True}) as reader:
        page = reader.extract(raw_html=html.decode())
    day = str(page.publish_date)[:10] if page.publish_date else None
    return Found(page.cleaned_text, {"title": page.title, "author": ", ".join(page.authors) or None, "date": day})


def news_please(html: bytes, url: str, language: str) -> Found:
    """Its vote over several of the others."""
    page = import_module("newsplease").NewsPlease.from_html(html.decode(), url=url, fetch_images=False)
    day = str(page.date_publish)[:10] if page.date_publish else None
    facts = {"title": page.title, "author": ", ".join(page.authors or ()) or None, "date": day}
    return Found(page.maintext or "", facts)


def htmldate(html: bytes, url: str, language: str) -> Found:
    """Dates alone."""
    return Found("", {"date": import_module("htmldate").find_date(html.decode(), url=url, original_date=True)})


EXTRACTORS: tuple[Extractor, ...] = (ours, trafilatura, readability, newspaper, justext, goose, news_please, htmldate)
_MODULES = {"news_please": "newsplease", "goose": "goose3", "ours": "retrieval"}


def main() -> None:
    """Print a table, or the misses of one extractor."""
    arguments = [a for a in sys.argv[1:] if a in ("systems", "aside")]
    chosen = list(pages(arguments[0] if arguments else "systems"))
    wanted = sys.argv[sys.argv.index("--misses") + 1] if "--misses" in sys.argv else None
    print(f"{len(chosen)} pages")
    for extractor in EXTRACTORS:
        if (wanted and extractor.__name__ != wanted) or not _is_there(extractor):
            continue
        found = [_run(extractor, page) for page in chosen]
        if wanted:
            print("\n".join(line for page, one in zip(chosen, found, strict=True) for line in _misses(page, one)))
        print(_row(extractor.__name__, chosen, found))


def _is_there(extractor: Extractor) -> bool:
    try:
        import_module(_MODULES.get(extractor.__name__, extractor.__name__))
    except ImportError:
        return False
    return True


def _run(extractor: Extractor, page: Page) -> Found:
    try:
        return extractor(page.html, page.url, page.facts.get("language") or _language(page))
    except Exception as error:  # whatever breaks a library costs it the page, not the table
        print(f"{extractor.__name__} {page.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return Found("", {})


def _language(page: Page) -> str:
    declared = re.search(rb'lang="([a-z]{2})', page.html)
    return declared[1].decode() if declared else "en"


def _row(name: str, chosen: Sequence[Page], found: Sequence[Found]) -> str:
    pairs = list(zip(chosen, found, strict=True))
    real = [(page, one) for page, one in pairs if page.paragraphs]
    empty = [one for page, one in pairs if not page.paragraphs]
    parts = [f"{name:<12}", f"F1 {sum(_f1(p, o) for p, o in real) / len(real):.4f}"]
    kept = sum(text in _lines(o) for p, o in real for text in p.paragraphs)
    parts.append(f"paragraphs {kept}/{sum(len(p.paragraphs) for p, _ in real)}")
    parts.append(f"leftovers {sum(len(_leftovers(p, o)) for p, o in real)}")
    parts += (f"{fact} {_score(fact, real)}" for fact in _FACTS)
    return " · ".join((*parts, f"none {sum(len(o.text) < _MIN_CHARACTERS for o in empty)}/{len(empty)}"))


def _score(fact: str, real: Sequence[tuple[Page, Found]]) -> str:
    asked = [(page.facts[fact], one.facts.get(fact)) for page, one in real if fact in page.facts]
    right = sum(_same(gold, given) for gold, given in asked)
    wrong = sum(bool(given) and not _same(gold, given) for gold, given in asked)
    return f"{right}/{len(asked)}" + (f" ({wrong} false)" if wrong else "")


def _same(gold: str | None, given: str | None) -> bool:
    return " ".join((gold or "").split()) == " ".join((given or "").split())


def _lines(found: Found) -> list[str]:
    return [line for raw in found.text.split("\n") if (line := " ".join(raw.split()))]


def _leftovers(page: Page, found: Found) -> list[str]:
    return [line for line in _lines(found) if line not in page.paragraphs and line not in page.optional]


def _f1(page: Page, found: Found) -> float:
    given, gold = (
        Counter(re.findall(r"\w+", " ".join(lines).casefold()))
        for lines in ([line for line in _lines(found) if line not in page.optional], page.paragraphs)
    )
    shared = sum((given & gold).values())
    return 2 * shared / ((sum(given.values()) + sum(gold.values())) or 1)


def _misses(page: Page, found: Found) -> Iterator[str]:
    if not page.paragraphs:
        if len(found.text) >= _MIN_CHARACTERS:
            yield f"{page.name}: an article where there is none: {_lines(found)}"
        return
    lines = _lines(found)
    yield from (f"{page.name}: missing: {text}" for text in page.paragraphs if text not in lines)
    yield from (f"{page.name}: leftover: {text}" for text in _leftovers(page, found))
    for fact, gold in page.facts.items():
        if not _same(gold, found.facts.get(fact)):
            yield f"{page.name}: {fact}: {gold!r}, found {found.facts.get(fact)!r}"


if __name__ == "__main__":
    main()
