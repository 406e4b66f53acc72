"""Field writers: the three kinds of field become arrays, in sorted chunks of strings, so that little is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from retrieval.search import compiled
from retrieval.search.files.flat_file import Array, Parts, narrowest
from retrieval.search.files.term_dictionary import TermDictionary
from retrieval.search.files.varint import pack
from retrieval.search.segment.norms import CLASSES, MANY, length_classes, norms
from retrieval.search.segment.postings import CHAMPIONS, CHAMPIONS_FROM, NARROW, WIDE, fits_one_segment
from retrieval.search.segment.ranges import NOWHERE


def strings_arrays(name: str, strings: Sequence[bytes]) -> dict[str, Parts]:
    """A sorted table of strings as arrays, with the short table of its heads."""
    return _table(name, strings) | _table(f"{name}.heads", strings[:: TermDictionary.HEAD_EVERY])


def _table(name: str, strings: Sequence[bytes]) -> dict[str, Parts]:
    cuts = np.zeros(len(strings) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)), out=cuts[1:])
    return {f"{name}.blob": np.frombuffer(b"".join(strings) or b"\0", np.uint8), f"{name}.cuts": narrowest(cuts)}


def _cuts(counts: Sequence[Array]) -> Array:
    """Where each string's share begins, and where the last one's ends."""
    return narrowest(np.concatenate((np.zeros(1, np.int64), np.cumsum(_joined(counts, NOWHERE)))))


def _joined(parts: Sequence[Array], empty: Array) -> Array:
    return np.concatenate(parts) if parts else empty


class FieldWriter:
    """Takes the strings of a field in order, some at a time."""

    def __init__(self) -> None:
        self._counts: list[Array] = []

    def add(self, counts: Array, docs: Array, tfs: Array | None) -> None:
        """Take the next strings: how many units hold each (above 0), which, and how often."""
        if len(counts):
            self._counts.append(counts)
            self._add(np.cumsum(counts) - counts, docs, tfs)

    def _add(self, heads: Array, docs: Array, tfs: Array | None) -> None:
        raise NotImplementedError

    def arrays(self, name: str) -> dict[str, Parts]:
        """The whole field without its strings."""
        return {f"{name}.starts": _cuts(self._counts)}


class TermsWriter(FieldWriter):
    """Terms, with what no unit can exceed and the units that come near it.

    Args:
        lengths: in terms, one a unit of the segment.
    """

    def __init__(self, lengths: Array) -> None:
        super().__init__()
        self.shift = NARROW if fits_one_segment([len(lengths)]) else WIDE
        self._type: np.dtype[Any] = np.dtype(np.uint32 if self.shift == NARROW else np.uint64)
        self._classes = length_classes(lengths)
        self._class_of = self._classes[lengths]
        self._many: list[Array] = []
        self._many_tfs: list[Array] = []
        self._written = 0
        self._norms = norms(lengths, float(lengths.mean()) or 1.0) if len(lengths) else np.zeros(0)
        self._keys: list[Array] = []
        self._peaks: list[Array] = []
        self._famous: list[Array] = []
        self._champions: list[Array] = []
        self._shares: list[Array] = []
        self._strings = 0

    def _add(self, heads: Array, docs: Array, tfs: Array | None) -> None:
        assert tfs is not None
        counts = self._counts[-1]
        way = self._keys_fast if compiled.counting() and self.shift == NARROW else self._keys_of
        keys, peaks, gains = way(counts, heads, docs, tfs)
        self._keys.append(keys)
        self._peaks.append(peaks)
        if self.shift == NARROW:
            many = np.flatnonzero(tfs >= MANY)
            self._many.append(many + self._written)
            self._many_tfs.append(tfs[many])
        famous = np.flatnonzero(counts >= CHAMPIONS_FROM)
        for number in famous.tolist():
            start, end = heads[number], heads[number] + counts[number]
            best = np.argpartition(gains[start:end], -CHAMPIONS)[-CHAMPIONS:]
            best = best[np.argsort(-gains[start:end][best], kind="stable")]
            self._champions.append(docs[start:end][best].astype(np.uint32))
            # Rounded down: so much they are sure of.
            self._shares.append((gains[start:end][best] * (1 - 1e-6)).astype(np.float32))
        self._famous.append(famous + self._strings)
        self._strings += len(counts)
        self._written += len(docs)

    def _keys_of(self, counts: Array, heads: Array, docs: Array, tfs: Array) -> tuple[Array, Array, Array]:  # noqa: ARG002
        """The keys, the peak of each term and what each posting gains."""
        gains = tfs / (tfs + self._norms[docs])
        # Rounded up: it is a bound.
        peaks = (np.maximum.reduceat(gains, heads) * (1 + 1e-6)).astype(np.float32)
        keys = docs.astype(self._type)
        keys <<= self._type.type(self.shift)
        if self.shift == WIDE:
            keys |= tfs.astype(self._type)
        else:
            keys |= np.minimum(tfs, MANY).astype(self._type) * self._type.type(CLASSES)
            keys |= self._class_of[docs]
        return keys, peaks, gains

    def _keys_fast(self, counts: Array, heads: Array, docs: Array, tfs: Array) -> tuple[Array, Array, Array]:  # noqa: ARG002
        fast = compiled.counting()
        assert fast is not None
        keys, peaks, gains = np.empty(len(docs), np.uint32), np.empty(len(counts), np.float32), np.empty(len(docs))
        fast.keys_of(counts, docs, tfs, self._class_of, self._norms, CLASSES, MANY, keys, peaks, gains)
        return keys, peaks, gains

    def arrays(self, name: str) -> dict[str, Parts]:
        """The whole field without its strings."""
        return super().arrays(name) | {
            f"{name}.classes": self._classes,
            f"{name}.many": _joined(self._many, NOWHERE).astype(np.int64),
            f"{name}.many_tfs": _joined(self._many_tfs, NOWHERE).astype(np.int64),
            f"{name}.keys": self._keys or np.zeros(0, self._type),
            f"{name}.peak": _joined(self._peaks, np.zeros(0, np.float32)),
            f"{name}.famous": _joined(self._famous, NOWHERE).astype(np.uint32),
            f"{name}.champions": _joined(self._champions, np.zeros(0, np.uint32)),
            f"{name}.shares": _joined(self._shares, np.zeros(0, np.float32)),
        }


class WordsWriter(FieldWriter):
    """Words, their units packed."""

    def __init__(self) -> None:
        super().__init__()
        self._packed: list[Array] = []
        self._sizes: list[Array] = []

    def _add(self, heads: Array, docs: Array, tfs: Array | None) -> None:  # noqa: ARG002
        packed, starts = pack(heads, docs)
        self._packed.append(packed)
        self._sizes.append(np.diff(starts, append=len(packed)))

    def arrays(self, name: str) -> dict[str, Parts]:
        """The whole field without its strings."""
        packed = {
            f"{name}.packed": self._packed or np.zeros(0, np.uint8),
            f"{name}.cuts_packed": _cuts(self._sizes),
        }
        return super().arrays(name) | packed


class FiltersWriter(FieldWriter):
    """Filters, their units as runs."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[Array] = []
        self._firsts: list[Array] = []
        self._lasts: list[Array] = []

    def _add(self, heads: Array, docs: Array, tfs: Array | None) -> None:  # noqa: ARG002
        breaks = np.diff(docs, prepend=-2) != 1
        breaks[heads] = True
        firsts = np.flatnonzero(breaks)
        self._runs.append(np.add.reduceat(breaks.astype(np.int64), heads))
        self._firsts.append(docs[firsts])
        self._lasts.append(docs[np.append(firsts[1:], len(docs)) - 1] + 1)

    def arrays(self, name: str) -> dict[str, Parts]:
        """The whole field without its strings."""
        runs = {
            f"{name}.runs": _cuts(self._runs),
            f"{name}.firsts": narrowest(_joined(self._firsts, NOWHERE)),
            f"{name}.lasts": narrowest(_joined(self._lasts, NOWHERE)),
        }
        return super().arrays(name) | runs
