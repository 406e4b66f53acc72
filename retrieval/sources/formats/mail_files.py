"""Mails and pages packed as mails: a newsletter, a mailbox, and what browsers save as MHTML."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any

from retrieval.model import Article
from retrieval.sources.files.encodings import UnknownEncoding, encoding_of
from retrieval.sources.files.source_file import Format, SourceFile, Yielded, unfit_id
from retrieval.sources.formats.fields import Unfit, article_in
from retrieval.sources.html.markup import words_of_html
from retrieval.sources.html.pages import NoArticle, read_page
from retrieval.sources.refused import Refused

MAX_MAIL_BYTES = 50_000_000
# The standard library's reader of heads breaks in many ways at what is no head.
_FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
_MARKED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
MAX_PARTS = 1_000
_BROKEN = "it is broken, or no mail"
# A newsletter of several pieces is no article with a frame around it, and nothing of it may be lost.
_MOSTLY = 0.8


def read_mail(file: SourceFile) -> Yielded:
    """The one article of a mail: the words of its HTML part, else its plain text."""
    raw = _bytes_of(file)
    yield file.refused(raw) if isinstance(raw, str) else _article(file, raw, file.name, None)


def read_mailbox(file: SourceFile) -> Yielded:
    """The articles of a mailbox, one a mail; what is wrong with a mail is told by its number."""
    box = mailbox.mbox(file.path, create=False)
    number = 0
    try:
        for number, key in enumerate(box.iterkeys(), start=1):
            raw = box.get_bytes(key)
            file.advance(len(raw))
            # A line that begins as the head of a mail does was marked when the mail was put into the box.
            raw = _MARKED_FROM.sub(b"\\1", raw)
            if len(raw) > MAX_MAIL_BYTES:
                yield file.refused(f"the mail is over {MAX_MAIL_BYTES // 1_000_000} MB", line=number)
            else:
                yield _article(file, raw, f"{file.name}/{number}", number)
    finally:
        box.close()
    if not number:
        yield file.refused("it holds no mails")


def read_packed_page(file: SourceFile) -> Yielded:
    """The one article of a page that a browser saved with its pictures."""
    raw = _bytes_of(file)
    if isinstance(raw, str):
        yield file.refused(raw)
        return
    message = _parsed(raw)
    page = next(_parts(message, "text/html"), None) if message else None
    if message is None or page is None:
        yield file.refused("it is broken, or no saved page")
        return
    address = _head(message, "Snapshot-Content-Location") or _head(page, "Content-Location")
    url = address if address and address.startswith(("http://", "https://")) else None
    found = read_page(_content(page), url=url, now=datetime.now(UTC), fallback_id=file.name)
    yield file.refused(found.why) if isinstance(found, NoArticle) else found


def _bytes_of(file: SourceFile) -> bytes | str:
    """The whole file, or why it is too much."""
    with file.path.open("rb") as opened:
        raw = opened.read(MAX_MAIL_BYTES + 1)
    file.advance(len(raw))
    if len(raw) > MAX_MAIL_BYTES:
        return f"it is over {MAX_MAIL_BYTES // 1_000_000} MB"
    return f"its name {why}; rename it" if (why := unfit_id(file.name)) else raw


def _article(file: SourceFile, raw: bytes, name: str, number: int | None) -> Article | Refused:
    message = _parsed(raw)
    if message is None:
        return file.refused(_BROKEN, line=number)
    try:
        text = _text(message)
    except Unfit as error:
        return file.refused(str(error), line=number)
    return article_in(file, _facts(message), number, text=text, name=name)


def _parsed(raw: bytes) -> EmailMessage | None:
    """The mail; None for what has no head of a mail, or is broken beyond reading."""
    try:
        message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
        return message if any(_head(message, name) for name in ("From", "Subject", "Content-Type")) else None
    except _FAULTS:
        return None


def _head(message: Message, name: str) -> str | None:
    """A line of the head; as it is written where the library breaks at reading it."""
    try:
        return _line(message[name])
    except _FAULTS:
        return next((_line(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)


def _facts(message: EmailMessage) -> dict[str, Any]:
    """What the head says: subject, day, sender, and the mail's own number, which is the same for each who gets it."""
    name, address = parseaddr(_head(message, "From") or "")
    own = (_head(message, "Message-ID") or "").strip("<> ")
    facts = {
        "id": own,
        "title": _head(message, "Subject"),
        "outlet": name or address.rpartition("@")[2],
        "published": _head(message, "Date"),
    }
    return {fact: value for fact, value in facts.items() if value}


def _line(value: Any) -> str | None:
    """A line of the head, folded lines joined, without what no database keeps."""
    try:
        words = " ".join(str(value).replace("\0", "").encode("utf-8", "replace").decode().split()) if value else ""
    except (ValueError, LookupError):
        return None
    return words or None


def _text(message: EmailMessage) -> str:
    """The words of the HTML part, else the plain text."""
    for page in _parts(message, "text/html"):
        if text := _words(_content(page)):
            return text
    for plain in _parts(message, "text/plain"):
        if text := _decoded(_content(plain)).replace("\r\n", "\n").replace("\0", "").strip():
            return text
    raise Unfit("it holds no text")


def _words(raw: bytes) -> str:
    """All that a reader of the mail sees; of a page with an article that is most of it, the article alone."""
    try:
        seen = words_of_html(_decoded(raw)).strip()
    except ValueError as error:
        raise Unfit(str(error)) from error
    page = read_page(raw, url=None, now=datetime.now(UTC), fallback_id="mail")
    is_article = isinstance(page, Article) and len(page.text) >= _MOSTLY * len(seen)
    return page.text if is_article and isinstance(page, Article) else seen


def _parts(message: EmailMessage, kind: str) -> Iterator[Message]:
    """The parts of one kind that are shown and not attached, a bounded number of them."""
    try:
        for count, part in enumerate(message.walk()):
            if count >= MAX_PARTS:
                return
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                yield part
    except _FAULTS:
        return


def _content(part: Message) -> bytes:
    """A part as UTF-8, by the encoding that it names, where it names one; else as it is."""
    try:
        raw = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    if not isinstance(raw, bytes):
        return b""
    try:
        charset = part.get_content_charset()
        return raw.decode(charset).encode("utf-8", "replace") if charset else raw
    except _FAULTS:
        return raw


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode(encoding_of(raw).codec)
    except (UnknownEncoding, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


MAIL = Format("mail", (".eml",), read_mail, is_exact=False)
MAILBOX = Format("mailbox", (".mbox",), read_mailbox, is_exact=False)
PACKED_PAGE = Format("MHTML", (".mhtml", ".mht"), read_packed_page, is_exact=False)
