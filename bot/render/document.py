"""Document: a message with headings, quotations and parts to open, for servers that carry one (Bot API 10.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.render.rich import Rich

MAX_CHARS = 32_768
MAX_BLOCKS = 500
SIZES = range(1, 7)


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above a part; of the sizes 1 is the largest."""

    text: Rich
    size: int = 3

    def __post_init__(self) -> None:
        if self.size not in SIZES:
            raise ValueError(f"a heading's size is 1..6, got {self.size}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or a few."""

    text: Rich


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else's, a paragraph each."""

    paragraphs: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """A part that is opened by a tap on its summary."""

    summary: Rich
    blocks: tuple[Block, ...]
    is_open: bool = False


Block: TypeAlias = Heading | Paragraph | Quote | Details


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks one below the other."""

    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[Rich, ...]:
        """Every text in it, in order."""
        return tuple(_texts(self.blocks))

    @property
    def fits(self) -> bool:
        """Whether Telegram's limits hold it, and it has something to show."""
        chars = sum(text.units for text in self.texts)
        return 0 < chars <= MAX_CHARS and _count(self.blocks) <= MAX_BLOCKS


def document(*blocks: Block) -> Document | None:
    """The blocks that have words, as a document; None where it could not be sent."""
    made = Document(tuple(_worded(blocks)))
    return made if made.fits else None


def _worded(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks without what has no words, which Telegram refuses."""
    for block in blocks:
        if isinstance(block, Quote):
            block = Quote(tuple(text for text in block.paragraphs if text.text.strip()))
        elif isinstance(block, Details):
            block = replace(block, blocks=tuple(_worded(block.blocks)))
        is_whole = not isinstance(block, Details) or (block.blocks and block.summary.text.strip())
        if is_whole and any(text.text.strip() for text in _texts((block,))):
            yield block


def _texts(blocks: Sequence[Block]) -> Iterator[Rich]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Quote(paragraphs=paragraphs):
                yield from paragraphs
            case Details(summary=summary, blocks=inner):
                yield summary
                yield from _texts(inner)


def _count(blocks: Sequence[Block]) -> int:
    """Blocks as Telegram counts them: those inside of others too."""
    inner = (
        _count(b.blocks) if isinstance(b, Details) else len(b.paragraphs) if isinstance(b, Quote) else 0 for b in blocks
    )
    return len(blocks) + sum(inner)
