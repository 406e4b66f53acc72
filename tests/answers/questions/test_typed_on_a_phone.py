"""Are questions understood as people type them: in short, as they say it, with an accent or a capital left out?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers import Archive
from retrieval.answers.people.name_index import name_index
from retrieval.answers.questions.evidence.words import NothingKnown
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.reading import form_of, read_words
from retrieval.model import Article

PEOPLE = {"reed", "hale", "ada reed", "will hale", "quote", "mort"}


class _Known(NothingKnown):
    """An archive with a few names."""

    def name_length(self, written: tuple[str, ...]) -> int:
        return next((n for n in range(len(written), 0, -1) if " ".join(written[:n]).lower() in PEOPLE), 0)


IN_SHORT = {
    "ru шо": ("шо сказал рид про мост", "ru", Form("said-about", "рид", "мост")),
    "ru чё": ("чё сказала рид о мосте", "ru", Form("said-about", "рид", "мосте")),
    "ru скока": ("скока судов утонуло", "ru", Form("bare", rest="скока судов утонуло")),
    "uk шо": ("шо казав рід про міст", "uk", Form("said-about", "рід", "міст")),
    "es q": ("¿q dijo reed sobre el puente", "es", Form("said-about", "reed", "el puente")),
    "pt o q": ("o q reed falou sobre a ponte", "pt", Form("said-about", "reed", "a ponte")),
    "pt vc sabe": ("vc sabe oq reed disse da ponte", "pt", Form("said-about", "reed", "ponte")),
    "fr kesk'il": ("kesk'il a dit reed sur le pont", "fr", Form("said-about", "reed", "le pont")),
    "fr c qui": ("c qui ada reed", "fr", Form("who-is", "ada reed")),
    "fr c'est quoi": ("c'est quoi les dernières sur le pont", "fr", Form("latest", rest="le pont")),
    "de is": ("wer is ada reed", "de", Form("who-is", "ada reed")),
    "de nochmal": ("was hat reed nochmal zur brücke gesagt", "de", Form("said-about", "reed", "brücke")),
    "en abt": ("wat did reed say abt the bridge", "en", Form("said-about", "reed", "the bridge")),
}
ORDERS = {
    "fr, subject behind": ("il a dit quoi reed sur le pont", "fr", Form("said-about", "reed", "le pont")),
    "pt, article": ("o will hale pediu desculpas?", "pt", Form("said-about", "will hale")),
    "es, told plainly": ("will hale pidio perdon?", "es", Form("said-about", "will hale")),
    "es, compared": ("compárame reed y hale en el tema de la pesca", "es", Form("on", "reed y hale", "la pesca")),
    "fr, of and to": ("la réaction de reed à la crue", "fr", Form("said-about", "reed", "crue")),
    "fr, how behind": ("reed a réagi comment à la crue", "fr", Form("said-about", "reed", "crue")),
    "fr, you have": ("t'as des infos sur le pont ?", "fr", Form("latest", rest="le pont")),
    "de, on it": ("und was meint eigentlich reed dazu", "de", Form("said-about", "reed")),
    "de, anybody": ("hat jemand was zur brücke gesagt", "de", Form("who-spoke", rest="brücke")),
    "en, verb behind": ("remind me who ada reed is", "en", Form("who-is", "ada reed")),
    "pt, by an accent": ("por que há greve", "pt", Form("bare", rest="por que há greve")),
}


@pytest.mark.parametrize(("question", "language", "form"), IN_SHORT.values(), ids=IN_SHORT)
def test_asking_words_are_read_as_they_are_said_and_in_short(question: str, language: str, form: Form) -> None:
    known = _Known()

    assert (language_of_question(question, known=known), form_of(question, language, known)) == (language, form)


@pytest.mark.parametrize(("question", "language", "form"), ORDERS.values(), ids=ORDERS)
def test_words_come_in_the_order_of_speech(question: str, language: str, form: Form) -> None:
    known = _Known()

    assert (language_of_question(question, known=known), form_of(question, language, known)) == (language, form)


@pytest.mark.parametrize(
    ("question", "code", "thing"),
    [
        ("скока судов утонуло", "ru", "how-many"),
        ("pk le pont est fermé", "fr", "why"),
        ("xq cerró el puente", "es", "why"),
        ("pq a ponte fechou", "pt", "why"),
        ("cb de morts à corbel", "fr", "how-many"),
    ],
)
def test_what_is_wanted_is_read_in_short(question: str, code: str, thing: str) -> None:
    assert read_words(question, code).asks.thing == thing


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("whst did reed say about the ferry", Form("said-about", "reed", "the ferry")),
        ("wgat did reed say about the ferry", Form("said-about", "reed", "the ferry")),
        ("lates news on the ferry", Form("latest", rest="the ferry")),
        ("reacton of reed to the storm", Form("said-about", "reed", "the storm")),
        ("whta happend in corbel", Form("happened", rest="in corbel")),
    ],
)
def test_an_asking_word_is_read_though_a_finger_slipped(question: str, form: Form) -> None:
    assert form_of(question, known=_Known()) == form


@pytest.mark.parametrize("first", ["mort", "hat", "wheat"])
def test_a_name_or_a_word_of_its_own_is_no_slip_of_an_asking_word(first: str) -> None:
    assert read_words(f"{first} reed ferry", known=_Known()).asking.split()[0] == first


def test_a_sign_at_the_end_asks_whether_it_was_done() -> None:
    known = _Known()

    things = [read_words(text, "es", known).asks.thing for text in ("reed pidió perdón?", "reed pidió perdón")]

    assert things == ["whether", None]


def test_initials_are_no_short_form() -> None:
    assert form_of("was sagt der IS zur brücke", "de") == Form("said-about", "der IS", "brücke")


def test_a_word_for_words_is_no_name_without_its_apostrophe() -> None:
    assert form_of("quotes about the ferry", known=_Known()) == Form("who-spoke", rest="the ferry")


def test_no_s_shows_an_owner_where_the_language_has_none() -> None:
    assert read_words("cb de morts à corbel", "fr", _Known()).asking == "combien de morts à corbel"


def test_a_whole_name_is_heard_in_other_letters_though_it_is_written_small(
    archive: Archive, article: Callable[..., Article]
) -> None:
    archive.add([article("“Stay ashore,” said Will Fancelli. Anthony Fancelli agreed. Wilma Hart did not.")])
    index = name_index(archive.store.names.as_of_now())

    heard = [index.name_length(tuple(name.split())) for name in ("уилл фанчелли", "энтони фанчелли", "пётр фанчелли")]

    assert heard == [2, 2, 0]
