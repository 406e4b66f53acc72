"""Markdown: the words that its reader sees, and the front matter above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retrieval.model import Article
from retrieval.sources.files.source_file import (
    MAX_TEXT_BYTES,
    Format,
    SourceFile,
    Yielded,
    broken_characters,
    too_long,
    unfit_id,
)
from retrieval.sources.formats.fields import Unfit, article_of
from retrieval.sources.formats.text_files import read_whole
from retrieval.sources.html.markup import CELL_MARK, words_of_html
from retrieval.sources.refused import Refused

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_YAML = re.compile(r"---[ \t]*\r?\n(?P<facts>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<facts>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FACT = re.compile(r"^[\"']?\w[\w .-]*[\"']?\s*[:=]", re.MULTILINE)
_MAX_FACTS_CHARACTERS = 100_000
_MAX_TITLE = 1000
MAX_LINES = 50_000
MAX_MARKED_UP = 10_000
MAX_COLUMNS = 500
MAX_CELLS = 100_000


def read_markdown(file: SourceFile) -> Yielded:
    """The one article of a file."""
    text = read_whole(file)
    if not isinstance(text, Refused) and len(text) > MAX_TEXT_BYTES:
        text = file.refused(too_long("the text"))
    if isinstance(text, Refused):
        yield text
    elif why := unfit_id(file.name):
        yield file.refused(f"its name {why}; rename it")
    else:
        yield _article(file, text)


def _article(file: SourceFile, text: str) -> Article | Refused:
    facts, start = _front_matter(file, text)
    try:
        blocks = list(_blocks(text[start:]))
    except ValueError as error:
        return file.refused(str(error))
    title = _own_title(blocks)
    if title and not facts.get("title"):
        facts = {**facts, "title": title}
    if title and title == facts.get("title") and len(blocks) > 1:
        del blocks[0]
    words = "\n\n".join(words for _, words in blocks)
    if not words.strip():
        return file.refused("it holds no text" if not start else "it holds no text after its first lines")
    if why := broken_characters(words):
        return file.refused(f"the text {why}")
    try:
        return article_of(facts, file.noted, text=words, name=file.name)
    except Unfit as error:
        return file.refused(str(error))


def _own_title(blocks: Sequence[tuple[str, str]]) -> str | None:
    """The heading that a text begins with."""
    if not blocks or blocks[0][0] not in ("h1", "h2") or len(blocks[0][1]) > _MAX_TITLE:
        return None
    return blocks[0][1]


# -- the facts above the text ------------------------------------------------------------------------------------------


def _front_matter(file: SourceFile, text: str) -> tuple[Mapping[str, Any], int]:
    """The facts above a text, and where the text begins; none where what is there is no list of facts."""
    found = _YAML.match(text, 0, _MAX_FACTS_CHARACTERS) or _TOML.match(text, 0, _MAX_FACTS_CHARACTERS)
    # Two lines of dashes may also be drawn around a paragraph.
    if not found or (found["facts"].strip() and not _FACT.search(found["facts"])):
        return {}, 0
    facts = _read_toml(found["facts"]) if text[0] == "+" else _read_yaml(found["facts"])
    if facts is None:
        file.noted("the facts above its text are left out: they are no YAML or TOML that can be read", line=1)
        facts = {}
    return {str(key): _plain(value) for key, value in facts.items()}, found.end()


def _read_yaml(facts: str) -> Mapping[Any, Any] | None:
    import yaml

    try:
        found = yaml.safe_load(facts)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, OverflowError):
        return None
    return found if isinstance(found, Mapping) else {} if found is None else None


def _read_toml(facts: str) -> Mapping[Any, Any] | None:
    import tomllib

    try:
        return tomllib.loads(facts)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _plain(value: Any) -> Any:
    """A value as JSON would hold it; YAML and TOML know days and moments."""
    return value.isoformat() if hasattr(value, "isoformat") else value


# -- the text ----------------------------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The kind of each paragraph, heading, list, table or example, and its words."""
    from markdown_it import MarkdownIt

    if text.count("\n") > MAX_LINES:
        raise ValueError(f"it is made of more than {MAX_LINES:,} lines; split it")
    parser = MarkdownIt("commonmark")
    if text.count("|") <= MAX_CELLS and all(line.count("|") <= MAX_COLUMNS for line in text.split("\n")):
        parser.enable("table")
    references: dict[str, Any] = {}
    # What is inside a paragraph is read when its turn comes: its tokens take hundreds of times its room.
    tokens = parser.disable("inline").parse(text, references)
    kind, lines, cells = "p", list[str](), list[str]()
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            kind = token.tag
        if token.type == "inline":
            (cells if kind == "table" else lines).append(_inline(parser, token.content, references))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            lines.append(words_of_html(token.content))
        elif token.type == "tr_close":
            lines.append(CELL_MARK.join(cell.replace("\n", " ") for cell in cells))
            cells.clear()
        if token.level == 0 and token.nesting <= 0:
            # The paragraphs of a quotation stay apart; the lines of a list or a table follow one another.
            words = ("\n\n" if kind == "blockquote" else "\n").join(line for line in lines if line.strip())
            if words.strip():
                yield kind, words.strip()
            lines.clear()


def _inline(parser: MarkdownIt, source: str, references: dict[str, Any]) -> str:
    """The words of a paragraph: no marks, no addresses, no pictures, and no line end where the source merely wraps."""
    if len(source) > MAX_MARKED_UP:
        return source  # no paragraph of prose is so long, and reading marks takes the square of it
    tokens: list[Token] = []
    parser.inline.parse(source, parser, references, tokens)
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            parts.append("\n")
    lines = "".join(parts).split("\n")
    return "\n".join(line.strip(" \t") for line in lines)


MARKDOWN = Format("Markdown", (".md", ".markdown"), read_markdown, is_exact=False)
