"""Message normalisation: a text cleaned and trimmed as Telegram does it, with its entities put right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.playground.text.auto_links import find_links
from bot.playground.text.html import TAGS, parse_html
from bot.playground.text.link_addresses import checked_address
from bot.playground.text.utf16 import utf16_length, utf16_slice
from bot.playground.wire_values import Json, bad_request

MAX_RAW_BYTES = 1 << 15
MAX_TEXT_UNITS = 4096
MAX_CAPTION_UNITS = 1024
MAX_ENTITIES = 100
MAX_ENTITY_BYTES = 9500
"""About what Telegram allows all entities of a message together (tdlib/telegram-bot-api#165)."""

WRITTEN_TYPES = frozenset(TAGS.values()) | {"expandable_blockquote", "text_mention"}
FOUND_TYPES = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
PLAIN = frozenset({"code", "pre"})
EXCLUSIVE = frozenset({"text_link", "text_mention", "custom_emoji", "date_time"})
MOMENT_FORM = re.compile("r|[wdDtT]*")
DROPPED = re.compile("[\r\u2028-\u202e]")
BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as readers will see it.

    ``complaints`` names what Telegram would swallow in silence, so that a test can object to it.
    """

    text: str
    entities: tuple[Json, ...] = ()
    complaints: tuple[str, ...] = ()


def format_text(raw: str, *, parse_mode: str = "", entities: Sequence[Json] | None = None) -> Formatted:
    """Read a text with its formatting.

    Raises:
        Refusal: 400, where Telegram would refuse the formatting.

    >>> format_text("<i>one</i> ", parse_mode="HTML")
    Formatted(text='one', entities=({'type': 'italic', 'offset': 0, 'length': 3},), complaints=())
    """
    if len(raw.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad_request("text is too long")
    complaints: list[str] = []
    if parse_mode.lower() == "html":
        text, written = parse_html(raw)
        if entities:
            complaints.append("entities beside a parse_mode are ignored")
    elif parse_mode and parse_mode.lower() != "none":
        raise bad_request(f"unsupported parse_mode (the stand-in reads HTML and entities, not {parse_mode})")
    else:
        text, written = raw, [_checked_entity(raw, entity) for entity in entities or ()]
    text, written = _cleaned(text, written)
    written = _settled(
        text, [found for entity in written for found in _addressed(entity, parse_mode, complaints)], complaints
    )
    if len(written) > MAX_ENTITIES:
        complaints.append(f"{len(written) - MAX_ENTITIES} entities beyond {MAX_ENTITIES} were dropped")
        written = written[:MAX_ENTITIES]
    if sum(len(str(entity.get("url", ""))) + 24 for entity in written) > MAX_ENTITY_BYTES:
        raise bad_request("ENTITIES_TOO_LONG")
    return Formatted(text, tuple(_in_order([*written, *find_links(text, written)])), tuple(complaints))


def format_message(raw: str, *, parse_mode: str = "", entities: Sequence[Json] | None = None) -> Formatted:
    """The text of a message: 1 to 4096 UTF-16 units after formatting."""
    if not raw:
        raise bad_request("message text is empty")
    formatted = format_text(raw, parse_mode=parse_mode, entities=entities)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT_UNITS:
        raise bad_request("message is too long")
    return formatted


def format_caption(raw: str, *, parse_mode: str = "", entities: Sequence[Json] | None = None) -> Formatted:
    """The caption of a file: up to 1024 UTF-16 units after formatting."""
    formatted = format_text(raw, parse_mode=parse_mode, entities=entities)
    if utf16_length(formatted.text) > MAX_CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return formatted


def _checked_entity(text: str, entity: Json) -> Json:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
    if kind not in WRITTEN_TYPES and kind not in FOUND_TYPES:
        raise bad_request(f"can't parse MessageEntity: Unsupported type {kind} specified")
    if utf16_slice(text, offset, length) is None:
        raise bad_request("ENTITY_BOUNDS_INVALID")
    if kind == "date_time" and not isinstance(entity.get("unix_time"), int):
        raise bad_request("can't parse MessageEntity: Invalid Unix time specified")
    if kind == "date_time" and not MOMENT_FORM.fullmatch(str(entity.get("date_time_format") or "")):
        raise bad_request("can't parse MessageEntity: Invalid date format used")
    return dict(entity)


def _cleaned(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Without control characters and outer white space; entities move along, empty ones go."""
    blanked = BLANKED.sub(" ", text)
    kept = [not DROPPED.match(character) for character in blanked]
    visible = [at for at, character in enumerate(blanked) if kept[at] and not character.isspace()]
    first, last = (visible[0], visible[-1] + 1) if visible else (0, 0)
    moved = [0]
    for at, character in enumerate(blanked):
        stays = kept[at] and first <= at < last
        for _ in range(utf16_length(character)):
            moved.append(moved[-1] + stays)
    shifted: list[Json] = []
    for entity in entities:
        start, end = moved[entity["offset"]], moved[entity["offset"] + entity["length"]]
        if end > start:
            shifted.append({**entity, "offset": start, "length": end - start})
    return "".join(character for at, character in enumerate(blanked) if kept[at] and first <= at < last), shifted


def _settled(text: str, entities: Sequence[Json], complaints: list[str]) -> list[Json]:
    """Entities that may be inside one another; Telegram drops the others without a word."""
    settled: list[Json] = []
    for entity in _in_order(entities):
        if entity["type"] in FOUND_TYPES:
            continue
        reason = next((why for outer in settled for why in _clashes(outer, entity)), "")
        if reason:
            complaints.append(f"{reason}: {utf16_slice(text, entity['offset'], entity['length'])!r} lost its format")
            continue
        settled.append(entity)
    return settled


def _addressed(entity: Json, parse_mode: str, complaints: list[str]) -> Iterator[Json]:
    """The entity with its address as Telegram keeps it; a wrong one is dropped from markup, and refused elsewhere."""
    if entity["type"] != "text_link":
        yield entity
    elif address := checked_address(str(entity.get("url", ""))):
        yield {**entity, "url": address}
    elif not parse_mode:
        raise bad_request("Wrong HTTP URL")
    else:
        complaints.append(f"a link to {entity.get('url', '')!r} was dropped")


def _clashes(outer: Json, entity: Json) -> Iterator[str]:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    first, last = outer["offset"], outer["offset"] + outer["length"]
    if last <= start or end <= first:
        return
    kinds = {outer["type"], entity["type"]}
    if not (first <= start and end <= last):
        yield "entities overlap without nesting"
    if kinds & PLAIN and not kinds & QUOTES:
        yield "code cannot be combined"
    if outer["type"] in PLAIN and entity["type"] in QUOTES:
        yield "a quotation cannot stand in code"
    if kinds <= QUOTES:
        yield "quotations cannot be nested"
    if kinds <= EXCLUSIVE:
        yield "links cannot be nested"


def _in_order(entities: Sequence[Json]) -> list[Json]:
    """By place, the longer ones first, each written once."""
    ordered = sorted(
        entities,
        key=lambda entity: (entity["offset"], -entity["length"], entity["type"] not in QUOTES, entity["type"]),
    )
    return [next(same) for _, same in groupby(ordered, key=lambda entity: sorted(entity.items(), key=str))]
