"""Where do the paragraphs of a text stand?"""

from __future__ import annotations

import re

from retrieval.model import Span

_LINE = re.compile(r"\S[^\n\r\u2029]*")


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Find the lines that hold more than blanks, without the blanks around them.

    >>> [p.of("One.\n\n Two. \n") for p in paragraphs("One.\n\n Two. \n")]
    ['One.', 'Two.']
    """
    return tuple(Span(line.start(), line.start() + len(line[0].rstrip())) for line in _LINE.finditer(text))
