"""Are the items of a feed told apart, is an address only what is one, and is a date the one of publication?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sources.feeds.feeds import read_feed
from retrieval.sources.feeds.offers import Offer, address_of, told_apart, whole_address

NOW = datetime(2024, 1, 1, tzinfo=UTC)
URL = "https://feeds.mill.example/all"
HOME = "https://mill.example/news/"


def rss(*items: str, link: str = HOME, more: str = "") -> bytes:
    names = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:a='http://www.w3.org/2005/Atom'"
    return f"<rss version='2.0' {names} {more}><channel><link>{link}</link>{''.join(items)}</channel></rss>".encode()


def item(**parts: str) -> str:
    written = {name.replace("__", ":"): escape(value) for name, value in parts.items()}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in written.items())}</item>"


def offers(raw: bytes) -> tuple[Offer, ...]:
    return read_feed(raw, url=URL, now=NOW).offers


ADDRESSES = {
    "https://mill.example/a": "https://mill.example/a",
    " HTTP://Mill.Example/a?utm_source=x ": "http://mill.example/a",
    "//mill.example/a": "https://mill.example/a",
    "/a": "https://mill.example/a",
    "/2023/11/a-b": "https://mill.example/2023/11/a-b",
    "./a": "https://mill.example/news/a",
    "../a.html": "https://mill.example/a.html",
    "?id=7": "https://mill.example/news/?id=7",
    "a.html": "https://mill.example/news/a.html",
    "story.php?id=7": "https://mill.example/news/story.php?id=7",
    "2023/11/rain-again": "https://mill.example/news/2023/11/rain-again",
    "N/A": None,
    "n/a": None,
    "none": None,
    "-": None,
    "#": None,
    "7": None,
    "ticker-8841": None,
    "tba/tbd": None,
    "24/24": None,
    "24/7": None,
    "a b/c-d": None,
    "www.mill.example/a-1": None,
    "mill.example": None,
    "https://": None,
    "https:/mill.example/a": None,
    "https//mill.example/a": None,
    "http://N/A": None,
    "http://localhost/a": None,
    "https://mill.example:99999/a": None,
    "https://mill.example/a https://mill.example/b": None,
    "tag:mill.example,2023:1": None,
    "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a": None,
    "mailto:a@mill.example": None,
    "javascript:void(0)": None,
    "ftp://mill.example/a": None,
    "data:text/html,x": None,
    r"C:\\news\\a.html": None,
}


@pytest.mark.parametrize("given_", ADDRESSES)
def test_a_link_is_an_address_or_none(given_: str) -> None:
    (offer,) = offers(rss(item(link=given_, guid="7", title="Rain", description="It rained.")))

    assert offer.url == ADDRESSES[given_]


@pytest.mark.parametrize(
    "given_", [a for a in ADDRESSES if not a.strip().lower().startswith(("http://m", "https://m"))]
)
def test_a_guid_is_an_address_only_where_it_is_a_whole_one(given_: str) -> None:
    feeds = [
        rss(item(guid=given_, title="Rain", description="It rained.")),
        rss(item(guid=given_, title="Rain", description="It rained."), more="xml:base='https://mill.example/'"),
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": given_, "content_text": "It rained."}]}
        ).encode(),
    ]

    assert [offer.url for raw in feeds for offer in offers(raw)] == [None] * 3


def test_a_whole_guid_stands_for_a_missing_link() -> None:
    (offer,) = offers(rss(item(guid="https://mill.example/a", title="Rain")))

    assert offer.url == "https://mill.example/a"


def test_a_machine_without_a_domain_is_believed_beside_its_own_feed() -> None:
    raw = rss(item(link="http://intranet/a", title="Rain"))

    assert read_feed(raw, url="http://intranet/feed", now=NOW).offers[0].url == "http://intranet/a"
    assert offers(raw) == ()


ATOM = "<feed xmlns='http://www.w3.org/2005/Atom' {base}><title>M</title>{entries}</feed>"


@pytest.mark.parametrize(
    ("base", "of_entry", "link", "expected"),
    [
        ("https://a.example/x/", "", "/b", "https://a.example/b"),
        ("https://a.example/x/", "", "b.html", "https://a.example/x/b.html"),
        ("https://a.example/x/", "https://b.example/y/", "b.html", "https://b.example/y/b.html"),
        ("https://a.example/x/", "y/", "b.html", "https://a.example/x/y/b.html"),
        ("https://a.example/x/", "", "N/A", None),
        ("https://a.example/x/", "", "https://c.example/b", "https://c.example/b"),
        ("", "", "/b", "https://feeds.mill.example/b"),
    ],
)
def test_a_path_is_read_from_the_base_that_the_feed_names(
    base: str, of_entry: str, link: str, expected: str | None
) -> None:
    base, of_entry = (f"xml:base='{b}'" if b else "" for b in (base, of_entry))
    entry = (
        f"<entry {of_entry}><id>tag:1</id><title>R</title><link href='{link}'/><summary>It rained.</summary></entry>"
    )

    (offer,) = offers(ATOM.format(base=base, entries=entry).encode())

    assert offer.url == expected


EVENING = {"pubDate": "Wed, 08 Nov 2023 02:15:00 GMT", "dc__date": "2023-11-07T21:15:00-05:00"}
DATES = [
    ({"pubDate": "Tue, 07 Nov 2023 10:00:00 +0200"}, "2023-11-07T10:00:00+02:00"),
    ({"dc__date": "2023-11-07T10:00:00+02:00"}, "2023-11-07T10:00:00+02:00"),
    (EVENING, "2023-11-07T21:15:00-05:00"),
    ({"pubDate": "nonsense", "dc__date": "2023-11-07"}, "2023-11-07"),
    ({"pubDate": "Tue, 07 Nov 2023 10:00:00 GMT", "dc__date": "2023-11-09"}, "2023-11-07T10:00:00+00:00"),
    ({"pubDate": "2023/11/01"}, "2023-11-01"),
    ({"pubDate": "11/12/2023"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("parts", "published"), DATES)
def test_an_item_was_published_when_its_feed_says_so(parts: dict[str, str], published: str | None) -> None:
    (offer,) = offers(rss(item(link="https://mill.example/a", title="Rain", **parts)))

    assert given_as(offer) == published


def given_as(offer: Offer) -> str | None:
    return offer.published.as_given if offer.published else None


def test_an_update_is_no_publication() -> None:
    entry = "<entry><id>tag:1</id><title>R</title><updated>2023-11-07T10:00:00Z</updated><summary>R.</summary></entry>"
    both = entry.replace("<updated>", "<published>2023-11-06T22:00:00-05:00</published><updated>")
    json_ = {"id": "1", "content_text": "R.", "date_modified": "2023-11-07T10:00:00Z", "date_published": 1699264800}
    raw = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [json_]}).encode()

    (alone,), (dated,), (numbered,) = (
        offers(r) for r in (*(ATOM.format(base="", entries=e).encode() for e in (entry, both)), raw)
    )

    assert (alone.published, alone.updated and alone.updated.day.day) == (None, 7)
    assert given_as(dated) == "2023-11-06T22:00:00-05:00"
    assert given_as(numbered) == "2023-11-06T10:00:00+00:00"


def test_the_day_is_the_outlets_own_where_only_the_update_gives_its_offset() -> None:
    entry = (
        "<entry><id>tag:1</id><title>R</title><published>2023-11-08T02:15:00Z</published>"
        "<updated>2023-11-07T21:15:00-05:00</updated><summary>R.</summary></entry>"
    )

    (offer,) = offers(ATOM.format(base="", entries=entry).encode())

    assert offer.published
    assert offer.published.day.day == 7


PAGE = "https://mill.example/live"


def test_an_item_that_is_written_twice_is_one() -> None:
    same = item(link=PAGE, guid="7", title="Rain", description="It rained.")

    assert len(offers(rss(same, same, same.replace(">7<", ">7?category=2<")))) == 1


def test_a_fragment_stays_where_it_tells_items_apart() -> None:
    live = [item(link=f"{PAGE}#{n}", title=f"Rain {n}", description="R.") for n in range(2)]
    alone = item(link="https://mill.example/a#rss", title="Sun", description="S.")

    found = offers(rss(*live, alone))

    assert [offer.url for offer in found] == [f"{PAGE}#0", f"{PAGE}#1", "https://mill.example/a"]


NAMES = st.none() | st.sampled_from(["1", "2", "https://mill.example/live", "N/A"])
TEXTS = st.sampled_from(["", "It rained.", "It snowed."])
ITEMS = st.builds(
    lambda guid, link, title, text: item(
        **{k: v for k, v in {"guid": guid, "link": link, "title": title, "description": text}.items() if v}
    ),
    NAMES,
    NAMES | st.sampled_from([f"{PAGE}#a", f"{PAGE}#b"]),
    st.none() | st.sampled_from(["Rain", "Snow"]),
    TEXTS,
)


@given(st.lists(ITEMS, max_size=8), st.randoms(use_true_random=False))
def test_every_item_has_a_key_of_its_own_whatever_the_order(items: list[str], chance: object) -> None:
    found = offers(rss(*items))
    chance.shuffle(items)  # type: ignore[attr-defined]
    again = offers(rss(*items))

    assert {(offer.key, offer.html) for offer in found} == {(offer.key, offer.html) for offer in again}
    assert len({offer.key for offer in found}) == len(found)
    assert {(o.url, o.title, o.html) for o in found} == {(o.url, o.title, o.html) for o in again}
    assert told_apart(found) == found


@given(st.text(max_size=60) | st.text("htps:/.#?na-1 ", max_size=30))
def test_whatever_is_written_as_a_link_is_whole_or_none(text: str) -> None:
    for found in (whole_address(text, feed_url=URL), address_of(text, base=HOME, feed_url=URL)):
        assert found is None or found.startswith(("http://", "https://"))
    assert whole_address(text, feed_url=URL) is None or text.strip().lower().startswith("http")
