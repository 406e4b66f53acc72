"""Prefetch of a question's frequencies: what an index will be asked of its words one by one, asked for at once."""

from __future__ import annotations

from retrieval.answers.terms.misspelt import may_be_slip, prefixes_to_read
from retrieval.answers.terms.prefixes import prefixed_candidates
from retrieval.answers.terms.query_terms import prefixes_of_stems
from retrieval.answers.terms.variants import variants
from retrieval.search.engine import SearchEngine
from retrieval.text.languages import LANGUAGES, Language
from retrieval.text.tokens import stems, topic_words, words


def prefetch_words(text: str, engine: SearchEngine, language: Language) -> None:
    """Have a shared index look up all words of a question in one request, as each look-up would be one of its own.

    Where some of them are in no article, a second request asks for the words that may be meant by them.

    Changes no answer; what turns out to be asked besides is asked then. Not for an index of this machine: there a
    look-up takes less than to foresee it.

    Args:
        language: of the question, as far as its words tell.
    """
    asked = list(dict.fromkeys(words(text)))
    candidates = list(dict.fromkeys(prefixed_candidates(asked)))
    topic = topic_words(candidates, language)
    others = [other for word, stem in zip(topic, stems(topic, language), strict=True) for other in variants(word, stem)]
    written = list(dict.fromkeys([*topic, *others]))
    read = [*stems(written, language), *stems([word for word in written if word.isascii()], LANGUAGES["en"])]
    forms = dict.fromkeys([*read, *others])
    engine.prefetch(
        words=dict.fromkeys([*candidates, *others]),
        glued=[word for word in topic if word.isalpha()],
        terms={"passages": forms, "quotations": forms},
    )
    unknown = [word for word in topic_words(asked, language) if may_be_slip(word, engine, language)]
    engine.prefetch(prefixes=[*prefixes_to_read(unknown), *prefixes_of_stems(unknown)])
