"""Boilerplate: paragraphs that belong to the page and not to the article, such as links to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.paragraphs import paragraphs

_MAX_BOILERPLATE = 160

_BOILERPLATE = re.compile(
    r"""[\W_]*(?:
        (?:read\ (?:more|also|next)|also\ read|see\ (?:also|more)|more\ (?:on|from)\ this(?:\ story|\ topic)?
          |related(?:\ (?:articles?|stories|content|topics|links))?|recommended|more|watch|listen
          |continue\ reading|what\ to\ read\ next)\s*(?:[:»>…]|$)
      | advertisement\b|(?:story|article)\ continues\ below|continue\ reading\ below
      | (?:click|tap)\ here\ to\b|sign\ up\ (?:for|to)\ (?:our|the)\b|subscribe\ (?:to\ our|now|today)\b
      | follow\ .{2,60}\ on\ (?:twitter|x|facebook|instagram|threads|telegram)\b
      | all\ rights\ reserved|(?:copyright\ )?©|(?:photo(?:graph)?|image)(?:\ credit)?\s*:
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# What speaks of the page or of the article itself, and may stand in a paragraph with what it tells.
_OF_THE_PAGE = re.compile(
    r"""[\W_]*(?:
        editors?['’]?s?\ note\b|sign\ up\b.{0,40}\b(?:newsletters?|alerts)\b|(?:hide|show)\ caption\b|just\ watched\b
      | (?:(?:a|an|this|the)\ )?(?:\w+\ )?version\ of\ this\ (?:story|article|piece|column|report)\b
      | this\ (?:story|article|piece|column|report)\ (?:was\ |has\ been\ )?(?:first|originally|updated|corrected)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# "— Ada Lund (@ada) May 5, 2023" under a post of a social network; "5. Mai 2023", "5 de mayo de 2023", "5 мая 2023 г.".
POST_SIGNATURE = re.compile(
    r"(?:[—–―]|--|(?:(?<=\s)|^)-)\s?(?P<name>[^\n()@—–―]{1,60}?)\s?\(@\w{1,30}\)"
    r"(?:\s?[·•,]?\s?(?:[^\W\d_]{3,9}\.? \d{1,2}, \d{4}"
    r"|\d{1,2}\.? (?:de )?[^\W\d_]{3,9}\.?,? (?:de )?\d{4}(?: [гр]\.)?))?\s*$"
)


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article ("Read more: …", the name under a post).

    >>> is_boilerplate("Read more:"), is_boilerplate("Read more of his letters aloud, she asked.")
    (True, False)
    >>> is_boilerplate("— Ada Lund (@ada) 5 de mayo de 2023"), is_boilerplate("— Ада Лунд (@ada) 5 мая 2023 г.")
    (True, True)
    >>> is_boilerplate("— Ada Lund (@ada) May 5, 2023"), is_boilerplate("— We wait (@noon), she wrote.")
    (True, False)
    """
    if len(line) > _MAX_BOILERPLATE:
        return False
    return _BOILERPLATE.match(line) is not None or (line[0] in "—–―-" and POST_SIGNATURE.match(line) is not None)


def begins_as_boilerplate(sentence: str) -> bool:
    """The same for a sentence of any length, as a page without paragraphs has such a line glued to the next."""
    return _BOILERPLATE.match(sentence) is not None or _OF_THE_PAGE.match(sentence) is not None


def marked_paragraphs(text: str) -> Iterator[tuple[Span, bool]]:
    r"""Every paragraph, and whether it is boilerplate: such a line, or a headline in the list under one.

    >>> text = "He left.\n\nSee also:\n\nMayor opens bridge\n\nWe win, says coach\n\nThe talks go on."
    >>> [p.of(text) for p, is_of_the_page in marked_paragraphs(text) if not is_of_the_page]
    ['He left.', 'The talks go on.']
    """
    is_list = False
    for block in paragraphs(text):
        line = block.of(text)
        is_line = is_boilerplate(line)
        # Only a line that says nothing by itself heads a list: "Read more:", but no "Read more: Mayor opens bridge".
        is_list = (is_line and _HEADS_A_LIST.search(line) is not None) or (is_list and _is_headline(line))
        yield block, is_line or is_list


def boilerplate(text: str) -> tuple[Span, ...]:
    """The paragraphs that belong to the page, in order."""
    return tuple(block for block, is_of_the_page in marked_paragraphs(text) if is_of_the_page)


_HEADS_A_LIST = re.compile(r"[:»>]\s*$")
_ENDS_A_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*$")


def _is_headline(line: str) -> bool:
    return len(line) <= _MAX_BOILERPLATE and _ENDS_A_SENTENCE.search(line[-8:]) is None
