"""Saved web pages: one article a file."""

from __future__ import annotations

from datetime import UTC, datetime

from retrieval.sources.files.source_file import Format, SourceFile, Yielded, unfit_id
from retrieval.sources.html.pages import MAX_PAGE_BYTES, NoArticle, read_page


def read_html(file: SourceFile) -> Yielded:
    """The one article of a page, under the address that it gives as its own, else under the file's name."""
    with file.path.open("rb") as opened:
        raw = opened.read(MAX_PAGE_BYTES + 1)
    file.advance(len(raw))
    if why := unfit_id(file.name):
        yield file.refused(f"its name {why}; rename it")
        return
    found = read_page(raw, url=None, now=datetime.now(UTC), fallback_id=file.name)
    yield file.refused(found.why) if isinstance(found, NoArticle) else found


HTML_FILE = Format("HTML", (".html", ".htm"), read_html, is_exact=False)
