"""Feeds that were saved, exports of WordPress, and what agencies send."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.model import Article
from retrieval.sources import Refused

ReadOne = Callable[[str, "bytes | str"], "Article | Refused"]
Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]
WORDS = "The mole at Vik is sinking, engineers found."
MORE = "“We measured it twice,” Ida Aue said."


def wxr(*items: str) -> str:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f'<rss version="2.0" {spaces}><channel><title>Vik Blog</title>{"".join(items)}</channel></rss>'


def post(content: str, *, kind: str = "post", status: str = "publish", extra: str = "") -> str:
    return (
        f"<item><title>The mole</title><link>https://blog.example/mole</link><dc:creator>ida</dc:creator>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>{extra}</item>"
    )


def test_a_post_of_wordpress_has_the_paragraphs_that_a_visitor_sees(read_one: ReadOne) -> None:
    found = read_one("a.xml", wxr(post(f"{WORDS}\n\n{MORE}\nAll of it.")))

    assert isinstance(found, Article)
    assert found.text == f"{WORDS}\n\n{MORE}\nAll of it."
    assert (found.title, found.outlet, found.author, found.id) == (
        *("The mole", "Vik Blog", "ida"),
        "https://blog.example/mole",
    )
    assert found.published
    assert found.published.day.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    "content",
    [
        f"<!-- wp:paragraph -->\n<p>{WORDS}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>{MORE}</p>",
        f"{WORDS}\r\n\r\n[gallery ids=“1,2”]\r\n\r\n{MORE}",
        f'{WORDS}\n\n[caption id="a" width="3"]<img src="m.jpg" /> The mole in May[/caption]\n\n{MORE}',
    ],
)
def test_blocks_and_short_codes_of_wordpress_are_no_words(read_one: ReadOne, content: str) -> None:
    found = read_one("a.xml", wxr(post(content)))

    assert isinstance(found, Article)
    assert found.text == f"{WORDS}\n\n{MORE}"


def test_an_author_of_wordpress_is_shown_by_name_and_not_by_login(read_one: ReadOne) -> None:
    names = "<wp:author_login>ida</wp:author_login><wp:author_display_name>Ida Aue</wp:author_display_name>"

    found = read_one("a.xml", wxr(f"<wp:author>{names}</wp:author>", post(WORDS)))

    assert isinstance(found, Article)
    assert found.author == "Ida Aue"


def test_what_no_visitor_sees_is_left_out(read: Read) -> None:
    hidden = [
        post("Draft", status="draft"),
        post("Menu", kind="nav_menu_item"),
        post("Picture", kind="attachment", status="inherit"),
        post("Locked", extra="<wp:post_password>x</wp:post_password>"),
    ]
    found, _ = read("a.xml", wxr(*hidden, post(WORDS)))

    assert [one.text for one in found if isinstance(one, Article)] == [WORDS]


def test_a_saved_feed_is_an_article_an_item_and_an_item_without_words_is_named(read: Read) -> None:
    items = (
        f"<item><title>The mole</title><link>https://herald.example/mole</link><description>&lt;p&gt;{WORDS}&lt;/p&gt;"
        "</description><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>"
        "<item><title>Only a link</title><link>https://herald.example/two</link></item>"
    )
    raw = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'
    found, _ = read("a.rss", raw)

    assert isinstance(found[0], Article)
    assert (found[0].text, found[0].outlet, found[0].id) == (WORDS, "Herald", "https://herald.example/mole")
    assert isinstance(found[1], Refused)
    assert "by its address" in found[1].why
    assert found[1].location.endswith(":2")


G2 = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:vik:1" xml:lang="en">
<itemMeta><provider literal="VNA"/><firstCreated>2026-03-02T10:00:00Z</firstCreated></itemMeta>
<contentMeta><by>Ida Aue</by><headline>The mole is sinking</headline><language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{WORDS}</p><p>{MORE}</p></body></html></inlineXML></contentSet></newsItem>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>mole</title><docdata>
<doc-id id-string="vik.2"/><date.issue norm="20260302T100000+0100"/></docdata></head><body><body.head><hedline>
<hl1>The mole is sinking</hl1></hedline><byline>By Ida Aue</byline><distributor>VNA</distributor></body.head>
<body.content><block><p>{WORDS}</p></block><media><media-caption>The mole in May</media-caption></media>
<p>{MORE}</p></body.content></body></nitf>"""
NEWSML = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>vna.example</ProviderId>
<PublicIdentifier>urn:vik:3</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20260302T100000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>The mole is sinking
</HeadLine><ByLine>Ida Aue</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="VNA"/></Provider>
</AdministrativeMetadata><ContentItem><DataContent><p>{WORDS}</p><p>{MORE}</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize(
    ("raw", "article_id", "author"),
    [(G2, "urn:vik:1", "Ida Aue"), (NITF, "vik.2", "Ida Aue"), (NEWSML, "urn:vik:3", "Ida Aue")],
    ids=["NewsML-G2", "NITF", "NewsML 1"],
)
def test_what_agencies_send_is_read_with_its_facts(read_one: ReadOne, raw: str, article_id: str, author: str) -> None:
    found = read_one("a.xml", raw)

    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet) == (f"{WORDS}\n\n{MORE}", "The mole is sinking", "VNA")
    assert (found.id, found.author) == (article_id, author)
    assert found.published
    assert found.published.day.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("bylines", "author"),
    [
        ("<byline>By <person>Ida Aue</person><byttl>Staff</byttl></byline><byline>By Bo Ek</byline>", "Ida Aue, Bo Ek"),
        ("<byline>By Ida Aue and Bo Ek</byline>", "Ida Aue, Bo Ek"),
        ("<byline>Von Ida Aue<byttl>Reporterin</byttl></byline>", "Ida Aue"),
        ("<byline>from our own staff</byline>", "from our own staff"),
    ],
)
def test_several_bylines_are_several_authors(read_one: ReadOne, bylines: str, author: str) -> None:
    found = read_one("a.xml", NITF.replace("<byline>By Ida Aue</byline>", bylines))

    assert isinstance(found, Article)
    assert found.author == author


def test_a_message_of_several_items_is_an_article_each_without_the_withdrawn(read: Read) -> None:
    item = G2.partition("?>")[2]
    withdrawn = item.replace("<itemMeta>", '<itemMeta><pubStatus qcode="stat:canceled"/>').replace("vik:1", "vik:9")
    raw = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{item}{withdrawn}</itemSet></newsMessage>'
    found, _ = read("a.xml", raw)

    assert [getattr(one, "id", None) for one in found] == ["urn:vik:1", None]
    assert isinstance(found[1], Refused)
    assert "withdrawn" in found[1].why


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("<opml/>", "verbatim sources import"),
        ("<urlset/>", "verbatim sources add"),
        ("<invoice/>", "<invoice>"),
        ("<newsItem><p>", "broken"),
        ("no xml", "broken"),
        ("", "broken"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf><body.content>&a;</body.content></nitf>', "entities"),
        ("<nitf/>", "no articles|text"),
    ],
)
def test_other_xml_is_refused_with_what_to_do(read_one: ReadOne, raw: str, told: str) -> None:
    found = read_one("a.xml", raw)

    assert isinstance(found, Refused)
    assert any(word in found.why for word in told.split("|")), found.why
