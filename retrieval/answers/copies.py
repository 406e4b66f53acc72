"""Do two excerpts stand at the same place of copies of one text? By the stories of their articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from retrieval.model import Excerpt
from retrieval.text.alignment import Alignment

# Of the words of the longer, or of the shorter: the cut may differ from copy to copy, and an editor changes words.
SHARE_OF_LONGER, SHARE_OF_SHORTER = 0.5, 0.8
# Of fewer words an editor may have left none: the place tells.
MIN_WORDS = 4


class Copies:
    """Compares excerpts while one question is answered; two texts are aligned once.

    Args:
        story_of: the story of each article that an excerpt may come from.
        text_of: the text that an article's excerpts were cut from; None where it is gone.
    """

    def __init__(self, story_of: Mapping[str, str], text_of: Callable[[str], str | None]) -> None:
        self._story_of = story_of
        self._text_of = text_of
        self._alignments: dict[tuple[str, str], Alignment | None] = {}

    def are_copies(self, one: Excerpt, other: Excerpt) -> bool:
        """Whether the articles are two of one story."""
        story = self._story_of.get(one.article_id)
        is_other_article = one.article_id != other.article_id
        return is_other_article and story is not None and story == self._story_of.get(other.article_id)

    def is_same_place(self, one: Excerpt, other: Excerpt) -> bool:
        """Whether they show the same words of one story, whatever small edits differ."""
        alignment = self._alignment(one.article_id, other.article_id) if self.are_copies(one, other) else None
        if alignment is None:
            return False
        here, there = one.content or (one.span,), other.content or (other.span,)
        same, mine, theirs = alignment.shared(here, there)
        longer, shorter = max(mine, theirs), min(mine, theirs)
        if shorter < MIN_WORDS and alignment.have_same_neighbours(here, there):
            return True
        return is_enough(same, longer, shorter)

    def _alignment(self, one: str, other: str) -> Alignment | None:
        if (one, other) not in self._alignments:
            here, there = self._text_of(one), self._text_of(other)
            is_known = here is not None and there is not None
            self._alignments[one, other] = Alignment(here or "", there or "") if is_known else None
        return self._alignments[one, other]


def is_enough(same: int, longer: int, shorter: int) -> bool:
    """Whether so many common words make two statements of a story one."""
    return same > 0 and (same >= SHARE_OF_LONGER * longer or same >= SHARE_OF_SHORTER * shorter)
