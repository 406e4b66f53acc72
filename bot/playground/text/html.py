"""HTML parse mode: the text and entities that Telegram reads out of a message.

The grammar and the words of the errors follow ``parse_html`` of TDLib's ``MessageEntity.cpp``; positions in
errors are bytes of the source, positions of entities UTF-16 code units of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.playground.text.utf16 import utf16_length
from bot.playground.wire_values import Json, Refusal, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
END = "\0"
SPACES = " \t\r\n\v\0"
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of a message in HTML, entities in the order in which they close.

    Raises:
        Refusal: 400 "can't parse entities: …".

    >>> parse_html("<b>Peskov</b> said &lt;yes&gt;")
    ('Peskov said <yes>', [{'type': 'bold', 'offset': 0, 'length': 6}])
    """
    return _Reader(source).read()


def _cannot_parse(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    written: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    units: int = 0
    written: list[str] = field(default_factory=list)
    open_tags: list[_OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = self.source.replace(END, "") + END

    def read(self) -> tuple[str, list[Json]]:
        while self.source[self.at] != END:
            if self.source[self.at] != "<":
                self._write(self._character())
            elif self.source[self.at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open_tags:
            raise _cannot_parse(f"Can't find end tag corresponding to start tag {self.open_tags[-1].name}")
        return "".join(self.written), self.entities

    def _write(self, character: str) -> None:
        self.written.append(character)
        self.units += utf16_length(character)

    def _character(self) -> str:
        """The next character with a reference like ``&amp;`` resolved; moves on behind it."""
        reference = REFERENCE.match(self.source, self.at) if self.source[self.at] == "&" else None
        character = self._resolved(reference) if reference else ""
        if reference and character:
            self.at = reference.end()
            return character
        self.at += 1
        return self.source[self.at - 1]

    @staticmethod
    def _resolved(reference: re.Match[str]) -> str:
        hexadecimal, decimal, name = reference.groups()
        if name:
            return NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        if 0xD800 <= code <= 0xDFFF:
            raise _cannot_parse(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        return chr(code) if 0 < code < 0x10FFFF else ""

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _skip_spaces(self) -> None:
        while self.source[self.at] != END and self.source[self.at] in SPACES:
            self.at += 1

    def _word(self, stop: str) -> str:
        start = self.at
        while self.source[self.at] not in SPACES and self.source[self.at] not in stop:
            self.at += 1
        return self.source[start : self.at]

    def _start_tag(self) -> None:
        begin = self._byte(self.at)
        self.at += 1
        name = self._word(">").lower()
        if self.source[self.at] == END:
            raise _cannot_parse(f"Unclosed start tag at byte offset {begin}")
        if name not in TAGS:
            raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while self.source[self.at] != ">":
            self._skip_spaces()
            if self.source[self.at] != ">":
                key, value = self._attribute(name, begin)
                attributes[key] = value
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open_tags.append(_OpenTag(name, attributes, self.units, len(self.written)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._word("=>")
        if not key:
            if self.source[self.at] == END:
                raise _cannot_parse(f"Unclosed start tag at byte offset {begin}")
            raise _cannot_parse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if tag == "blockquote" and key == "expandable" and self.source[self.at] != "=":
            return key, "1"
        if self.source[self.at] != "=":
            raise _cannot_parse(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {begin}'
            )
        self.at += 1
        self._skip_spaces()
        value = self._attribute_value()
        if self.source[self.at] == END:
            raise _cannot_parse(f"Unclosed start tag at byte offset {begin}")
        return key, value

    def _attribute_value(self) -> str:
        mark = self.source[self.at]
        if mark not in "'\"":
            start = self.at
            token = NAME_TOKEN.match(self.source, start)
            self.at = token.end() if token else start
            if self.source[self.at] not in SPACES + ">":
                raise _cannot_parse(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return self.source[start : self.at].lower()
        self.at += 1
        value: list[str] = []
        while self.source[self.at] not in (mark, END):
            value.append(self._character())
        self.at += self.source[self.at] == mark
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._byte(self.at)
        if not self.open_tags:
            raise _cannot_parse(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self._word(">").lower()
        self._skip_spaces()
        if self.source[self.at] != ">":
            raise _cannot_parse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open_tags.pop()
        if name and name != tag.name:
            raise _cannot_parse(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.units > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Json = {"type": TAGS[tag.name], "offset": tag.offset, "length": self.units - tag.offset}
        if tag.name == "a":
            entity["url"] = tag.attributes.get("href") or "".join(self.written[tag.written :])
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = self._number(tag, "emoji-id", "Invalid custom emoji identifier specified")
        elif tag.name == "tg-time":
            entity["unix_time"] = int(self._number(tag, "unix", "Invalid Unix time specified"))
            if tag.attributes.get("format"):
                entity["date_time_format"] = tag.attributes["format"]
        elif tag.name in ("pre", "code") and self._is_code_in_pre(tag, entity):
            return
        self.entities.append(entity)

    @staticmethod
    def _number(tag: _OpenTag, attribute: str, otherwise: str) -> str:
        value = tag.attributes.get(attribute, "")
        if not value.isdecimal() or not int(value):
            raise _cannot_parse(otherwise)
        return value

    def _is_code_in_pre(self, tag: _OpenTag, entity: Json) -> bool:
        """``<pre><code class="language-x">`` is one entity with a language."""
        if tag.name == "code":
            language = tag.attributes.get("class", "")
            if language.startswith("language-") and self.open_tags and self.open_tags[-1].name == "pre":
                entity["language"] = language.removeprefix("language-")
            return False
        last = self.entities[-1] if self.entities else {}
        if last.get("type") == "code" and last.get("language") and last["offset"] == entity["offset"]:
            if last["length"] == entity["length"]:
                last["type"] = "pre"
                return True
            del last["language"]
        return False
