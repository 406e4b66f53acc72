"""BM25 length normalisation: the exact norm, and upper bounds from the 8-bit impact code in each posting.

A narrow posting's last byte says how often the term occurs in the unit (up to ``MANY``, four bits) and in which of 16
classes of length the unit is. A table of 256 numbers thus bounds from above what any posting gains, without a look at
the unit; the unit's length then says how far below that bound its score can be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.search.files.flat_file import Array

# The parameters of BM25 (see `bm25`), under which bounds and champions are written.
K1, B = 0.9, 0.4
CLASSES = 16
# A frequency of this or more is kept beside the posting, which then holds this number.
MANY = 15
# Of one rounding to single precision and back.
_UP, _DOWN = 1 + 1e-6, 1 - 1e-6
_USUAL = (1.0, 99.0)
# Of a length in a byte: so many are exact, and what is above them has so many significant bits.
_EXACT, _BITS = 24, 4


def byte_length(length: int) -> int:
    """The length that a unit counts as: rounded down to what fits a byte, as Lucene's `SmallFloat.intToByte4` has it.

    So that an index of ours and one of Lucene's score alike. Exact up to 39, then with four significant bits.

    >>> [byte_length(length) for length in (0, 39, 40, 41, 57, 170, 171, 1000)]
    [0, 39, 40, 40, 56, 168, 168, 984]
    """
    rest = length - _EXACT
    shift = rest.bit_length() - _BITS
    return length if rest < 0 or shift <= 0 else _EXACT + (rest >> shift << shift)


def norms(lengths: Array, avgdl: float, k1: float = K1, b: float = B) -> Array:
    """What BM25 adds to the frequency below the line, for units of these lengths; float64."""
    rest = np.maximum(np.asarray(lengths, np.int64) - _EXACT, 0)
    shift = np.maximum(np.frexp(rest.astype(np.float64))[1] - _BITS, 0).astype(np.int64)
    counted = np.where(shift > 0, _EXACT + (rest >> shift << shift), lengths)
    norm: Array = k1 * (1 - b + b * counted / avgdl)
    return norm


def length_classes(lengths: Array) -> Array:
    """The class of each length from 0 to the largest, ascending; uint8. Narrow where most lengths are.

    >>> length_classes(np.array([1, 1, 2, 2, 2]))[[0, 1, 2]].tolist()
    [0, 0, 15]
    """
    if not len(lengths):
        return np.zeros(1, np.uint8)
    mean = float(lengths.mean()) or 1.0
    low, high = (1 + norms(np.percentile(lengths, _USUAL), mean)).tolist()
    every = 1 + norms(np.arange(int(lengths.max()) + 1), mean)
    if low == high:
        places = np.where(every > low, CLASSES - 1, 0)
    else:
        places = np.floor(np.log(every / low) / np.log(high / low) * (CLASSES - 1) + 1e-9)
    classes: Array = np.clip(places, 0, CLASSES - 1).astype(np.uint8)
    return classes


@dataclass(frozen=True, slots=True)
class LengthNorms:
    """For one segment, at the average length of now.

    Attributes:
        norm: what BM25 adds below the line, by length; float64.
        caps: what share of a term's weight a posting gains at most, by its last byte; float32, 256 of them.
        ratios: what share of the sum of such bounds a unit reaches at least, by length; float32.
        ratios_of_many: the same where some term occurs ``MANY`` times or more.
    """

    norm: Array
    caps: Array
    ratios: Array
    ratios_of_many: Array

    @classmethod
    def of(cls, classes: Array, avgdl: float, k1: float = K1, b: float = B) -> LengthNorms:
        """From the class of each length, as `length_classes` gives it."""
        norm = norms(np.arange(len(classes)), avgdl, k1, b)
        shortest = norm[np.minimum(np.searchsorted(classes, np.arange(CLASSES)), len(norm) - 1)]
        tfs = np.arange(MANY + 1)[:, None]
        caps = tfs / (tfs + shortest[None, :])
        caps[0], caps[MANY] = 0.0, 1.0
        ratios = (1 + shortest[classes]) / (1 + norm)
        of_many = np.minimum(ratios, MANY / (MANY + norm))
        return cls(norm, _single(caps.ravel() * _UP), _single(ratios * _DOWN), _single(of_many * _DOWN))


def _single(values: Array) -> Array:
    return values.astype(np.float32)
