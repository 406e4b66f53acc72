"""Where do articles come from? Bytes in, articles out, and what is wrong with the rest by name and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from retrieval.sources.formats.csv_tables import TABLE
from retrieval.sources.formats.epub_files import EPUB
from retrieval.sources.formats.field_names import fact_of, plain_name
from retrieval.sources.formats.fields import names_given
from retrieval.sources.formats.html_files import HTML_FILE
from retrieval.sources.formats.json_lines import JSON_FILE, JSON_LINES
from retrieval.sources.formats.mail_files import MAIL, MAILBOX, PACKED_PAGE
from retrieval.sources.formats.markdown_files import MARKDOWN
from retrieval.sources.formats.pdf_files import PDF
from retrieval.sources.formats.telegram_posts import post_id, post_title
from retrieval.sources.formats.text_files import TEXT_FILE
from retrieval.sources.formats.word_files import WORD
from retrieval.sources.formats.xml_files import XML
from retrieval.sources.formats.zip_files import zip_of
from retrieval.sources.reading import Reading
from retrieval.sources.refused import Noted, Refused
from retrieval.sources.urls import canonical_url
from retrieval.sources.walking import by_ending

_SINGLE = (
    *(TEXT_FILE, JSON_LINES, JSON_FILE, TABLE, MARKDOWN, HTML_FILE, PDF, WORD, EPUB),
    *(MAIL, MAILBOX, PACKED_PAGE, XML),
)
FORMATS = (*_SINGLE, zip_of(_SINGLE))

__all__ = [
    "FORMATS",
    "Noted",
    "Reading",
    "Refused",
    "by_ending",
    "canonical_url",
    "fact_of",
    "names_given",
    "plain_name",
    "post_id",
    "post_title",
    "read_articles",
]


def read_articles(
    paths: Sequence[str | Path],
    *,
    names: Mapping[str, str] = MappingProxyType({}),
    records: Callable[[str, Mapping[str, Any]], None] | None = None,
) -> Reading:
    """The articles of files and folders in the order given, one at a time.

    Args:
        names: what `names_given` makes of an operator's words: which facts the fields of records are.
        records: told the place and the fields of each record, before it becomes an article.

    Raises:
        SourceError: at once, when one of the paths does not exist or is an address.
    """
    return Reading(paths, FORMATS, names=names, records=records) if records else Reading(paths, FORMATS, names=names)
