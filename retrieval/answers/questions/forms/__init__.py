"""How is a question put, and in which language? One table of forms a language, one line to add one."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.answers.questions.forms.english import ENGLISH
from retrieval.answers.questions.forms.form_reader import plain_marks, read_form, unquoted
from retrieval.answers.questions.forms.french import FRENCH
from retrieval.answers.questions.forms.german import GERMAN
from retrieval.answers.questions.forms.portuguese import PORTUGUESE
from retrieval.answers.questions.forms.russian import RUSSIAN
from retrieval.answers.questions.forms.spanish import SPANISH
from retrieval.answers.questions.forms.table import Form, FormName, FormTable
from retrieval.answers.questions.forms.ukrainian import UKRAINIAN
from retrieval.text.languages import LANGUAGES, language_of
from retrieval.text.tokens import words

FORMS: dict[str, FormTable] = {
    table.code: table for table in (ENGLISH, RUSSIAN, UKRAINIAN, SPANISH, PORTUGUESE, FRENCH, GERMAN)
}
_LOOSE = frozenset({"bare", "on"})
# Letters that Ukrainian has and Russian has not.
_UKRAINIAN_LETTERS = frozenset("іїєґ")


def form_of(question: str, language: str = "en") -> Form:
    """Recognise how a question is put; never fails, "bare" is the answer to the rest.

    >>> form_of("What did Peskov say about weapons?")
    Form(name='said-about', who='Peskov', rest='weapons', is_quoted=False)
    >>> form_of('who said “sacred struggle”?')
    Form(name='who-said', who='', rest='sacred struggle', is_quoted=True)
    >>> form_of("Что сказал Песков об оружии?", "ru")
    Form(name='said-about', who='Песков', rest='оружии', is_quoted=False)
    """
    return read_form(question, FORMS.get(language, ENGLISH))


def language_of_question(question: str, hint: str | None = None) -> str:
    """The language whose forms a question has: the hinted one first, then English, then all.

    A question without a form is of the language that most of its small words belong to, else of the hinted one where
    its letters allow that.

    >>> language_of_question("¿Qué dijo Peskov?"), language_of_question("Песков"), language_of_question("Peskov")
    ('es', 'ru', 'en')
    >>> language_of_question("Kim Jong Un on weapons"), language_of_question("Macron sur les armes")
    ('en', 'fr')
    """
    asked = words(question)
    order = list(_order(question, language_of(hint).code))
    for code in order:
        if not FORMS[code].markers.isdisjoint(asked) and form_of(question, code).name not in _LOOSE:
            return code
    small = words(_without_names(question))
    votes = {code: sum(word in LANGUAGES[code].stop_words for word in small) for code in order}
    best = max(order, key=lambda code: votes[code])
    return best if votes[best] > votes[order[0]] and (votes[best] > 1 or not question.isascii()) else order[0]


def _without_names(question: str) -> str:
    """A question without the capitalised words inside it ("Kim Jong Un" holds no French article)."""
    first, *rest = question.split() or [""]
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
        code for code in (hinted, "en", "es", "pt", "fr", "de") if code in FORMS and code not in ("ru", "uk")
    )


__all__ = ["FORMS", "Form", "FormName", "FormTable", "form_of", "language_of_question", "plain_marks", "unquoted"]
