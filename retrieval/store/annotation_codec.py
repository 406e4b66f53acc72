"""Annotation codec: annotations as compact JSON that comes back value for value.

Layout 1: ``[1, version, attributions, people, dates]``, spans as two numbers, days counted from 0001-01-01.
Layout 2: ``[2, version, failure]``, where the article could not be annotated.
Layout 3: ``[3, version, attributions, people, dates, edits]``, where it is known how the text is read.
A change of layout counts up the first number and keeps reading the layouts before it.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any, get_args

from retrieval.model import (
    Annotations,
    Attribution,
    AttributionKind,
    DateMention,
    DayRange,
    PersonInArticle,
    Role,
    Span,
)

LAYOUT, LAYOUT_OF_FAILURE, LAYOUT_WITH_EDITS = 1, 2, 3
_KINDS: tuple[AttributionKind, ...] = get_args(AttributionKind)
# Of code; what it says takes some five times as much.
_KEPT_CHARS = 8_000_000


class _Codes:
    """The last annotations that were decoded, each with its code; threads may share it.

    What other processes found comes encoded, is written, read back for the index and asked for soon after: it is
    decoded once, and never encoded again.
    """

    def __init__(self) -> None:
        self._found: OrderedDict[str, Annotations] = OrderedDict()
        # By their identity, as comparing all that was found would take longer than to encode it. What is kept above
        # is alive, so no other object can have its identity.
        self._codes: dict[int, str] = {}
        self._chars = 0
        self._lock = Lock()

    def found(self, encoded: str) -> Annotations | None:
        """What was encoded so."""
        with self._lock:
            if (annotations := self._found.get(encoded)) is not None:
                self._found.move_to_end(encoded)
            return annotations

    def code(self, annotations: Annotations) -> str | None:
        """How these very annotations were encoded."""
        with self._lock:
            return self._codes.get(id(annotations))

    def keep(self, encoded: str, annotations: Annotations) -> None:
        """Remember both, the oldest forgotten first."""
        with self._lock:
            if (before := self._found.pop(encoded, None)) is not None:
                self._codes.pop(id(before), None)
                self._chars -= len(encoded)
            self._found[encoded] = annotations
            self._codes[id(annotations)] = encoded
            self._chars += len(encoded)
            while self._chars > _KEPT_CHARS and len(self._found) > 1:
                code, oldest = self._found.popitem(last=False)
                self._codes.pop(id(oldest), None)
                self._chars -= len(code)


_codes = _Codes()


def encode(annotations: Annotations) -> str:
    """As pure ASCII, so that no database stumbles over NUL or half a surrogate pair in a name."""
    return _codes.code(annotations) or _encoded(annotations)


def _encoded(annotations: Annotations) -> str:
    if annotations.failure is not None:
        return json.dumps([LAYOUT_OF_FAILURE, annotations.version, annotations.failure], separators=(",", ":"))
    attributions = [_from_attribution(a) for a in annotations.attributions]
    people = [_from_person(p) for p in annotations.people]
    dates = [_from_date(d) for d in annotations.dates]
    found = [annotations.version, attributions, people, dates]
    row = [LAYOUT, *found] if annotations.edits is None else [LAYOUT_WITH_EDITS, *found, annotations.edits]
    return json.dumps(row, separators=(",", ":"))


def decode(encoded: str) -> Annotations:
    """What ``encode`` was given; the articles of the last questions are remembered.

    Raises:
        ValueError: a layout that this program does not know.
    """
    if (known := _codes.found(encoded)) is not None:
        return known
    annotations = _decoded(encoded)
    _codes.keep(encoded, annotations)
    return annotations


def _decoded(encoded: str) -> Annotations:
    layout, *rest = json.loads(encoded)
    if layout == LAYOUT_OF_FAILURE:
        return Annotations(rest[0], failure=rest[1])
    if layout not in (LAYOUT, LAYOUT_WITH_EDITS):
        raise ValueError(f"annotations in layout {layout}, this program reads {LAYOUT} to {LAYOUT_WITH_EDITS}")
    version, attributions, people, dates, *edits = rest
    return Annotations(
        version,
        tuple([_to_attribution(*a) for a in attributions]),
        tuple([_to_person(*p) for p in people]),
        tuple([_to_date(*d) for d in dates]),
        edits=tuple([(start, end, read) for start, end, read in edits[0]]) if edits else None,
    )


def decode_edits(encoded: str) -> tuple[tuple[int, int, str], ...] | None:
    """The edits alone of what ``encode`` was given; most articles have none, and nothing of them is decoded."""
    if encoded.startswith(f"[{LAYOUT_WITH_EDITS},") and encoded.endswith(",[]]"):
        return ()
    return None if encoded.startswith(f"[{LAYOUT},") else decode(encoded).edits


def _flat(spans: tuple[Span, ...]) -> list[int]:
    return [at for span in spans for at in (span.start, span.end)]


def _spans(flat: list[int]) -> tuple[Span, ...]:
    return tuple(map(Span, flat[::2], flat[1::2]))


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])


def _from_attribution(a: Attribution) -> list[Any]:
    flags = int(a.speaker_is_person) + 2 * int(a.is_loose) + 4 * int(a.is_doubtful)
    speaker = [a.speaker, a.speaker_as_written, _pair(a.speaker_span)]
    return [_flat(a.content), _KINDS.index(a.kind), flags, _pair(a.cue), *speaker, a.role, a.via]


def _to_attribution(
    content: list[int],
    kind: int,
    flags: int,
    cue: list[int] | None,
    speaker: str | None,
    speaker_as_written: str | None,
    speaker_span: list[int] | None,
    role: str | None,
    via: str | None,
) -> Attribution:
    return Attribution(
        content=_spans(content),
        kind=_KINDS[kind],
        cue=_span(cue),
        speaker=speaker,
        speaker_as_written=speaker_as_written,
        speaker_span=_span(speaker_span),
        speaker_is_person=bool(flags & 1),
        role=role,
        via=via,
        is_loose=bool(flags & 2),
        is_doubtful=bool(flags & 4),
    )


def _from_person(p: PersonInArticle) -> list[Any]:
    return [p.name, _flat(p.mentions), [[r.text, r.span.start, r.span.end] for r in p.roles], _pair(p.introduction)]


def _to_person(
    name: str, mentions: list[int], roles: list[tuple[str, int, int]], introduction: list[int] | None
) -> PersonInArticle:
    found = tuple([Role(text, Span(start, end)) for text, start, end in roles])
    return PersonInArticle(name, _spans(mentions), found, _span(introduction))


def _from_date(d: DateMention) -> list[Any]:
    row = [d.span.start, d.span.end, d.days.start.toordinal(), d.days.end.toordinal(), d.kind]
    return row if d.instants is None else [*row, *(moment.astimezone(UTC).isoformat() for moment in d.instants)]


def _to_date(start: int, end: int, first: int, last: int, kind: str, *instants: str) -> DateMention:
    days = DayRange(date.fromordinal(first), date.fromordinal(last))
    if not instants:
        return DateMention(Span(start, end), days, kind)
    since, until = map(datetime.fromisoformat, instants)
    return DateMention(Span(start, end), days, kind, (since, until))
