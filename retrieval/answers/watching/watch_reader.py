"""Watch parsing: what somebody wants to follow, in the language of questions, becomes conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from retrieval.answers.people.directory import Directory, Match
from retrieval.answers.people.naming import is_unknown_name, shown_name, speakers
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.question import MAX_QUESTION_CHARS, Question, is_press_name, read_question
from retrieval.answers.questions.reading import form_of
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.answers.terms.query_terms import query_terms
from retrieval.answers.watching.wishes import Wish, is_everything, told, wanted_named, wanted_speaking
from retrieval.model import Correction, Near, Reason, Watch, because
from retrieval.search.engine import SearchEngine
from retrieval.text.languages import language_of
from retrieval.text.tokens import words as words_of

# A minus before a word or before very words; Telegram makes a dash of two of them.
_WITHOUT = re.compile(r"(?<!\S)[-\u2212\u2013\u2014](?:\"(?P<phrase>[^\"]+)\"|(?P<word>[^\W_][\w'’.-]*))")
_QUOTED = re.compile(r"\"([^\"]+)\"")
# What joins a name to very words that have been taken out.
_JOINT = re.compile(r"\s+(?:on|about|said|об|обо|о|про|[üu]ber|zu|sur|sobre)$", re.IGNORECASE)
_MAX_NAME_WORDS = 5
_ENDS = " \t\n?!.,;:"


@dataclass(frozen=True, slots=True)
class WatchRead:
    """How somebody's words were understood.

    Attributes:
        watch: None where there is a reason.
        is_unknown: the archive holds no trace yet of who is followed, who may be no person at all unless they are to
            speak.
        near: people of the same name, so that one of them can be chosen.
    """

    watch: Watch | None
    corrections: tuple[Correction, ...] = ()
    is_unknown: bool = False
    near: tuple[Near, ...] = ()
    reason: Reason | None = None


class Reader:
    """Reads what is to be followed as the archive knows people and sources now."""

    def __init__(
        self,
        directory: Directory,
        engine: SearchEngine,
        is_source: Callable[[frozenset[str]], bool],
        known: KnownNames = NOTHING_KNOWN,
    ) -> None:
        self._directory = directory
        self._engine = engine
        self._is_source = is_source
        self._known = known

    def read(self, words: str, *, language: str | None = None) -> WatchRead:
        """Understand what is to be followed; nothing is followed where no word is left to follow.

        Args:
            language: the one the words are most likely in, as a BCP 47 tag; the words themselves decide.
        """
        text = "".join(c for c in plain_marks(words[:MAX_QUESTION_CHARS]) if c.isprintable() or c.isspace())
        without = tuple(dict.fromkeys(_without(text)))
        rest = _tidy(_WITHOUT.sub(" ", text))
        code = _language(rest, language)
        found = self._wanted(rest, code)
        if found.watch is None:
            return found
        watch = replace(found.watch, without=without)
        if found.is_unknown and watch.role == "named":
            watch = replace(watch, role="either")
        has_words = watch.topic or watch.without
        return replace(found, watch=replace(watch, language=code if has_words or _is_described(found) else "en"))

    def _wanted(self, text: str, code: str) -> WatchRead:
        if wish := told(text, code):
            return self._told(wish, code)
        if not words_of(text):
            return _nothing()
        if is_everything(text, code):
            return WatchRead(Watch())
        phrases = tuple(dict.fromkeys(filter(None, map(_tidy, _QUOTED.findall(text)))))
        rest = _JOINT.sub("", _tidy(_QUOTED.sub(" ", text))) if phrases else text
        found = self._role(rest, code) if not phrases or _says(rest) else WatchRead(Watch())
        if phrases and found.watch is None:
            found = WatchRead(Watch())
        return replace(found, watch=replace(found.watch, phrases=phrases)) if phrases and found.watch else found

    def _told(self, wish: Wish, code: str) -> WatchRead:
        """What is in a sentence that asks to be told; news about somebody is not only their own words."""
        if wish.named:
            return self._people(wish.named, "", role="named") or self._wanted(wish.named, code)
        if wish.who:
            topic = _tidy(wish.topic)
            return self._people(wish.who, topic) or self._wanted(f"{wish.who} {topic}".strip(), code)
        found = self._wanted(_tidy(wish.rest or wish.about), code)
        if not wish.about:
            return found
        is_only_a_name = found.watch and found.watch.people and not found.watch.topic
        return replace(found, watch=replace(found.watch, role="named")) if found.watch and is_only_a_name else found

    def _role(self, text: str, code: str) -> WatchRead:
        """Whether somebody is to speak or to be named, where the words say so."""
        wish = wanted_named(text, code)
        if wish and (found := self._people(wish.named, wish.topic, role="named")) and found.watch:
            return replace(found, watch=replace(found.watch, outlet=wish.outlet or None))
        if (who := wanted_speaking(text, code)) and (found := self._people(who, "")):
            return found
        question = self._read_question(text, code)
        if question.dates:
            question = replace(question, form=question.plain_form, outlet=None, dates=())
        found = self._question(question)
        if found.watch is not None and question.outlet:
            return replace(found, watch=replace(found.watch, outlet=question.outlet))
        return found

    def _read_question(self, text: str, code: str) -> Question:
        """The question in the words, as this archive lets it be read."""
        return read_question(text, today=date.min, is_source=self._is_source, language=code, known=self._known)

    def _question(self, question: Question) -> WatchRead:
        """What the question would be answered with."""
        form = question.form
        if form.name == "said-about":
            return self._people(form.who, form.rest) or _nothing()
        if form.name == "on":
            is_name = speakers(form.who, self._directory, may_correct=False) or is_unknown_name(form.who, self._engine)
            found = self._people(form.who, form.rest) if is_name else None
            if found and found.watch and found.is_unknown:
                return replace(found, watch=replace(found.watch, role="named"))
            return found or self._topic(f"{form.who} {form.rest}", question)
        if form.name == "who-is":
            return self._people(form.who, "", role="named") or self._topic(form.who, question)
        if form.name in ("latest", "happened") and not form.rest.strip(_ENDS):
            return WatchRead(Watch())
        if form.name == "greeting":
            return _nothing()
        return self._bare(question) if form.name == "bare" else self._topic(form.rest, question)

    def _bare(self, question: Question) -> WatchRead:
        """A person of the archive, an outlet, a name that is still unknown, or a topic."""
        text = _tidy(question.form.rest)
        if not text:
            return WatchRead(Watch()) if question.outlet else _nothing()
        is_short = len(text.split()) <= _MAX_NAME_WORDS
        found = self._directory.find(text, may_correct=False).people if is_short else ()
        is_source = self._is_source(source_filters(outlet_key(text))) or is_press_name(text)
        if is_source and not any(person.is_person for person in found):
            return WatchRead(Watch(outlet=text))
        if found and (people := self._people(text, "")):
            return people
        if question.form == question.plain_form and is_unknown_name(text, self._engine):
            people = self._people(text, "")
            return people if people and people.corrections else self._people(text, "", role="named") or _nothing()
        return self._topic(text, question)

    def _people(self, who: str, topic: str, *, role: str = "speaks") -> WatchRead | None:
        """Whoever the words name; None where they name nobody at all."""
        who = _tidy(who)
        if not who:
            return None
        matches = speakers(who, self._directory) or [self._directory.find(who)]
        names = tuple(dict.fromkeys(_understood(match) for match in matches))
        return WatchRead(
            Watch(names, role="named" if role == "named" else "speaks", topic=_tidy(topic)),
            tuple(match.correction for match in matches if match.correction),
            is_unknown=not any(match.people for match in matches),
            near=tuple(n for match in matches for n in _namesakes(match)),
        )

    def _topic(self, text: str, question: Question) -> WatchRead:
        topic = _tidy(text)
        if topic and query_terms(topic, self._engine, question.language):
            return WatchRead(Watch(topic=topic))
        return _nothing()


def asking_language(text: str, hint: str | None = None) -> str | None:
    """The language in which a text asks to be told of what is to come; None where it does not.

    >>> asking_language("Tell me when there is something new about Kim Jong Un"), asking_language("tell me a joke")
    ('en', None)
    >>> asking_language("Сообщи, когда появится что-то новое о Песков"), asking_language("Avísame si hay algo de Kim")
    ('ru', 'es')
    """
    plain = _tidy(plain_marks(text[:MAX_QUESTION_CHARS]))
    asked = frozenset(words_of(plain))
    wishing = (code for code in _order(hint) if not asked.isdisjoint(LEXICONS[code].wishing_words))
    return next((code for code in wishing if told(plain, code)), None)


def _language(text: str, hint: str | None) -> str:
    """The language whose words for following are in a text, else that of the question in it."""
    for code in _order(hint):
        if is_everything(text, code) or told(text, code) or wanted_named(text, code) or wanted_speaking(text, code):
            return code
    return language_of_question(text, hint)


def _order(hint: str | None) -> Iterator[str]:
    yield from dict.fromkeys((language_of(hint).code, *LEXICONS))


def _without(text: str) -> Iterator[str]:
    for found in _WITHOUT.finditer(text):
        if kept := _tidy(found["phrase"] or found["word"]):
            yield kept


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_ENDS)


def _says(text: str) -> bool:
    """Whether there is anything beside very words but the small words of a question."""
    return bool(text) and form_of(f'{text} "x"', language_of_question(text)).name != "who-said"


def _understood(match: Match) -> str:
    return match.correction.read_as if match.correction else shown_name(match)


def _namesakes(match: Match) -> Iterator[Near]:
    if len(match.people) > 1:
        yield from (Near("person", person.name, person.articles) for person in match.people)


def _is_described(found: WatchRead) -> bool:
    """Whether somebody is followed by words that are no name of the archive."""
    return bool(found.watch and found.watch.people and found.is_unknown)


def _nothing() -> WatchRead:
    return WatchRead(None, reason=because("no-words", "There is nothing in these words that I could follow"))
