"""Small nouns: words that look like stop words and stand as nouns, for the writer and the asker ("the *mine*")."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.text.languages import Language
from retrieval.text.wordlists import word_set

# Articles that are no pronouns, by language.
_ARTICLES = {
    "en": word_set("the a an"),
    "es": word_set("un una"),
    "pt": word_set("um uma"),
    "fr": word_set("un une"),
    "de": word_set("ein eine einem eines"),
}


def telling_words(written: Sequence[str], language: Language) -> list[str]:
    """The words of a text that say what it is about: no stop words, but those that can only be nouns where they are.

    Such a word is right behind an article and before no word that it could go with ("the *other* man").

    Args:
        written: all normal forms of the text, in order.

    >>> from retrieval.text.languages import language_of
    >>> english = language_of("en")
    >>> telling_words("latest on the mine".split(), english), telling_words("the same old mine".split(), english)
    (['latest', 'mine'], ['old'])
    """
    stop_words, articles = language.stop_words, _ARTICLES.get(language.code, frozenset())
    last = len(written) - 1
    return [
        word
        for at, word in enumerate(written)
        if word not in stop_words
        or (
            at
            and written[at - 1] in articles
            and word not in articles
            and (at == last or written[at + 1] in stop_words)
        )
    ]


def asked_words(written: Sequence[str], language: Language) -> list[str]:
    """The words of a question that say what it is about; small nouns where there is nothing else.

    >>> from retrieval.text.languages import language_of
    >>> asked_words("the mine".split(), language_of("en")), asked_words("floods in the mine".split(), language_of("en"))
    (['mine'], ['floods'])
    """
    return [word for word in written if word not in language.stop_words] or telling_words(written, language)
