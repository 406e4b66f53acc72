"""Mails, mailboxes and pages packed as mails."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

from retrieval.model import Article
from retrieval.sources import Refused

ReadOne = Callable[[str, "bytes | str"], "Article | Refused"]
Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]
FIRST = (
    "The ferry to Lund will stop in March, the harbour master said. “There is no money left for it,” Ida Aue told us."
)
PIECES = (
    "Two boats collided off Vik on Sunday. Nobody was hurt.",
    "The mayor of Vik wants a new mole.",
    "Rain is due.",
)


def mail(*, html: str = "", plain: str = "", charset: str = "utf-8", **head: str) -> bytes:
    message = EmailMessage()
    given = {"From": "Vik Gazette <desk@gazette.example>", "Subject": "The ferry stops", **head}
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    if plain:
        message.set_content(plain, charset=charset)
    if html and plain:
        message.add_alternative(html, subtype="html", charset=charset)
    elif html:
        message.set_content(html, subtype="html", charset=charset)
    return message.as_bytes()


def test_a_newsletter_is_its_html_part_with_the_facts_of_its_head(read_one: ReadOne) -> None:
    raw = mail(
        html=f"<p>{FIRST}</p>",
        plain="see the web version",
        Date="Mon, 02 Mar 2026 23:30:00 -0500",
        Message_ID="<m1@gazette.example>",
    )
    found = read_one("a.eml", raw)

    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet) == (FIRST, "The ferry stops", "Vik Gazette")
    assert found.id == "m1@gazette.example"
    assert found.published
    assert found.published.day.isoformat() == "2026-03-02"


def test_no_piece_of_a_newsletter_is_lost(read_one: ReadOne) -> None:
    blocks = "".join(f"<table><tr><td><h2>{n}</h2><p>{piece}</p></td></tr></table>" for n, piece in enumerate(PIECES))
    found = read_one("a.eml", mail(html=f"<html><body>{blocks}</body></html>"))

    assert isinstance(found, Article)
    assert [piece in found.text for piece in PIECES] == [True, True, True]


def test_a_plain_mail_is_its_text_whatever_its_encoding(read_one: ReadOne) -> None:
    found = read_one("a.eml", mail(plain="Sturm über Vik.\nDer Hafen ist zu.\n", charset="iso-8859-1"))

    assert isinstance(found, Article)
    assert found.text == "Sturm über Vik.\nDer Hafen ist zu."


def test_a_sender_without_a_name_is_called_by_the_domain(read_one: ReadOne) -> None:
    found = read_one("a.eml", mail(plain=FIRST, From="desk@gazette.example"))

    assert isinstance(found, Article)
    assert found.outlet == "gazette.example"


def test_an_attachment_is_no_text_of_the_mail(read_one: ReadOne) -> None:
    message = EmailMessage()
    message["Subject"] = "The ferry stops"
    message.set_content(FIRST)
    message.add_attachment("<p>A secret table.</p>", subtype="html", filename="table.html")
    found = read_one("a.eml", message.as_bytes())

    assert isinstance(found, Article)
    assert found.text == FIRST.strip()


def test_mails_that_cannot_be_read_are_refused_by_name(read_one: ReadOne) -> None:
    for name, raw in (("a.eml", b"\0\0\0"), ("b.eml", mail(plain=" ")), ("c.eml", b""), ("d.eml", b"Subject: x\n\n")):
        found = read_one(name, raw)
        assert isinstance(found, Refused), name
        assert name in found.location


def test_a_mailbox_is_an_article_a_mail_and_a_bad_mail_is_named_by_its_number(read: Read) -> None:
    mails = [mail(plain=FIRST, Message_ID="<1@x>"), mail(plain=" "), mail(plain=PIECES[0], Subject="Collision")]
    raw = b"".join(
        b"From desk Mon Mar  2 10:00:00 2026\n" + one.replace(b"\nFrom ", b"\n>From ") + b"\n" for one in mails
    )
    found, _ = read("a.mbox", raw)

    assert [type(one).__name__ for one in found] == ["Article", "Refused", "Article"]
    assert isinstance(found[1], Refused)
    assert found[1].location.endswith("a.mbox:2")
    assert isinstance(found[2], Article)
    assert (found[2].title, found[2].id) == ("Collision", "a/3")


def test_a_line_of_a_mail_that_begins_with_from_is_as_it_was_written(read: Read) -> None:
    raw = b"From desk Mon Mar  2 10:00:00 2026\n" + mail(
        plain="It came:\n>From the north a horn was heard.\n>>From it.\n"
    )

    found, _ = read("a.mbox", raw)

    assert isinstance(found[0], Article)
    assert found[0].text.split("\n")[1:3] == ["From the north a horn was heard.", ">From it."]


def test_a_saved_page_is_read_as_its_page_under_its_address(read_one: ReadOne) -> None:
    page = (
        '<html lang="en"><head><title>The ferry stops | Gazette</title>'
        '<meta property="article:published_time" content="2026-03-02T10:00:00Z"></head>'
        f"<body><article><h1>The ferry stops</h1><p>{FIRST}</p><p>{' '.join(PIECES)}</p></article></body></html>"
    )
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://gazette.example/ferry"
    message["Subject"] = "The ferry stops"
    message.set_content(page, subtype="html", cte="quoted-printable")
    found = read_one("a.mhtml", message.as_bytes())

    assert isinstance(found, Article)
    assert (found.id, found.language) == ("https://gazette.example/ferry", "en")
    assert FIRST in found.text
    assert found.published
    assert found.published.day.isoformat() == "2026-03-02"


def test_a_saved_page_without_a_page_is_refused(read_one: ReadOne) -> None:
    found = read_one("a.mht", mail(plain="x"))

    assert isinstance(found, Refused)
    assert "saved page" in found.why
