"""Question reading: each way of asking weighs the evidence in a question's words, and the heaviest is its form."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answers.questions.asks import ASKS_NOTHING_MORE
from retrieval.answers.questions.evidence.outline import outline
from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.slots import Slots, slots_of
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.lexicons import LEXICONS, Lexicon
from retrieval.answers.questions.ways import WAYS, Evidence, Read, asks_of
from retrieval.text.tokens import words

# A point behind four small letters ends a sentence ("Mrs." does not).
_SENTENCE_END = re.compile(r"(?<=[a-zß-ÿа-яёіїєґ]{4})\.\s+(?=\S)|[!?]+\s+(?=\S)|[\r\n]+")


def read_words(question: str, language: str = "en", known: KnownNames = NOTHING_KNOWN) -> Read:
    """Read how a question is put; never fails, "bare" is the reading of the rest.

    Args:
        known: the names and words of the archive; without one the wording alone decides.
    """
    lexicon = LEXICONS.get(language, LEXICONS["en"])
    text = _asking_sentence(plain_marks(question), lexicon)
    s = Sentence(text, lexicon, known)
    if not s.words:
        return Read(
            1.0, Form("greeting") if not text.strip() or not any(map(str.isalnum, text)) else Form("bare", rest=text)
        )
    found = outline(s)
    evidence = Evidence(s, found, slots_of(s, found) if found.act else Slots(), ASKS_NOTHING_MORE)
    evidence = replace(evidence, asks=asks_of(evidence))
    readings = [read for way in WAYS if (read := way(evidence))]
    return max(readings, key=lambda read: read.weight)


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


def _asking_sentence(text: str, lexicon: Lexicon) -> str:
    """Of several sentences the one that asks; the rest is politeness. Positions are those of the sentence."""
    parts = [part for part in _SENTENCE_END.split(text) if part and part.strip()]
    if len(parts) < 2 or '"' in text:
        return text
    asking = [part for part in parts if any(_does(word, lexicon) for word in words(part))]
    return max(asking, key=len) if asking else text


def _does(word: str, lexicon: Lexicon) -> bool:
    return any(entry.role in ("ask", "act") for phrase, entry in lexicon.phrases.get(word, ()) if len(phrase) == 1) or (
        word in lexicon.contractions
    )
