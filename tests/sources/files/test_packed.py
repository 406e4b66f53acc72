"""Is a gzip file read whole, and is one that holds too much refused while it is unpacked?"""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import SourceError
from retrieval.sources.feeds.feeds import read_feed
from retrieval.sources.files import packed
from retrieval.sources.files.packed import unpacked, unpacked_pieces
from tests.sources.feeds.test_feeds import KINDS, NOW, URL

MOST = 1_000_000


@given(st.lists(st.binary(max_size=99), min_size=1, max_size=9), st.integers(1, 50))
def test_members_are_read_whole_however_they_arrive(members: list[bytes], size: int) -> None:
    raw = b"".join(map(gzip.compress, members))
    pieces = [raw[start : start + size] for start in range(0, len(raw), size)]

    assert b"".join(unpacked_pieces(pieces, location="here", most=MOST)) == b"".join(members)
    assert unpacked(raw, most=MOST) == b"".join(members)


def test_a_feed_of_two_members_is_one_feed() -> None:
    raw = KINDS["RSS 2.0"].encode()
    half = len(raw) // 2

    (offer,) = read_feed(gzip.compress(raw[:half]) + gzip.compress(raw[half:]), url=URL, now=NOW).offers

    assert offer.title == "Rain"


@pytest.mark.parametrize("after", [b"\0" * 512, b"\n", b"junk after the end", b"\x1fjunk"])
def test_what_follows_the_last_member_is_left_out(after: bytes) -> None:
    assert unpacked(gzip.compress(b"rain") + after, most=MOST) == b"rain"


@pytest.mark.parametrize(
    "bomb",
    [gzip.compress(b"\0" * 40_000_000), gzip.compress(b"rain") + gzip.compress(b"\0" * 40_000_000)],
    ids=["one member", "the second member"],
)
def test_a_bomb_is_refused_before_it_is_held(bomb: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    real = zlib.decompressobj

    class Counted:
        def __init__(self, wbits: int) -> None:
            self._real = real(wbits)

        def decompress(self, piece: bytes, most: int) -> bytes:
            found = self._real.decompress(piece, most)
            sizes.append(len(found))
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    monkeypatch.setattr(packed.zlib, "decompressobj", Counted)

    with pytest.raises(SourceError, match="over 1 MB"):
        unpacked(bomb, most=MOST)
    assert sum(sizes) <= MOST + 1 + 4


def test_endless_members_are_refused() -> None:
    with pytest.raises(SourceError, match="members"):
        unpacked(gzip.compress(b"") * 100_000, most=MOST)


def test_other_bytes_are_as_they_are_and_broken_ones_are_refused() -> None:
    assert unpacked(b"<rss/>", most=MOST) == b"<rss/>"
    with pytest.raises(SourceError, match="broken"):
        unpacked(b"\x1f\x8bno", most=MOST)
