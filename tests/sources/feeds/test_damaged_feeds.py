"""Does every damaged feed end in its articles or in one named refusal, and never in a crash?"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.articles import Taken, take_offers
from bot.intake.fetching import Fetched
from retrieval.errors import SourceError
from retrieval.sources.feeds import Feed, is_feed, read_feed

NOW = datetime(2024, 1, 1, tzinfo=UTC)
URL = "https://h.example/feed"
ITEM = (
    "<item><title>Rain &amp; wind</title><link>{link}</link><guid isPermaLink='{permanent}'>7</guid><pubDate>{date}"
    "</pubDate><description>{text}</description></item>"
)
DATES = (
    *("Wed, 13 Sep 2023 10:00:00 +0300", "2023-09-13", "13.09.2023 10:00", "Sept. 13, 2023", "13 сентября 2023"),
    *("mercredi 13 septembre 2023", "1694599200", "1694599200000", "Wed, 31 Feb 2023 10:00:00 GMT", "yesterday", ""),
    *("0000-00-00", "Thu, 01 Jan 1970 00:00:00 GMT", "20230913T100000", "9999-12-31T23:59:59+14:00", "2023-256"),
)
LINKS = (
    "/a",
    "https://h.example/a?x=1&y=2",
    "http://[bad",
    "N/A",
    "javascript:x()",
    "//h.example/a",
    "",
    "http://h:99999/",
)
TEXTS = (
    *(
        "Short",
        "<![CDATA[<p>Rain<p>Wind<table><tr><td>x]]>",
        "&lt;p&gt;Rain&lt;/p&gt;",
        "&#1114112;&#x0;&#xd800;&nbsp;",
    ),
    *("<p>raw <b>marks</p>", "<![CDATA[ ]] > ]]>", "&eacute;&unknown;&", "<div>" * 300),
)
HEADS = (
    "",
    "<?xml version='1.0' encoding='utf-8'?>",
    "<?xml version='1.0' encoding='klingon'?>",
    "\n<?xml version='1.1'?>",
)
FRAMES = (
    "{head}<rss version='2.0'><channel><title>H</title>{items}</channel></rss>",
    "{head}<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://wrong/'>{items}</rdf:RDF>",
    "{head}<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://[bad'>{items}</feed>",
    "{head}<feed version='0.3' xmlns='http://purl.org/atom/ns#'>{items}</feed>",
)

items = st.builds(
    lambda link, permanent, date, text: ITEM.format(link=link, permanent=permanent, date=date, text=text),
    *(st.sampled_from(values) for values in (LINKS, ("true", "false", "x"), DATES, TEXTS)),
)
feeds = st.builds(
    lambda frame, head, found: frame.format(head=head, items="".join(found)).replace(
        "item>", "entry>" * ("Atom" in frame) or "item>"
    ),
    st.sampled_from(FRAMES),
    st.sampled_from(HEADS),
    st.lists(items, max_size=3),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A feed in some encoding, perhaps cut off, overwritten here and there, or packed."""
    raw = bytearray(draw(feeds).encode(draw(st.sampled_from(("utf-8", "cp1251", "utf-16", "utf-8-sig"))), "replace"))
    for place, value in draw(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8)):
        if raw:
            raw[place % len(raw)] = value
    cut = draw(st.one_of(st.none(), st.integers(0, len(raw))))
    kept = bytes(raw[:cut])
    is_packed = draw(st.integers(0, 9)) == 0
    return gzip.compress(kept)[: draw(st.one_of(st.none(), st.integers(2, 60)))] if is_packed else kept


def _nothing(url: str) -> Fetched:
    raise SourceError(url, "nothing is there")


def _read(raw: bytes) -> Feed | SourceError:
    try:
        return read_feed(raw, url=URL, now=NOW)
    except SourceError as error:
        return error


@given(damaged())
@settings(max_examples=100, deadline=None)
def test_a_damaged_feed_gives_articles_or_one_refusal(raw: bytes) -> None:
    is_feed(raw)
    found = _read(raw)

    if isinstance(found, SourceError):
        assert found.why.strip()
        assert "\n" not in found.why
    else:
        taken = list(take_offers(found, found.offers, url=URL, get=_nothing, now=NOW))
        assert all(isinstance(one, Taken) for one in taken)
        assert len({offer.key for offer in found.offers}) == len(found.offers)


ENTRY = "<item><title>Rain</title><link>/a</link></item></channel></rss>"
FAULTS = {
    "a character that is none": f"<rss><channel>{ENTRY.replace('Rain', 'Rain &#1114112;&#xd800;')}".encode(),
    "a base that is no address": b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://[x'><entry><title>Rain"
    b"</title><link href='/a'/></entry></feed>",
    "an encoding that nobody can spell": b"<?xml version='1.0' encoding='utf\xa98'?><rss><channel>" + ENTRY.encode(),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_costs_no_more_than_itself(kind: str) -> None:
    (offer,) = read_feed(FAULTS[kind], url=URL, now=NOW).offers

    assert offer.title is not None
    assert offer.title.startswith("Rain")
    assert offer.url == "https://h.example/a"


def test_relative_links_of_atom_are_beneath_its_base() -> None:
    raw = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/news/'><title>H</title><link href='https://h.example/'/>"
        "<entry><title>One</title><id>1</id><link rel='alternate' href='one.html'/></entry>"
        "<entry xml:base='/old/'><title>Two</title><id>2</id><link href='two.html'/></entry></feed>"
    )

    offers = read_feed(raw.encode(), url=URL, now=NOW).offers

    assert [offer.url for offer in offers] == ["https://h.example/news/one.html", "https://h.example/old/two.html"]


def test_a_json_feed_may_name_its_version_last() -> None:
    raw = (
        b'{"items":[{"id":"1","url":"https://h.example/a","title":"'
        + b"R" * 5000
        + b'"}],"version":"https://jsonfeed.org/version/1"}'
    )

    assert is_feed(raw)
    assert len(read_feed(raw, url=URL, now=NOW).offers) == 1
