"""Language of a question: the one whose small words it has, as far as its letters allow that language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.text.languages import LANGUAGES, language_of
from retrieval.text.tokens import tokenize, words

_MAX_NAME = 4
# A phrase of several words tells more than a small word does.
_TOLD_BY_PHRASE = 2
# Letters that Ukrainian has and Russian has not.
_UKRAINIAN_LETTERS = frozenset("іїєґ")


def language_of_question(question: str, hint: str | None = None, known: KnownNames = NOTHING_KNOWN) -> str:
    """The language whose small words a question has: the hinted one where nothing tells more, then English.

    Args:
        known: the names of the archive, whose small words tell nothing ("bill *de* blasio").

    >>> language_of_question("¿Qué dijo Peskov?"), language_of_question("Песков"), language_of_question("Peskov")
    ('es', 'ru', 'en')
    >>> language_of_question("Kim Jong Un on weapons"), language_of_question("Macron sur les armes")
    ('en', 'fr')
    """
    order = list(_order(question, language_of(hint).code))
    return _clearest(_unnamed(_without_names(plain_marks(question)), known), order, question)


def _clearest(text: str, order: Sequence[str], question: str) -> str:
    """The language for which most words speak; the first one where that is not clear."""
    small = tuple((token.word, text[token.start : token.end].lower()) for token in tokenize(text))
    told = {code: [_tells(word, written, code) for word, written in small] for code in order}
    weights = {code: sum(told[code]) + _phrases(small, code) for code in order}
    best = max(order, key=lambda code: weights[code])
    more = sum(max(0, one - other) for one, other in zip(told[best], told[order[0]], strict=True))
    more += max(0, _phrases(small, best) - _phrases(small, order[0]))
    # One small word that tells little does not do: "the mayor on *ai* rules" is no French.
    is_clear = weights[best] > weights[order[0]] and (more > 1 or not question.isascii())
    return best if is_clear else order[0]


def _unnamed(question: str, known: KnownNames) -> str:
    """A question without names of several words that the archive knows ("*will smith* pidió perdón")."""
    left, parts, at = [], question.split(), 0
    while at < len(parts):
        length = known.name_length(tuple(word.strip("?!.,") for word in parts[at : at + _MAX_NAME]))
        length *= not all(word in LEXICONS["en"].phrases for word in words(" ".join(parts[at : at + length])))
        length *= len(parts[at]) > 1 or parts[at].isupper()  # "quem *é* Reis" has no E. Reis
        left += parts[at : at + 1] if length < 2 else []
        at += max(1, length)
    return " ".join(left)


def languages_of_letters(words: str) -> tuple[str, ...]:
    """The languages that words can be of, the one that their small words speak for first."""
    likeliest = language_of_question(words)
    return tuple(dict.fromkeys([likeliest, *_order(words, likeliest)]))


def _tells(word: str, written: str, code: str) -> int:
    """How much a word speaks for a language: an asking word more than another small one, that more than a verb.

    What a language writes with other accents, or with none, is none of its words: Spanish has "ha" but no "há".
    """
    lexicon = LEXICONS[code]
    if not written.isascii() and written not in lexicon.spelt.get(word, (written,)):
        return 0
    in_full = lexicon.contracted.get(word, (word,))
    single = [entry.role for phrase, entry in lexicon.phrases.get(in_full[-1], ()) if len(phrase) == 1]
    is_small = word in lexicon.small_words or not {"act", "noun"}.isdisjoint(single)
    return (word in LANGUAGES[code].stop_words) + is_small + ("ask" in single)


def _phrases(small: Sequence[tuple[str, str]], code: str) -> int:
    """How much phrases for what was done tell, of which no word may tell anything alone ("pidió perdón")."""
    held = [word for word, _ in small]
    found = 0
    for at, word in enumerate(held):
        rows = LEXICONS[code].phrases.get(word, ())
        found += _TOLD_BY_PHRASE * any(
            len(phrase) > 1 and entry.role in ("act", "noun") and tuple(held[at : at + len(phrase)]) == phrase
            for phrase, entry in rows
        )
    return found


def _without_names(question: str) -> str:
    """A question without the capitalised words inside it ("Kim Jong Un" holds no French article)."""
    first, *rest = question.split() or [""]
    if first[:1].isupper() and all(word[:1].isupper() for word in rest):
        return ""
    return " ".join([first, *(word for word in rest if not word[:1].isupper())])


def _order(question: str, hinted: str) -> Iterator[str]:
    """The languages that can be written in the letters of a question, the likeliest first."""
    letters = frozenset(question.lower())
    if any("а" <= letter <= "я" or letter in _UKRAINIAN_LETTERS for letter in letters):
        likely = "uk" if letters & _UKRAINIAN_LETTERS else hinted if hinted in ("ru", "uk") else "ru"
        yield from (likely, "uk" if likely == "ru" else "ru")
        if not any("a" <= letter <= "z" for letter in letters):
            return  # "what did Анна Крылова say" has letters of both
    yield from dict.fromkeys(
        code for code in (hinted, "en", "es", "pt", "fr", "de") if code in LEXICONS and code not in ("ru", "uk")
    )
