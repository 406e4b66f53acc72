"""Question reading: each way of asking weighs the evidence in a question's words, and the heaviest is its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answers.questions.asks import ASKS_NOTHING_MORE
from retrieval.answers.questions.evidence.outline import outline
from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.slots import Slots, slots_of
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.lexicons import LEXICONS, Lexicon, Role
from retrieval.answers.questions.ways import WAYS, Evidence, Read, asks_of
from retrieval.model import Span
from retrieval.text.tokens import words

# A point behind four small letters ends a sentence ("Mrs." does not).
_SENTENCE_END = re.compile(r"(?<=[a-zß-ÿа-яёіїєґ]{4})\.\s+(?=\S)|[!?]+\s+(?=\S)|[\r\n]+")


def read_words(question: str, language: str = "en", known: KnownNames = NOTHING_KNOWN) -> Read:
    """Read how a question is put; never fails, "bare" is the reading of the rest.

    Args:
        known: the names and words of the archive; without one the wording alone decides.
    """
    lexicon = LEXICONS.get(language, LEXICONS["en"])
    plain = plain_marks(question)
    text = asking_sentence(plain, lexicon).of(plain)
    s = Sentence(text, lexicon, known)
    if not s.words:
        return Read(
            1.0, Form("greeting") if not text.strip() or not any(map(str.isalnum, text)) else Form("bare", rest=text)
        )
    found = outline(s)
    evidence = Evidence(s, found, slots_of(s, found) if found.act else Slots(), ASKS_NOTHING_MORE)
    evidence = replace(evidence, asks=asks_of(evidence))
    readings = [read for way in WAYS if (read := way(evidence))]
    best = max(readings, key=lambda read: read.weight)
    return replace(best, asking=s.meant(found.front, s.trimmed(found.front, len(s), "closing") or len(s)))


def form_of(question: str, language: str = "en", known: KnownNames = NOTHING_KNOWN) -> Form:
    """The form of a question; see `read_words`.

    >>> form_of("What did Peskov say about weapons?")
    Form(name='said-about', who='Peskov', rest='weapons', is_quoted=False)
    >>> form_of('who said “sacred struggle”?')
    Form(name='who-said', who='', rest='sacred struggle', is_quoted=True)
    >>> form_of("Что сказал Песков об оружии?", "ru")
    Form(name='said-about', who='Песков', rest='оружии', is_quoted=False)
    """
    return read_words(question, language, known).form


def asking_sentence(text: str, lexicon: Lexicon) -> Span:
    """Of several sentences the one that asks, else the one with a word for an act; of several such the longest.

    >>> text = "Sorry if this was asked. What did Kim say about rice?"
    >>> asking_sentence(text, LEXICONS["en"]).of(text)
    'What did Kim say about rice?'
    """
    whole = Span(0, len(text))
    parts = [part for part in _sentences(text) if any(map(str.isalnum, part.of(text)))]
    if len(parts) < 2 or '"' in text:
        return whole
    best = max(parts, key=lambda part: (_asks(part.of(text), lexicon), len(part)))
    return best if _asks(best.of(text), lexicon) else whole


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield Span(start, end.end())
        start = end.end()
    yield Span(start, len(text))


def _asks(sentence: str, lexicon: Lexicon) -> int:
    """How plainly a sentence asks: by its word or its sign for it, by a word for an act, not at all."""
    found = words(sentence)
    first = found[0] if found else ""
    if "?" in sentence or any(_has_role(word, "ask", lexicon) or word in lexicon.contractions for word in found):
        return 2 + ("?" in sentence)
    return 2 if _has_role(first, "aux", lexicon) else int(any(_has_role(word, "act", lexicon) for word in found))


def _has_role(word: str, role: Role, lexicon: Lexicon) -> bool:
    return any(entry.role == role for phrase, entry in lexicon.phrases.get(word, ()) if len(phrase) == 1)
