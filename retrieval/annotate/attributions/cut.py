"""An article as every engine of attributions has it cut: what may be read of it without knowing which engine reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Cut(Protocol):
    """Tokens, paragraphs and quotations of an article; the fields are those of Page."""

    @property
    def words(self) -> Sequence[str]: ...
    @property
    def lows(self) -> Sequence[str]: ...
    @property
    def blocks(self) -> Sequence[tuple[int, int]]: ...
    @property
    def quote_of(self) -> Sequence[int]: ...
