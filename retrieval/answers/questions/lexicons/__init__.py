"""Lexicons of questions: one language a file, one line to add one."""

from retrieval.answers.questions.lexicons.english import ENGLISH
from retrieval.answers.questions.lexicons.french import FRENCH
from retrieval.answers.questions.lexicons.german import GERMAN
from retrieval.answers.questions.lexicons.lexicon import ActName, Entry, Leaning, Lexicon, Role, Wishing, parted
from retrieval.answers.questions.lexicons.portuguese import PORTUGUESE
from retrieval.answers.questions.lexicons.russian import RUSSIAN
from retrieval.answers.questions.lexicons.spanish import SPANISH
from retrieval.answers.questions.lexicons.ukrainian import UKRAINIAN

LEXICONS: dict[str, Lexicon] = {
    lexicon.code: lexicon for lexicon in (ENGLISH, RUSSIAN, UKRAINIAN, SPANISH, PORTUGUESE, FRENCH, GERMAN)
}

__all__ = ["LEXICONS", "ActName", "Entry", "Leaning", "Lexicon", "Role", "Wishing", "parted"]
