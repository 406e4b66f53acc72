"""Which article is in a Markdown file? The file as it is; its first heading is the title."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.model import Article
from retrieval.sources.files import Format, SourceFile, Yielded
from retrieval.sources.text_files import read_text_file

_HEADING = re.compile(r"\s*#{1,2}[ \t]+([^\n\0]{1,1000}?)[ \t#]*(?:\n|\Z)")


def read_markdown(file: SourceFile) -> Yielded:
    """The one article of a file."""
    for found in read_text_file(file):
        heading = _HEADING.match(found.text) if isinstance(found, Article) and found.title is None else None
        yield replace(found, title=heading[1]) if heading and isinstance(found, Article) else found


MARKDOWN = Format("Markdown", (".md", ".markdown"), read_markdown)
