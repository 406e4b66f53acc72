"""What does every format of articles promise? One suite; a format joins it by being registered and by its samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from retrieval.model import Article
from retrieval.sources import FORMATS, Refused, read_articles

SHARED_FOLDER = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

# A file of the format that holds exactly this text; what is odd about a text must survive.
SAMPLES = {
    "text": lambda text: text.encode(),
    "JSON Lines": lambda text: json.dumps({"text": text}).encode() + b"\n",
}
EXACT = [format_ for format_ in FORMATS if format_.is_exact]
ENDINGS = [ending for format_ in FORMATS for ending in format_.endings]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(["id", "title", "text", "outlet", "author", "published", "url", "language"])
_LINES = st.lists(
    st.dictionaries(_KEYS, _JSON).map(lambda o: json.dumps(o).encode()) | st.binary(max_size=40), max_size=5
).map(b"\n".join)
_ANY = st.binary() | _LINES | st.builds(bytes.__add__, st.just(b" date 2023-09-13 "), st.binary())


def test_every_exact_format_has_a_sample() -> None:
    assert set(SAMPLES) == {format_.name for format_ in EXACT}


def test_no_two_formats_share_an_ending() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert all(ending == ending.lower() and ending.startswith(".") for ending in ENDINGS)


@pytest.mark.parametrize("ending", ENDINGS)
@given(content=_ANY)
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
@SHARED_FOLDER
def test_any_bytes_are_articles_or_refused_and_never_raise(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(content)
    reading = read_articles([path])

    found = list(reading)

    assert found
    assert reading.read_bytes == reading.total_bytes == len(content)
    for one in found:
        if isinstance(one, Refused):
            assert one.location.startswith(str(path))
            assert one.why
            str(one).encode()
        else:
            assert one.text.strip()
            assert one.revision == 1
            for part in (one.id, one.text, one.title, one.outlet, one.author, one.url, one.language):
                assert part is None or part.encode()


@pytest.mark.parametrize("format_", EXACT, ids=lambda f: f.name)
@given(text=st.text().filter(str.strip).filter(lambda t: not t.startswith(("\ufeff", "date", " date"))))
@example("one\r\ntwo\rthree\n\n")
@example("a\0b")
@example(" “q” \u2028 \U0001f600 e\u0301")
@SHARED_FOLDER
def test_a_text_is_kept_to_the_code_point(tmp_path: Path, format_: object, text: str) -> None:
    path = tmp_path / f"file{format_.endings[0]}"  # type: ignore[attr-defined]
    path.write_bytes(SAMPLES[format_.name](text))  # type: ignore[attr-defined]

    (article,) = read_articles([path])

    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize("format_", EXACT, ids=lambda f: f.name)
def test_the_same_file_gives_the_same_ids(tmp_path: Path, format_: object) -> None:
    path = tmp_path / f"file{format_.endings[0]}"  # type: ignore[attr-defined]
    path.write_bytes(SAMPLES[format_.name]("Kim came."))  # type: ignore[attr-defined]

    assert list(read_articles([path])) == list(read_articles([path]))


@pytest.mark.parametrize("format_", EXACT, ids=lambda f: f.name)
def test_what_is_not_utf_8_is_refused_with_what_to_do(tmp_path: Path, format_: object) -> None:
    path = tmp_path / f"file{format_.endings[0]}"  # type: ignore[attr-defined]
    path.write_bytes(SAMPLES[format_.name]("caf_").replace(b"_", b"\xe9"))  # type: ignore[attr-defined]

    (refused,) = read_articles([path])

    assert isinstance(refused, Refused)
    assert "save it as UTF-8" in refused.why
