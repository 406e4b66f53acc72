"""Question reading: each way of asking weighs the evidence in a question's words, and the heaviest is its form."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answers.questions.asks import ASKS_NOTHING_MORE
from retrieval.answers.questions.evidence.outline import outline
from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.slots import Slots, slots_of
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.gathered import Evidence, Read, asks_of
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.sentences import sentences_of
from retrieval.answers.questions.ways import WAYS


def read_words(question: str, language: str = "en", known: KnownNames = NOTHING_KNOWN) -> Read:
    """Read how a question is put; never fails, "bare" is the reading of the rest.

    Args:
        known: the names and words of the archive; without one the wording alone decides.
    """
    lexicon = LEXICONS.get(language, LEXICONS["en"])
    plain = plain_marks(question)
    parts = sentences_of(plain, lexicon)
    text = parts.asking.of(plain)
    context = " ".join(part.of(plain).strip() for part in parts.context)
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
    asking = s.meant(found.front, s.trimmed(found.front, len(s), "closing") or len(s))
    form = replace(best.form, rest=_joined(context, best.form.rest)) if best.form.name == "when" else best.form
    return replace(best, form=form, asking=_joined(context, asking), context=context)


def _joined(context: str, words: str) -> str:
    return f"{context} {words}".strip()


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
