"""Does the time grow with the length of a text alone? Grows awkward ones through everything that reads a text.

Processor time is counted, and only what takes a noticeable time at all is measured twice: twice the length may take
three times as long, on the best of some tries.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.render.rich import plain
from bot.render.telegram.split import split
from retrieval.annotate import annotate
from retrieval.annotate.dates import find_dates
from retrieval.answers.ingest.units import indexed
from retrieval.answers.questions.followups import Known, follow_up
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.question import read_question
from retrieval.answers.watching.wishes import told, wanted_named, wanted_speaking
from retrieval.model import Answer, Article, Published
from retrieval.sources import read_articles
from retrieval.text.languages import language_of
from retrieval.text.languages.detection import detected_language
from retrieval.text.normal import Fragments
from retrieval.text.quotes import quotations
from retrieval.text.repair import vocabulary_words
from retrieval.text.sentences import sentences
from retrieval.text.sketches import sketch
from retrieval.text.telling import tells
from retrieval.text.tokens import tokenize
from retrieval.text.view.glue import part_glued_words

ON = date(2023, 9, 13)
SHORT, LONG = 6_000, 30_000
UNNOTICED_S = 0.12
"""What was quadratic in 6,000 characters took more."""
MOST, TRIES = 3.0, 5

Make = Callable[[int], str]
Read = Callable[[str], object]


def row(unit: str) -> Make:
    """The same again and again."""
    return lambda size: "x" + (unit * (size // len(unit) + 1))[:size]


def around(left: str, middle: str, right: str) -> Make:
    """A long row between two ends."""
    return lambda size: left + row(middle)(size)[1:] + right


def name(number: int) -> str:
    """One of many names."""
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in str(10_000 + number)).capitalize()


def many(sentence: str) -> Make:
    """A sentence with another name each time."""

    def made(size: int) -> str:
        one = len(sentence.replace("{}", name(0)))
        return "".join(sentence.replace("{}", name(number)) for number in range(size // one + 1))

    return made


SIGNS: dict[str, Make] = {
    **{f"row of {unit!r}": row(unit) for unit in (
        " ", "\t", "\n", "\u00a0", " \n", ".", ". ", "…", "?!", "“", "”", '"', "'", "’", "‘", "«", "»", "«»", "„“", "``", "—", "— ", "-",
        "a-", "A", "7", "7 ", "1.", "1/", "1-", "100,", "2016:", "(", "a) ", "()", "[", "ab", "aB", "_", "я", "漢", "\u200d", "\u0301",
        "a\u00ad", ",", ", ", "Anna, ", ";", ":", "/", "&", "a'", "a’", "U.", "J. ", "@anna ", "#", "http://a.b/c?d=e&", "a@b.", "5% ",
        "<p>", "&amp;", "\u2028", "“a” ", '"a ', "'word ", "word' ", "a.\"", ".”", "“\n",
    )},
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "one letter with marks": around("a", "\u0301\u0323", ""),
    "one word": around("A", "a", ""),
    "blanks in a quotation": around("«Да", " ", "»"),
    "blanks behind a speaker": around("«Мы победим», — сказала Олена Седова", " ", "и «Да»."),
    "blanks behind a quotation": around("«Да»", " ", ","),
    "blanks around a dash": lambda size: "«Да, —" + " " * (size // 2) + "—" + " " * (size // 2) + "сказал»",
    "blanks before a colon": around("Седова сказала", " ", ": «Да»."),
    "rows of blanks": row("сказал" + " " * 300),
    "rows of blanks behind numbers": row("1" + " " * 300),
    "dashes in a quotation": around("«Да", "—", "»"),
}  # fmt: skip
WORDS: dict[str, Make] = {
    **{f"row of {unit!r}": row(unit) for unit in (
        "May ", "May 3, ", "next week ", "the day before ", "two days after ", "5/12/2016 ", "said ", "said that ", "he said ",
        "said Anna ", "according to Anna, ", "Anna ", "Anna and ", "a man of ", "minister of the ", "Anna’s ", "Peskovhe ",
        "Anna, the minister, said ", "“yes” said ", "“Why?” Anna asked. ", "President Berg said so. ", "13 сентября ",
        "Mr. Berg said. Ms. Berg said. Anna Berg spoke. He left. ", "Anna Berg, 54, the transport minister, spoke. ",
        "— Да, — сказала Седова. — Нет.\n", "«Да», — сказала Седова. «Нет». ", "По словам Седовой, ", "заявила, что ",
        "« Oui », a déclaré Anne Perrin. ", "dit-il ", "selon l'agence la ", "Read more: ", "to the of the ", "women at ",
        "in a post in ", "minister, ", "sagte ", "sagte der ", "sagte, ", "der Sprecher der ", "er werde ", "teilte ", "und sagte ",
        "heißt es ", "so ", "laut ", "zufolge ", "wird zitiert ", "„Ja“ ", "„Ja“, sagte ", "a ajouté ", "Anna, der Sprecher, ",
    )},
    "many people": many("Mr. {} said it rained. "),
    "many namesakes": many("{} Berg said it rained. Berg spoke. He left. "),
    "many ministers": many("minister {} Berg spoke. "),
    "many glued words": many("{}and {}he rain "),
    "many people with roles": many("министр Олена {} сказала, что да. По словам {}, да. "),
    "many people of one surname": many("министр {} Седова сказала: «Да». "),
    "many forms of one name": many("A{} Berg said so. A. Berg spoke. "),
    "many ministers who say": many("Ministerin {} sagte, dass Ida {} Aue, die Chefin, laut Jon {} zufolge "),
    "many speakers behind commas": many("{} Aue, der Sprecher, "),
    "many quotations in a sentence": many("„Ja“, sagte {} und „"),
    "a long speech": around("“", "It rained. ", "”"),
    "a long sentence": around("He said ", "that it rained and ", "."),
}  # fmt: skip


def article(text: str, language: str) -> Article:
    return Article("a", f"Rain.{text} “Yes,” said he.", published=Published.parse("2023-09-13"), language=language)


def indexed_as(language: str) -> Read:
    def read(text: str) -> object:
        read_of = article(text, language)
        return indexed(read_of, annotate(read_of))

    return read


def asked(text: str) -> object:
    """A question in every language, a watch, and what leans on the question before."""
    for code in LEXICONS:
        read_question(text, today=ON, is_source=lambda _: False, language=code)
        for read in (told, wanted_named, wanted_speaking):
            read(text[:1000], code)
    return follow_up(text, lambda: Answer("x", "search"), Known(lambda _: False, lambda _: False), today=ON)


def filed(text: str) -> object:
    """The same as a file that begins like the seed format."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.txt"
        file.write_text(f"date 2023-09-13 {text}", "utf-8", "surrogatepass")
        return list(read_articles([file]))


TEXT: dict[str, Read] = {
    "sentences": sentences,
    "quotations": quotations,
    "tokens": tokenize,
    "words": vocabulary_words,
    "glued": lambda text: list(part_glued_words(text)),
    "sketch": sketch,
    "telling": lambda text: tells(text, language_of("en")),
    "language": detected_language,
    "fragments": lambda text: Fragments(text).find("deep roots"),
    "split": lambda text: split(plain(text)),
    "file": filed,
}
READERS: dict[str, Read] = {f"index {code}": indexed_as(code) for code in ("en", "ru", "de", "fr")}
DATES: dict[str, Read] = {
    f"dates {code}": lambda t, c=code: find_dates(t, ON, language=c) for code in ("en", "de", "uk")
}


@pytest.mark.parametrize("shape", SIGNS)
def test_signs(shape: str) -> None:
    for what, read in {**TEXT, **READERS, **DATES, "asked": asked}.items():
        is_linear(what, read, SIGNS[shape], SHORT)


@pytest.mark.parametrize("shape", WORDS)
def test_words(shape: str) -> None:
    for what, read in {**READERS, **DATES}.items():
        is_linear(what, read, WORDS[shape], LONG if shape.startswith("many") else SHORT)
    is_linear("asked", asked, WORDS[shape], SHORT)


def is_linear(what: str, read: Read, make: Make, size: int) -> None:
    """Assert that twice the length does not take more than three times as long, unless it takes no time."""
    read("Warm up. “So,” said Anna Berg on 5 May 2016.")
    short, long = make(size // 2), make(size)
    if seconds(read, long) <= UNNOTICED_S:
        return
    best_short, best_long = seconds(read, short), seconds(read, long)
    for _ in range(TRIES):
        if best_long <= max(UNNOTICED_S, MOST * best_short):
            return
        best_short, best_long = min(best_short, seconds(read, short)), min(best_long, seconds(read, long))

    raise AssertionError(f"{what}: {len(short)} characters take {best_short:.3f} s, {len(long)} {best_long:.3f} s")


def seconds(read: Read, text: str) -> float:
    """Of the processor."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun
