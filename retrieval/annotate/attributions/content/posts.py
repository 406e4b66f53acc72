"""Posts of social networks, set into an article: what is above "— Ada Lund (@ada) May 5, 2023" is Ada Lund's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.annotate.attributions.drafts import Draft, is_own
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.page import Page
from retrieval.model import Span
from retrieval.text.boilerplate import POST_SIGNATURE

_LONGEST_SIGNATURE = 160
_LINK = re.compile(r"(?:https?:|pic\.\w|t\.co)\S*\s*$")
_NAME = re.compile(r"[^\W\d_]")


def read_posts(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts, with the posts; what "I" say in one is part of it."""
    if "(@" not in page.text:
        return list(drafts)
    posts = list(_posts(page))
    inside = [post.content[0] for post in posts]
    kept = [draft for draft in drafts if not any(is_own(page, draft, *part) for part in inside)]
    return sorted([*kept, *posts], key=lambda draft: draft.content[0])


def _posts(page: Page) -> Iterator[Draft]:
    for number, (first, last) in enumerate(page.blocks):
        end = page.ends[last - 1]
        found = POST_SIGNATURE.search(page.text, max(page.starts[first], end - _LONGEST_SIGNATURE), end)
        if found is None or not _NAME.search(found["name"]):
            continue
        dash = page.tokens_of(Span(found.start(), end))[0]
        content = _content(page, number, dash)
        name = page.tokens_of(Span(found.start("name"), found.end("name")))
        while name[0] < name[1] and not page.words[name[1] - 1][0].isalnum():
            name = name[0], name[1] - 1
        if content is not None and name[0] < name[1]:
            phrase = Phrase("name", *name, name)
            yield Draft([content], (dash, dash + 1), phrase, "posted", block=number, sentence=(content[0], last))


def _content(page: Page, number: int, dash: int) -> tuple[int, int] | None:
    """The words of a post without the links behind them; where its signature stands alone, the paragraph above."""
    first, last = page.blocks[number]
    if dash == first:
        if number == 0:
            return None
        first, last = page.blocks[number - 1]
    else:
        last = dash
    end = page.ends[last - 1]
    while link := _LINK.search(page.text, max(page.starts[first], end - _LONGEST_SIGNATURE), end):
        end = link.start()
    content = page.tokens_of(Span(page.starts[first], max(page.starts[first], end)))
    has_words = any(page.words[at][0].isalpha() for at in range(*content))
    return content if has_words else None
