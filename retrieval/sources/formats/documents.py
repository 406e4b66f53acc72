"""Documents: articles from their text parts, as they come, one a file but for an issue's; PDF needs ``files``."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import XMLSyntaxError

from retrieval.model import Article
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, Format, SourceFile, too_long, unfit_id
from retrieval.sources.files.unpacking import Unreadable
from retrieval.sources.formats.fields import Unfit, article_of
from retrieval.sources.refused import Refused

MAX_FILE_BYTES = 50_000_000
_MISSING = "reading it needs an extra: pip install 'verbatim-news-bot[files]'"
_BROKEN = "it is broken, or no document of the kind that its ending says"


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of itself, and its text.

    Attributes:
        parts: paragraphs or chapters, in order, read as they are asked for.
        without_text: why there may be none.
        name: of an article among several, within its file.
    """

    parts: Iterator[str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    without_text: str = "it holds no text"
    name: str = ""


def document_format(name: str, endings: tuple[str, ...], read: Callable[[SourceFile], Iterator[Document]]) -> Format:
    """A format of documents, each of which is an article.

    Args:
        read: gives the documents of a file, at least one, and closes the file when asked for more.
    """
    return Format(name, endings, lambda file: iter(_articles(file, read)), is_exact=False)


def _articles(file: SourceFile, read: Callable[[SourceFile], Iterator[Document]]) -> Sequence[Article | Refused]:
    found = _read(file, read)
    return [found] if isinstance(found, Refused) else found


def _read(file: SourceFile, read: Callable[[SourceFile], Iterator[Document]]) -> list[Article] | Refused:
    size = file.path.stat().st_size
    if size > MAX_FILE_BYTES:
        return file.refused(f"it is over {MAX_FILE_BYTES // 1_000_000} MB")
    if why := unfit_id(file.name):
        return file.refused(f"its name {why}; rename it")
    try:
        found = [_with_text(file, document) for document in read(file)]
    except ImportError:
        return file.refused(_MISSING)
    except (Unreadable, Unfit) as error:
        return file.refused(str(error))
    except OSError as error:
        if error.errno is not None:
            raise
        return file.refused(_BROKEN)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError):
        return file.refused(_BROKEN)
    except XMLSyntaxError:
        return file.refused("its XML is broken, or larger or deeper than any document's")
    except Exception as error:  # a broken document breaks its library in countless ways
        return file.refused(f"it is broken or of a kind that cannot be read ({type(error).__name__})")
    file.advance(size)
    return found


def _with_text(file: SourceFile, document: Document) -> Article:
    text = _joined(document.parts)
    if not text.strip():
        raise Unfit(document.without_text)
    name = f"{file.name}/{document.name}" if document.name else file.name
    return article_of(document.facts, file.noted, text=text, name=name)


def _joined(parts: Iterator[str]) -> str:
    kept, size = [], 0
    for part in parts:
        part = part.replace("\0", "").encode("utf-8", "replace").decode().strip()
        size += len(part.encode()) + 2
        if size > MAX_TEXT_BYTES + 2:
            raise Unfit(too_long("the text"))
        if part:
            kept.append(part)
    return "\n\n".join(kept)
