"""Field mapping: a record's fields become an article. What is understood is taken; the rest is left empty and named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from retrieval.model import Article, Published
from retrieval.sources.dates.moments import read_moment
from retrieval.sources.files.categories import as_categories
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, SourceFile, broken_characters, too_long, unfit_id
from retrieval.sources.formats.field_names import HTML, NAMES, fact_of, plain_name
from retrieval.sources.html.markup import is_marked_up, words_of_html
from retrieval.sources.html.page_authors import names_in
from retrieval.sources.refused import Refused
from retrieval.sources.urls import canonical_url

Note = Callable[[str], None]

_NAMES_INSIDE = ("name", "title", "label", "value")
_MAX_FACT_CHARACTERS = 10_000
_MAX_LISTED = 100
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?", re.IGNORECASE)
_EPOCH = (100_000_000, 100_000_000_000)
_TYPES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}


class Unfit(Exception):
    """A record that is no article; its text says why."""


def article_of(record: Mapping[str, Any], note: Note, *, text: str | None = None, name: str | None = None) -> Article:
    """The article that a record means.

    Args:
        note: told of each fact that is there and was not understood, or not as it is.
        text: the text, where it is not among the fields.
        name: the id of an article that gives none and has no address.

    Raises:
        Unfit: there is no text in it.
    """
    fields = _by_name(record)
    text = _text(fields, note) if text is None else text
    title, outlet = (_fact(fields, fact, note) for fact in ("title", "outlet"))
    published, url = _published(fields, note), _url(fields, note)
    own = _id(fields, note) or (canonical_url(url) if url else None)
    if own and (why := unfit_id(own)):
        note(f"id left empty: it {why}")
        own = None
    return Article(
        id=own or name or _hashed(outlet, published, title, text),
        text=text,
        title=title,
        outlet=outlet,
        author=_author(fields, note),
        published=published,
        url=url,
        language=_language(fields, note),
        categories=_categories(fields, note),
    )


def article_in(
    file: SourceFile, record: Any, line: int | None, *, text: str | None = None, name: str | None = None
) -> Article | Refused:
    """The article that a record of a file means, its fields called as the operator said, or why there is none."""
    try:
        if not isinstance(record, Mapping):
            raise Unfit(f"an object is needed, got {kind_of(record)}")
        record = opened(record)
        file.records(record)
        return article_of(renamed(record, file.names), lambda what: file.noted(what, line=line), text=text, name=name)
    except Unfit as error:
        return file.refused(str(error), line=line)


def opened(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record with the fields of the one object in it that holds a text, where it has none of its own.

    Search engines and services pack an article so. What the record says itself counts first.

    >>> opened({"_id": "7", "_source": {"body": "It rained."}})
    {'body': 'It rained.', '_id': '7'}
    """
    if _has_text(record):
        return record
    inner = [name for name, value in record.items() if isinstance(value, Mapping) and _has_text(value)]
    if len(inner) != 1:
        return record
    return {**record[inner[0]], **{name: value for name, value in record.items() if name != inner[0]}}


def _has_text(record: Mapping[str, Any]) -> bool:
    return any(value and fact_of(str(name)) == "text" for name, value in record.items())


def renamed(record: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """A record with the fields that were given a name called by it alone; whatever else had that name is left out.

    >>> renamed({"Kopf": "Rain", "title": "page 3"}, {"kopf": "title"})
    {'title': 'Rain'}
    """
    if not names:
        return record
    given = {names[plain_name(str(key))]: value for key, value in record.items() if plain_name(str(key)) in names}
    rest = {
        key: value
        for key, value in record.items()
        if plain_name(str(key)) not in names and fact_of(str(key)) not in given
    }
    return {**rest, **given}


def names_given(pairs: str) -> dict[str, str]:
    """What ``--map`` says, "headline=title,body=text": which of our facts each field is.

    Raises:
        ValueError: a pair is no pair, or names no fact of ours.

    >>> names_given("Kopf=title, Leib=text")
    {'kopf': 'title', 'leib': 'text'}
    """
    names: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in pairs.split(","))):
        field, mark, fact = (part.strip() for part in pair.partition("="))
        if not (mark and plain_name(field)) or fact not in NAMES:
            raise ValueError(f"{pair!r} is not FIELD=FACT, where the fact is one of {', '.join(NAMES)}")
        names[plain_name(field)] = fact
    return names


def kind_of(value: Any) -> str:
    """What a value of JSON is, for people."""
    return "null" if value is None else _TYPES.get(type(value), type(value).__name__)


def _by_name(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields under their plain names; of two that fall together the first that holds something."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        plain = plain_name(str(key))
        if plain not in fields or fields[plain] in (None, ""):
            fields[plain] = value
    return fields


def _given(fields: Mapping[str, Any], fact: str) -> tuple[str, Any]:
    """The field that holds a fact and its value, None where all are missing or blank."""
    for name in NAMES[fact]:
        value = fields.get(name)
        if value is not None and value != [] and not (isinstance(value, str) and not value.strip()):
            return name, value
    return NAMES[fact][0], None


# -- text --------------------------------------------------------------------------------------------------------------


def _text(fields: Mapping[str, Any], note: Note) -> str:
    for name in HTML:
        if isinstance(fields.get(name), str) and not isinstance(fields.get("text"), str):
            return _checked(_words(fields[name]), name)
    for name in NAMES["text"]:
        value = fields.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)  # a list of paragraphs
        if isinstance(value, Mapping):
            value = _words_of(value)
        if isinstance(value, str) and value.strip():
            return _checked(_as_words(value, name, note), name)
    present = next((name for name in NAMES["text"] if name in fields), None)
    if present is None:
        raise Unfit("text is missing")
    if isinstance(fields[present], str):
        raise Unfit(f"{present} is empty")
    raise Unfit(f"{present} must be a string, got {kind_of(fields[present])}")


def _as_words(value: str, name: str, note: Note) -> str:
    """A text of our own form is kept to the code point; elsewhere HTML is common, and its words are the text."""
    if len(value) > MAX_TEXT_BYTES or not is_marked_up(value):
        return value
    if name == "text":
        note('text holds HTML and is kept as given; call the field "html" to have it read')
        return value
    return _words(value)


def _words(html: str) -> str:
    if len(html) > MAX_TEXT_BYTES:
        raise Unfit(too_long("the text"))
    try:
        return words_of_html(html)
    except ValueError as error:
        raise Unfit(str(error)) from error


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise Unfit(f"{name} is empty")
    if why := broken_characters(text):
        raise Unfit(f"{name} {why}")
    if len(text) > MAX_TEXT_BYTES or len(text.encode()) > MAX_TEXT_BYTES:
        raise Unfit(too_long("the text"))
    return text


# -- facts -------------------------------------------------------------------------------------------------------------


def _fact(fields: Mapping[str, Any], fact: str, note: Note) -> str | None:
    """A fact as words, None where it is missing, blank or not understood."""
    name, value = _given(fields, fact)
    words = _words_of(value)
    if words is None:
        if value is not None:
            note(f"{fact} left empty: {name} must be a string, got {kind_of(value)}")
        return None
    if why := broken_characters(words):
        note(f"{fact} left empty: it {why}")
        return None
    if len(words) > _MAX_FACT_CHARACTERS:
        note(f"{fact} left empty: it is longer than {_MAX_FACT_CHARACTERS} characters")
        return None
    return words.replace("\0", "") or None


def _words_of(value: Any) -> str | None:
    """A name as JSON may hold it: a string, a number, something with a name, or a list of these."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        given = [v for v in value.values() if isinstance(v, str) and v.strip()]
        named = next((v for k in _NAMES_INSIDE if isinstance(v := value.get(k), str) and v.strip()), None)
        # {"rendered": …}, {"main": …, "kicker": null}: what holds one string is that string.
        return named or (given[0] if len(given) == 1 else None)
    if isinstance(value, list) and 0 < len(value) <= _MAX_LISTED:
        parts = [None if isinstance(part, list) else _words_of(part) for part in value]
        return ", ".join(part for part in parts if part) if all(parts) else None
    return None


def _author(fields: Mapping[str, Any], note: Note) -> str | None:
    """Who wrote it; of a byline the names without the word before them, where there are names in it."""
    written, name = _fact(fields, "author", note), _given(fields, "author")[0]
    names = names_in(written) if written else []
    is_labelled = bool(names) and written is not None and not written.lstrip().startswith(names[0])
    return ", ".join(names) if names and (name == "byline" or is_labelled) else written


def _published(fields: Mapping[str, Any], note: Note) -> Published | None:
    name, value = _given(fields, "published")
    if value is None:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        if found := read_date(_moment(value)):
            return found
        note(f"published left empty: no date is understood in {str(value)[:60]!r}")
    else:
        note(f"published left empty: {name} must be a string, got {kind_of(value)}")
    return None


def read_date(value: str) -> Published | None:
    """The day, or moment, that a field tells; None where it is not understood.

    >>> read_date("2023-09-13").day.isoformat(), read_date("soon")
    ('2023-09-13', None)
    """
    try:
        return Published.parse(value)
    except (ValueError, OverflowError):
        return read_moment(value, now=datetime.now(UTC))


def _moment(value: str | float) -> str:
    """A number is seconds since 1970, or milliseconds; smaller ones are no moment."""
    if isinstance(value, str):
        return value
    seconds = value / 1000 if value >= _EPOCH[1] else value
    if not _EPOCH[0] <= seconds < _EPOCH[1]:
        return str(value)
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _url(fields: Mapping[str, Any], note: Note) -> str | None:
    url = _fact(fields, "url", note)
    if url and canonical_url(url) is None:
        note(f"url left empty: {url[:60]!r} is no web address")
        return None
    return url


def _language(fields: Mapping[str, Any], note: Note) -> str | None:
    """The primary tag; None for what is no tag."""
    given = _fact(fields, "language", note)
    match = _LANGUAGE.fullmatch((given or "").strip())
    if given and not match:
        note(f"language left empty: {given[:60]!r} is no tag like 'en'")
    return match[1].lower() if match else None


def _categories(fields: Mapping[str, Any], note: Note) -> tuple[str, ...]:
    """Each once; a list of names or of objects with names, or one name."""
    name, value = _given(fields, "categories")
    parts = value[:_MAX_LISTED] if isinstance(value, list) else [value]
    kept = as_categories(filter(None, (None if isinstance(part, list) else _words_of(part) for part in parts)))
    if value is not None and not kept:
        note(f"categories left empty: {name} must be a list of names, got {kind_of(value)}")
    return kept


def _id(fields: Mapping[str, Any], note: Note) -> str | None:
    value = _given(fields, "id")[1]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    if isinstance(value, Mapping) and isinstance(value.get("$oid"), str):
        return str(value["$oid"])
    if value is not None and not isinstance(value, str):
        note(f"id left empty: it must be a string, got {kind_of(value)}")
        return None
    return value


def _hashed(outlet: str | None, published: Published | None, title: str | None, text: str) -> str:
    """The same for the same outlet, day and title; without a title the text counts too, to tell articles apart."""
    facts = [outlet, published.day.isoformat() if published else None, title, None if title else text]
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=8).hexdigest()
