"""Question forms: patterns over a question's wording; what fills a slot is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.answers.questions.forms.table import Form, FormTable

_TRAILING = re.compile(r"[\s?!.;,:…]+$")
_LEADING = re.compile(r"^[\s¿¡]+")
_MARKS = (
    {ord(c): '"' for c in "“”„‟«»″"} | {ord(c): "'" for c in "‘’‚‛′`"} | {ord(c): " " for c in "\t\n\r\u00a0\u202f"}
)


def plain_marks(text: str) -> str:
    """Straight quotation marks and apostrophes for every other kind; positions stay as they were."""
    return text.translate(_MARKS)


@dataclass(frozen=True, slots=True)
class _Patterns:
    polite: re.Pattern[str]
    greeting: re.Pattern[str]
    newest: re.Pattern[str]
    who_spoke: Sequence[re.Pattern[str]]
    who_said: Sequence[re.Pattern[str]]
    said: Sequence[re.Pattern[str]]
    who_is: Sequence[re.Pattern[str]]
    when: Sequence[re.Pattern[str]]
    latest: Sequence[re.Pattern[str]]
    happened: Sequence[re.Pattern[str]]
    on: re.Pattern[str]
    link: re.Pattern[str]
    that: re.Pattern[str]
    not_speakers: tuple[str, ...]


@cache
def _patterns(code: str) -> _Patterns:
    """A language's patterns, compiled when the first question in it comes."""
    from retrieval.answers.questions.forms import FORMS

    table = FORMS[code]

    def all_of(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p, re.IGNORECASE) for p in patterns)

    polite, greeting, newest, on = all_of((table.polite, table.greeting, table.newest, table.on))
    link, that = all_of((rf"^\s*{table.link}", rf"^{table.that}\s+"))
    return _Patterns(
        polite,
        greeting,
        newest,
        all_of(table.who_spoke),
        all_of(table.who_said),
        all_of(table.said),
        all_of(table.who_is),
        all_of(table.when),
        all_of(table.latest),
        all_of(table.happened),
        on,
        link,
        that,
        table.not_speakers,
    )


def read_form(question: str, table: FormTable) -> Form:
    """Recognise how a question in one language is put; never fails, "bare" is the answer to the rest."""
    text = " ".join(plain_marks(question).split())
    patterns = _patterns(table.code)
    if not text or patterns.greeting.match(text):
        return Form("greeting")
    text = patterns.polite.sub("", _LEADING.sub("", text))
    text = _LEADING.sub("", _TRAILING.sub("", text) or text)
    if patterns.newest.match(text):
        return Form("latest")
    return (
        _quotation_form(text, patterns)
        or _speaker_form(text, patterns)
        or _event_form(text, patterns)
        or _loose_form(text, patterns)
    )


def _quotation_form(text: str, patterns: _Patterns) -> Form | None:
    for pattern in patterns.who_spoke:
        if (found := pattern.match(text)) and '"' not in found["rest"]:
            return Form("who-spoke", rest=found["rest"].strip())
    for pattern in patterns.who_said:
        if found := pattern.match(text):
            rest, is_quoted = unquoted(found["rest"])
            return Form("who-said", rest=rest, is_quoted=is_quoted)
    return None


def _speaker_form(text: str, patterns: _Patterns) -> Form | None:
    for pattern in patterns.said:
        found = pattern.match(text)
        if found and not (patterns.not_speakers and found["who"].lower().startswith(patterns.not_speakers)):
            return Form("said-about", who=found["who"].strip(), rest=_topic_of(found["rest"] or "", patterns))
    return None


def _event_form(text: str, patterns: _Patterns) -> Form | None:
    for pattern in patterns.who_is:
        if found := pattern.match(text):
            return Form("who-is", who=found["who"].strip())
    for pattern in patterns.when:
        if found := pattern.match(text):
            return Form("when", rest=found["rest"].strip())
    for pattern in patterns.latest:
        if found := pattern.match(text):
            return Form("latest", rest=found["rest"].strip())
    for pattern in patterns.happened:
        if found := pattern.match(text):
            return Form("happened", rest=found["rest"].strip())
    return None


def _loose_form(text: str, patterns: _Patterns) -> Form:
    if found := patterns.on.match(text):
        return Form("on", who=found["who"].strip(), rest=found["rest"].strip())
    return Form("bare", rest=text)


def _topic_of(rest: str, patterns: _Patterns) -> str:
    """The topic in the words that follow the verb ("anything about weapons" → "weapons")."""
    rest = patterns.link.sub("", f" {rest.strip()} ").strip()
    return patterns.that.sub("", rest).strip()


def unquoted(words: str) -> tuple[str, bool]:
    """The words inside quotation marks where there are any, and whether there were.

    >>> unquoted('that "deep roots" thing')
    ('deep roots', True)
    """
    words = words.strip()
    found = re.search(r'"([^"]+)"?', words) or re.fullmatch(r"'(.+)'", words)
    if found:
        return found[1].strip(), True
    return words, False
