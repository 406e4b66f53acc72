"""Pages of invented news in the markup of many publishing systems, each with what is right for it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent
_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and what a reader would say of it.

    Attributes:
        paragraphs: of its article; none where the page holds no article.
        optional: lines that may be taken or left: a standfirst, a heading.
        facts: what the page says of its article; a fact that is not asked for is missing, an author that the page does
            not name is None.
    """

    name: str
    html: bytes
    url: str
    paragraphs: tuple[str, ...]
    optional: tuple[str, ...]
    facts: dict[str, str | None]


def pages(folder: str) -> Iterator[Page]:
    """The pages of ``systems`` (to learn from) or of ``aside`` (to measure by)."""
    known = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))
    for path in sorted((HERE / folder).glob("*.html")):
        head, _, markup = path.read_text(encoding="utf-8").partition("\n")
        yield _page(path.stem, json.loads(head), markup, known)


def _page(name: str, wanted: dict[str, Any], markup: str, known: dict[str, Any]) -> Page:
    story = known["stories"].get(
        wanted["story"], {"language": wanted.get("language"), "paragraphs": [], "host": "x.example"}
    )
    words = known["words"][story["language"]]
    home = f"https://{story['host']}"
    url = f"{home}/{name}/{_LETTERS.sub('-', (wanted['story'] or 'list'))}"
    given = {k: v for k, v in story.items() if isinstance(v, str)} | {
        **{f"w_{k}": v for k, v in words.items() if isinstance(v, str)},
        **{
            f"{kind[0] if kind != 'extracts' else 'x'}{n}": v
            for kind in ("teasers", "extracts", "others", "remarks")
            for n, v in enumerate(words[kind], 1)
        },
        **{f"p{n}": text for n, text in enumerate(story["paragraphs"], 1)},
    }
    given = {k: escape(v, quote=False) for k, v in given.items()}
    given |= {"home": home, "url": url, "picture": f"{home}/pictures/{wanted['story']}.jpg"}
    given["br"] = "<br><br>".join(escape(text, quote=False) for text in story["paragraphs"])
    html = Template(markup).substitute(given)
    if wanted["story"] is None:
        return Page(name, html.encode(), url, (), (), {})
    return Page(
        name,
        html.encode(),
        url,
        tuple(_paragraphs(story, wanted)),
        _optional(story, wanted),
        _facts(story, wanted, given),
    )


def _paragraphs(story: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    for number, text in enumerate(story["paragraphs"], 1):
        if number in wanted.get("only", [number]):
            if heading := wanted.get("extra", {}).get(str(number)):
                yield heading
            yield wanted.get("prefix", {}).get(str(number), "") + text


def _optional(story: dict[str, Any], wanted: dict[str, Any]) -> tuple[str, ...]:
    return (story["deck"], story["title"], *wanted.get("optional", ()))


def _facts(story: dict[str, Any], wanted: dict[str, Any], given: dict[str, str]) -> dict[str, str | None]:
    facts = {name: story[name] for name in ("title", "author", "outlet", "section", "language", "caption")}
    facts |= {"date": story["iso"][:10], "picture": given["picture"]} | {
        name: wanted[name]
        for name in ("author", "outlet", "section", "language", "caption", "picture")
        if name in wanted
    }
    return {name: value or None for name, value in facts.items() if value or name == "author"}
