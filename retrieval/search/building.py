"""How do units become a segment? Counted into flat arrays, sorted once, written once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from retrieval.search.engine import Collection, Indexed, Unit
from retrieval.search.fields import FieldWriter, FiltersWriter, TermsWriter, WordsWriter, strings_arrays
from retrieval.search.flatfile import Array, narrowest, write_flat
from retrieval.search.segment import COLLECTIONS
from retrieval.search.strings import decode, encode

# About 60 bytes each are held until they are written.
_MAX_PENDING = 6_000_000


class _Numbers(dict[str, int]):
    """Strings numbered in order of first sight."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _FieldBuilder:
    """The strings of the units of one field."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._flat = array("I")
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._flat)

    def add(self, texts: Iterable[str]) -> int:
        """Take the strings of the next unit; returns how many."""
        before = len(self._flat)
        self._flat.extend(map(self._numbers.__getitem__, texts))
        self._counts.append(len(self._flat) - before)
        return self._counts[-1]

    def strings(self) -> list[bytes]:
        """The different strings, in no order."""
        return list(map(encode, self._numbers))

    def sorted_postings(self) -> tuple[list[bytes], Array, Array, Array]:
        """The strings in order; how many units hold each; which; and how often."""
        by_text = sorted(self._numbers)
        rank = np.empty(len(by_text), np.int64)
        rank[np.fromiter(map(self._numbers.__getitem__, by_text), np.int64, len(by_text))] = np.arange(len(by_text))
        docs = np.repeat(np.arange(len(self._counts)), np.asarray(self._counts))
        keys = rank[np.asarray(self._flat)] << 32 | docs
        keys.sort()
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        tfs = np.diff(firsts, append=len(keys))
        counts = np.bincount(keys[firsts] >> 32, minlength=len(by_text))
        return list(map(encode, by_text)), counts, keys[firsts] & 0xFFFFFFFF, tfs

    def arrays(self, name: str, writer: FieldWriter) -> dict[str, Array]:
        """The field, written by a writer that has written nothing yet."""
        strings, counts, docs, tfs = self.sorted_postings()
        writer.add(counts, docs, tfs)
        return strings_arrays(name, strings) | writer.arrays(name)


def turned_arrays(strings: Iterable[bytes]) -> dict[str, Array]:
    """The words reversed and sorted, for the search by ending."""
    return strings_arrays("passages.words.turned", sorted(encode(decode(string)[::-1]) for string in strings))


def units_arrays(name: Collection, columns: Mapping[str, Array], articles: int) -> dict[str, Array]:
    """The columns of a collection's units; the units of one article stand together.

    Args:
        columns: "article", "ordinal", "start", "end", "length", one value a unit.
        articles: how many the segment has.
    """
    owner = columns["article"]
    heads = np.flatnonzero(np.diff(owner, prepend=-1))
    first, count = np.zeros(articles, np.int64), np.zeros(articles, np.int64)
    first[owner[heads]] = heads
    count[owner[heads]] = np.diff(heads, append=len(owner))
    # The kernel is compiled for these types.
    arrays = {f"{name}.{column}": values.astype(np.uint32) for column, values in columns.items()}
    arrays[f"{name}.length"] = narrowest(columns["length"])
    if arrays[f"{name}.length"].itemsize < 2:
        arrays[f"{name}.length"] = arrays[f"{name}.length"].astype(np.uint16)
    return arrays | {f"{name}.first": narrowest(first), f"{name}.count": narrowest(count)}


class _ShelfBuilder:
    """The units of one collection."""

    def __init__(self) -> None:
        self.terms, self.filters = _FieldBuilder(), _FieldBuilder()
        self._rows: dict[str, array[int]] = {
            name: array("I") for name in ("article", "ordinal", "start", "end", "length")
        }

    def add(self, unit: Unit, article: int) -> None:
        length = self.terms.add(unit.terms)
        self.filters.add(unit.filters)
        values = (article, unit.ordinal, unit.span.start, unit.span.end, length)
        for row, value in zip(self._rows.values(), values, strict=True):
            row.append(value)

    def arrays(self, name: Collection, rank: Array) -> tuple[dict[str, Array], dict[str, int]]:
        columns: dict[str, Array] = {key: np.asarray(row).astype(np.int64) for key, row in self._rows.items()}
        columns["article"] = rank[columns["article"]]
        strings, counts, docs, tfs = self.terms.sorted_postings()
        writer = TermsWriter(columns["length"])
        writer.add(counts, docs, tfs)
        arrays = units_arrays(name, columns, len(rank)) | strings_arrays(f"{name}.terms", strings)
        arrays |= writer.arrays(f"{name}.terms") | self.filters.arrays(f"{name}.filters", FiltersWriter())
        return arrays, units_facts(name, columns["length"], writer)


def units_facts(name: Collection, lengths: Array, terms: TermsWriter) -> dict[str, int]:
    """The numbers that a collection is opened with."""
    return {
        f"{name}.units": len(lengths),
        f"{name}.length": int(lengths.sum()),
        f"{name}.terms.shift": terms.shift,
    }


class SegmentBuilder:
    """Articles on their way into one segment; each id once."""

    def __init__(self) -> None:
        self._revisions: dict[str, int] = {}
        self._shelves: dict[Collection, _ShelfBuilder] = {name: _ShelfBuilder() for name in COLLECTIONS}
        self._words = _FieldBuilder()

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._revisions

    def __len__(self) -> int:
        return len(self._revisions)

    @property
    def is_full(self) -> bool:
        """More would take too much memory."""
        return len(self._words) + sum(len(shelf.terms) for shelf in self._shelves.values()) > _MAX_PENDING

    def add(self, article: Indexed) -> None:
        """Take an article with at least one unit, new to this segment."""
        number = len(self._revisions)
        self._revisions[article.article_id] = article.revision
        for unit in article.units:
            self._shelves[unit.collection].add(unit, number)
            if unit.collection == "passages":
                self._words.add(unit.words)

    def write(self, path: Path) -> int:
        """Write the segment durably; returns its size in bytes."""
        ids = sorted(self._revisions)
        places = {article_id: place for place, article_id in enumerate(ids)}
        rank = np.fromiter(map(places.__getitem__, self._revisions), np.int64, len(ids))
        revisions = np.fromiter(map(self._revisions.__getitem__, ids), np.int64, len(ids))
        arrays = strings_arrays("articles", list(map(encode, ids))) | {"articles.revision": narrowest(revisions)}
        facts: dict[str, int] = {}
        for name, shelf in self._shelves.items():
            shelf_arrays, shelf_facts = shelf.arrays(name, rank)
            arrays |= shelf_arrays
            facts |= shelf_facts
        arrays |= self._words.arrays("passages.words", WordsWriter())
        arrays |= turned_arrays(self._words.strings())
        return write_flat(path, arrays, facts)
