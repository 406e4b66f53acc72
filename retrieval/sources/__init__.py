"""Where do articles come from? Bytes in, articles out, and what is wrong with the rest by name and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retrieval.sources.formats.csv_tables import TABLE
from retrieval.sources.formats.epub_files import EPUB
from retrieval.sources.formats.html_files import HTML_FILE
from retrieval.sources.formats.json_lines import JSON_FILE, JSON_LINES
from retrieval.sources.formats.markdown_files import MARKDOWN
from retrieval.sources.formats.pdf_files import PDF
from retrieval.sources.formats.text_files import TEXT_FILE
from retrieval.sources.formats.word_files import WORD
from retrieval.sources.reading import Reading, by_ending
from retrieval.sources.refused import Noted, Refused
from retrieval.sources.urls import canonical_url

FORMATS = (TEXT_FILE, JSON_LINES, JSON_FILE, TABLE, MARKDOWN, HTML_FILE, PDF, WORD, EPUB)

__all__ = ["FORMATS", "Noted", "Reading", "Refused", "by_ending", "canonical_url", "read_articles"]


def read_articles(paths: Sequence[str | Path]) -> Reading:
    """The articles of files and folders in the order given, one at a time.

    Raises:
        SourceError: at once, when one of the paths does not exist or is an address.
    """
    return Reading(paths, FORMATS)
