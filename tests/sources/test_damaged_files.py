"""Does every damaged file end in its articles or in one sentence that says what is wrong, whatever its format?"""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.model import Article
from retrieval.sources import Refused, read_articles
from tests.sources.made import column, docx, epub, paragraph, pdf

WORDS = "The council met on Monday night and spoke of the ferry, whose engine had failed twice in one week."
PAGE = (
    f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{WORDS}</p><p>{WORDS}</p></article></body>"
)
MAIL = (
    "From: Bote <news@bote.example>\nSubject: =?utf-8?b?RsOkaHJl?=\nDate: Mon, 02 Mar 2026 10:00:00 +0100\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html; '
    f"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>{WORDS}=E2=80=9C</p>\n--b--\n"
)
POSTS = {"name": "Bote", "type": "public_channel", "id": 7, "messages": [{"id": 1, "type": "message", "text": [WORDS]}]}


def _zip(inside: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.txt", WORDS)
        pack.writestr("b.docx", inside)
    return made.getvalue()


DOCX = docx(paragraph(WORDS))
FILES: dict[str, bytes] = {
    "a.txt": f" date 2026-03-02 Ferry\n\n{WORDS}".encode(),
    "a.jsonl": json.dumps({"title": "Ferry", "text": WORDS}).encode(),
    "a.jsonl.gz": gzip.compress(json.dumps({"title": "Ferry", "text": WORDS}).encode()),
    "a.json": json.dumps([{"headline": "Ferry", "body": WORDS}]).encode(),
    "result.json": json.dumps(POSTS).encode(),
    "a.csv": f'title;text\nFerry;"{WORDS}"\n'.encode(),
    "a.md": f"---\ntitle: Ferry\ndate: 2026-03-02\n---\n\n# Ferry\n\n{WORDS}".encode(),
    "a.html": PAGE.encode(),
    "a.eml": MAIL.encode(),
    "a.mbox": b"From a Mon Mar  2 10:00:00 2026\n" + MAIL.encode(),
    "a.mhtml": MAIL.replace(f"<p>{WORDS}=E2=80=9C</p>", PAGE).encode(),
    "a.rss": f"<rss><channel><item><title>F</title><description>{WORDS}</description></item></channel></rss>".encode(),
    "a.xml": f"<nitf><body><body.head><hedline><hl1>F</hl1></hedline></body.head><body.content>"
    f"<p>{WORDS}</p></body.content></body></nitf>".encode(),
    "a.docx": DOCX,
    "a.epub": epub([PAGE]),
    "a.pdf": pdf(column(72, 700, WORDS[:60], WORDS[60:])),
    "a.zip": _zip(DOCX),
}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of one of the formats: cut off, overwritten here and there, with a piece cut out, or of random bytes."""
    name = draw(st.sampled_from(sorted(FILES)))
    raw = bytearray(FILES[name])
    if draw(st.integers(0, 9)) == 0:
        return name, draw(st.binary(max_size=300))
    for place, value in draw(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=12)):
        raw[place % len(raw)] = value
    start, end = sorted(draw(st.tuples(st.integers(0, len(raw)), st.integers(0, len(raw)))))
    return name, bytes(draw(st.sampled_from((raw, raw[:start], raw[:start] + raw[end:]))))


def test_each_of_the_files_is_read_while_it_is_whole(tmp_path: Path) -> None:
    for name, raw in FILES.items():
        (tmp_path / name).write_bytes(raw)
        found = list(read_articles([tmp_path / name]))
        assert [one for one in found if isinstance(one, Article)], (name, found)


@given(damaged())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_gives_articles_or_a_named_refusal(made: tuple[str, bytes]) -> None:
    name, raw = made
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        found = list(read_articles([path]))

    assert found
    refused = [one for one in found if isinstance(one, Refused)]
    assert all(one.why.strip() and "\n" not in one.why and "Traceback" not in one.why for one in refused)
    assert all(name in one.location for one in refused)
