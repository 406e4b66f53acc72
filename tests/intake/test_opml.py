"""Is OPML read as the world writes it, and is what cannot be read named by its line?"""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.opml import read_opml, write_opml
from retrieval.errors import SourceError
from retrieval.sources.urls import canonical_url

A, B = "https://alder.example/rss", "https://birch.example/feed?kind=1&copy=2&region=3"


def opml(*outlines: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n', end: str = "") -> str:
    return (
        f'{head}<opml version="2.0"><head><title>T</title></head><body>\n'
        + "\n".join(outlines)
        + f"\n</body></opml>{end}"
    )


def line(url: str, title: str = "Alder", *, name: str = "xmlUrl") -> str:
    return f'<outline type="rss" text="{title}" {name}="{url}"/>'


READ = {
    "as it should be": (opml(line(A)), {A: "Alder"}),
    "a bare ampersand in a title": (opml(line(A, "Bread & Roses")), {A: "Bread & Roses"}),
    "bare ampersands in an address": (opml(line(B)), {B: "Alder"}),
    "escaped ampersands": (opml(line(B.replace("&", "&amp;"), "Bread &amp; Roses")), {B: "Bread & Roses"}),
    "both ways at once": (opml(line(B, "Bread &amp; Roses & Co")), {B: "Bread & Roses & Co"}),
    "letters by their HTML names": (opml(line(A, "Caf&eacute;&nbsp;&mdash; News")), {A: "Café\xa0— News"}),
    "an unknown name": (opml(line(A, "R&dxy; News")), {A: "R&dxy; News"}),
    "angle brackets in a title": (opml(line(A, "Under <30> years < now")), {A: "Under <30> years < now"}),
    "single quotes": (opml(f"<outline text='Al\"der' xmlUrl='{A}'/>"), {A: 'Al"der'}),
    "capitals": (f'<OPML><BODY><OUTLINE TYPE="rss" TEXT="Alder" XMLURL="{A}"/></BODY></OPML>', {A: "Alder"}),
    "nested folders": (
        opml(
            '<outline text="Trees">',
            '<outline text="Old">',
            line(A),
            "</outline>",
            line(B.replace("&", "&amp;")),
            "</outline>",
        ),
        {A: "Alder", B: "Alder"},
    ),
    "no end tags": (opml(f'<outline text="Trees"><outline text="Alder" xmlUrl="{A}">', end="")[:-15], {A: "Alder"}),
    "hundreds without end tags": (
        opml(*(f'<outline text="T" xmlUrl="{A}/{n}">' for n in range(400))),
        {f"{A}/{n}": "T" for n in range(400)},
    ),
    "cut off": (opml(line(A), '<outline text="Bir')[:-15], {A: "Alder"}),
    "the address as url": (opml(line(A, name="url")), {A: "Alder"}),
    "links and folders are no feeds": (
        opml(
            line(A),
            '<outline type="link" url="https://p.example/"/>',
            '<outline text="F" htmlUrl="https://p.example/"/>',
        ),
        {A: "Alder"},
    ),
    "feed: before the address": (
        opml(line("feed://alder.example/rss"), line("feed:https://b.example/")),
        {"https://alder.example/rss": "Alder", "https://b.example/": "Alder"},
    ),
    "no declaration": (opml(line(A, "Ёлка"), head=""), {A: "Ёлка"}),
    "blanks and words before": (opml(line(A), head="\n\n Exported.\n"), {A: "Alder"}),
    "junk behind": (opml(line(A), end="\n<!-- x --></opml>\n--boundary--\n\0\0"), {A: "Alder"}),
    "commented out": (opml(line(A), f"<!-- {line('https://c.example/')} & -->", '<outline text="&"/>'), {A: "Alder"}),
    "control characters": (opml(line(A, "Al\x0b\x1fder")), {A: "Alder"}),
    "a doctype": (opml(line(A), head='<!DOCTYPE opml [<!ENTITY x "y">]>\n'), {A: "Alder"}),
    "a name space": (opml(line(A)).replace("<opml", '<opml xmlns="http://opml.org/spec2"'), {A: "Alder"}),
    "no quotation marks": (f"<opml><body><outline text=Alder xmlUrl={A} /></body></opml>", {A: None}),
    "quotation marks in a title": (opml(f'<outline text="They said "no"" xmlUrl="{A}"/>'), {A: "They said"}),
    "no scheme": (
        opml(line("alder.example/rss"), line("//birch.example/rss")),
        {"https://alder.example/rss": "Alder", "https://birch.example/rss": "Alder"},
    ),
    "no feeds": (opml('<outline text="Trees"/>'), {}),
}


@pytest.mark.parametrize("kind", READ)
def test_the_feeds_are_read(kind: str) -> None:
    text, expected = READ[kind]

    found = read_opml(text.encode(), "all.opml")

    assert dict(found.sources) == expected
    assert found.unread == () or kind == "cut off"


UTF_16 = '<?xml version="1.0" encoding="utf-16"?>'
ENCODED = {
    "a mark": (codecs.BOM_UTF8 + opml(line(A, "Ёлка")).encode(), "Ёлка"),
    "UTF-16": (opml(line(A, "Ёлка"), head=UTF_16).encode("utf-16"), "Ёлка"),
    "UTF-16 without a mark": (opml(line(A, "Ёлка"), head="").encode("utf-16-le"), "Ёлка"),
    "UTF-8 that says it is UTF-16": (opml(line(A, "Ёлка"), head=UTF_16).encode(), "Ёлка"),
    "declared": (opml(line(A, "Ёлка"), head="<?xml version='1.0' encoding='windows-1251'?>").encode("cp1251"), "Ёлка"),
    "Latin-1 that says it is UTF-8": (opml(line(A, "Café")).encode("latin-1"), None),
    "an encoding that nobody knows": (opml(line(A), head='<?xml version="1.0" encoding="klingon"?>').encode(), "Alder"),
}


@pytest.mark.parametrize("kind", ENCODED)
def test_a_wrong_encoding_costs_a_title_at_most(kind: str) -> None:
    raw, title = ENCODED[kind]

    assert read_opml(raw, "all.opml").sources == ((A, title),)


def test_what_cannot_be_read_is_named_by_its_line() -> None:
    found = read_opml(
        opml(line(A), line("N/A"), line("ftp://c.example/"), '<outline text="x xmlUrl="https://d/"/>').encode(), "f"
    )

    assert dict(found.sources) == {A: "Alder"}
    assert found.unread == (4, 5, 6)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html><body>Hello</body></html>", "not OPML"),
        ("", "not OPML"),
        ("\0\0\0", "not OPML"),
        (opml(line("N/A")), "line 3"),
        ("<opml\n><body><outline text='&' xmlUrl='x'/>", "line 2"),
        ("<opml>\n\n<body", "line 3"),
    ],
)
def test_where_nothing_can_be_read_one_sentence_says_so(text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why) as raised:
        read_opml(text.encode(), "all.opml")
    assert "\n" not in str(raised.value)


def test_entities_bring_nothing_in_and_do_not_multiply() -> None:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE o [<!ENTITY l0 "lol"><!ENTITY out SYSTEM "file:///etc/passwd">{lols}]>'

    found = read_opml(opml(line(A, "&l9;&out;"), head=head).encode(), "all.opml")

    assert [url for url, _ in found.sources] == [A]
    assert len(repr(found)) < 1000


@pytest.mark.parametrize("sign", ["<!--", "<outline ", '<outline x="', "&", "<!--\n-->", '"', "<outline a='b' "])
def test_a_long_file_of_one_sign_is_refused_by_its_line_and_soon(sign: str) -> None:
    with pytest.raises(SourceError, match="line"):
        read_opml(b"<opml>" + sign.encode() * 200_000, "f")


TITLES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)
)


@given(
    st.dictionaries(
        st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9/&=?;]{0,20}", fullmatch=True), TITLES, max_size=5
    )
)
def test_what_was_written_is_read_also_with_bare_signs(sources: dict[str, str]) -> None:
    written = write_opml(sources.items())
    bare = written.replace("&amp;", "&").replace("&lt;", "<")

    assert {url for url, _ in read_opml(written.encode(), "f").sources} == set(map(canonical_url, sources))
    if ";" not in "".join((*sources, *sources.values())):
        assert {url for url, _ in read_opml(bare.encode(), "f").sources} == set(map(canonical_url, sources))


@given(st.binary(max_size=200) | st.text("<>outline &;\"'=xmlUrl/\n", max_size=300).map(lambda t: t.encode()))
def test_no_bytes_break_it(raw: bytes) -> None:
    try:
        read_opml(b"<opml><outline " + raw, "f")
    except SourceError as error:
        assert error.why  # noqa: PT017
