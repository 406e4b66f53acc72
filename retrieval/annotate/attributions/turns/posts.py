"""Posts of social networks, set into an article: what is above "— Ada Lund (@ada) May 5, 2023" is Ada Lund's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.annotate.attributions.drafts import Draft, Phrase, is_own
from retrieval.annotate.cut import Cut
from retrieval.model import Span
from retrieval.text.boilerplate import POST_SIGNATURE

_LONGEST_SIGNATURE = 160
_LINK = re.compile(r"(?:https?:|pic\.\w|t\.co)\S*\s*$")
_NAME = re.compile(r"[^\W\d_]")


def read_posts(cut: Cut, drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts, with the posts; what "I" say in one is part of it."""
    if "(@" not in cut.text:
        return list(drafts)
    posts = list(_posts(cut))
    inside = [post.content[0] for post in posts]
    kept = [draft for draft in drafts if not any(is_own(cut, draft, *part) for part in inside)]
    return sorted([*kept, *posts], key=lambda draft: draft.content[0])


def _posts(cut: Cut) -> Iterator[Draft]:
    for number, (first, last) in enumerate(cut.blocks):
        end = cut.ends[last - 1]
        found = POST_SIGNATURE.search(cut.text, max(cut.starts[first], end - _LONGEST_SIGNATURE), end)
        if found is None or not _NAME.search(found["name"]):
            continue
        dash = cut.tokens_of(Span(found.start(), end))[0]
        content = _content(cut, number, dash)
        name = cut.tokens_of(Span(found.start("name"), found.end("name")))
        while name[0] < name[1] and not cut.words[name[1] - 1][0].isalnum():
            name = name[0], name[1] - 1
        if content is not None and name[0] < name[1]:
            phrase = Phrase("name", *name, name)
            yield Draft([content], (dash, dash + 1), phrase, "posted", block=number, sentence=(content[0], last))


def _content(cut: Cut, number: int, dash: int) -> tuple[int, int] | None:
    """The words of a post without the links behind them; where its signature stands alone, the paragraph above."""
    first, last = cut.blocks[number]
    if dash == first:
        if number == 0:
            return None
        first, last = cut.blocks[number - 1]
    else:
        last = dash
    end = cut.ends[last - 1]
    while link := _LINK.search(cut.text, max(cut.starts[first], end - _LONGEST_SIGNATURE), end):
        end = link.start()
    content = cut.tokens_of(Span(cut.starts[first], max(cut.starts[first], end)))
    # "📺: ABC" is what is left of a post of several paragraphs.
    has_words = any(cut.words[at].isalpha() for at in range(*content))
    is_rest = not any(cut.words[at][0].islower() for at in range(*content)) and ":" in cut.words[slice(*content)]
    return content if has_words and not is_rest else None
