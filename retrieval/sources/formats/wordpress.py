"""WordPress exports (WXR): the published posts of a site, with the paragraphs that WordPress makes of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from retrieval.sources.files.xml_events import tag_of

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_FACTS = {
    "title": "title",
    "link": "url",
    "guid": "guid",
    "creator": "author",
    "pubDate": "published",
    "post_type": "type",
    "status": "status",
    "post_password": "password",
}
# Written for readers, each under an address of its own; the rest are menus, pictures, drafts and revisions.
_TYPES = frozenset(("post", "page"))
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|blockquote|figure)\b|<!-- wp:", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")
# What WordPress puts in the place of these is no text of the article.
_SHORT_CODE = re.compile(r"\[(/?)(caption|gallery|embed|audio|video|playlist)\b[^\[\]]{0,2000}\]")
_CAPTION = re.compile(r"\[caption\b[^\[\]]{0,2000}\][^\[]{0,4000}\[/caption\]")


def wordpress_records(events: Iterable[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    """The posts of an export that a visitor could read, one after another."""
    site: str | None = None
    language: str | None = None
    facts: dict[str, Any] | None = None
    people: dict[str, str] = {}
    login = ""
    for event, element in events:
        tag = tag_of(element)
        if event == "start" and tag == "item":
            facts = {}
        elif event == "end" and facts is None:
            site = site or (_line(element.text) if tag == "title" else None)
            language = language or (_line(element.text) if tag == "language" else None)
            # The export lists who writes for the site; its posts know them by the names they log in with.
            login = (_line(element.text) or "") if tag == "author_login" else login
            if tag == "author_display_name" and login and (shown := _line(element.text)):
                people.setdefault(login, shown)
        elif event == "end" and facts is not None and tag == "item":
            if _is_public(facts):
                yield _record(
                    {**facts, "author": people.get(facts.get("author") or "", facts.get("author"))}, site, language
                )
            facts = None
        elif event == "end" and facts is not None:
            _take(facts, element, tag)


def _take(facts: dict[str, Any], element: Any, tag: str) -> None:
    if element.tag == _CONTENT:
        facts["content"] = element.text or ""
    elif tag in _FACTS and tag not in facts:
        facts[_FACTS[tag]] = _line(element.text)


def _is_public(facts: dict[str, Any]) -> bool:
    is_shown = facts.get("status") in (None, "publish") and not facts.get("password")
    return is_shown and facts.get("type", "post") in _TYPES


def _record(facts: dict[str, Any], site: str | None, language: str | None) -> dict[str, Any]:
    record = {name: facts.get(name) for name in ("title", "url", "author", "published")}
    return {**record, "outlet": site, "language": language, "html": as_shown(str(facts.get("content", "")))}


def as_shown(content: str) -> str:
    """The HTML that WordPress makes of a post's content: an empty line parts paragraphs, a line end is one.

    >>> as_shown("It rained.\\n\\nAll day\\nlong. [gallery ids=1]")
    '<p>It rained.</p><p>All day<br>long. </p>'
    """
    content = _SHORT_CODE.sub("", _CAPTION.sub("", content.replace("\r\n", "\n"))).strip("\n")
    if _BLOCK.search(content):
        return content
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in _EMPTY_LINES.split(content) if part.strip())


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text and text.strip() else None
