"""Is damaged text read as it is meant, and sound text as it is?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.view import reading_view

FRAME = "It was said on Monday that the talks would go on. {} The mayor and the council were at the meeting."


def read(text: str) -> str:
    return reading_view(FRAME.format(text)).text.removeprefix(FRAME[:50]).removesuffix(FRAME[52:])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&quot;Yes&quot; &amp; no, she&#39;s in.", '"Yes" & no, she\'s in.'),
        ("&amp;quot;Twice&amp;quot; encoded &mdash; so", '"Twice" encoded — so'),
        ("AT&T and Q&A; R&D rose", "AT&T and Q&A; R&D rose"),
        ("&nosuchentity; stays", "&nosuchentity; stays"),
        ("Kramp-Karren\u00adbauer spoke", "Kramp-Karrenbauer spoke"),
        ("Ada\u200b Lund\ufeff and \u200eBo Reed\u200f", "Ada Lund and Bo Reed"),
        ("Rene\u0301 Fle\u0301chier", "René Fléchier"),
        ("too  many   blanks\u00a0\u00a0here", "too many blanks here"),
        ("â€œWe paidâ€\x9d, he said, itâ€™s over", "“We paid”, he said, it’s over"),
        ("JosÃ© MartÃ\xadnez in SÃ£o Paulo", "José Martínez in São Paulo"),
        ("Mayor FranA\u0303\u0083A\u0302§oise Noe\u0301 and RenA\u0303© Lund", "Mayor Françoise Noé and René Lund"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€", "Привет, мир"),
    ],
)
def test_signs_are_read_as_meant(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Ça va à l’île, naïve Zoë; Ångström in Łódź; ¿Qué? «Да», — ответил он.",
        "École Â Ê Î Ô Û; São João; Übermäßig groß; Київ і Їжак.",
        "می‌خواهم بروم",
        "देवनागरी क्‍ष",
    ],
)
def test_sound_signs_stay(text: str) -> None:
    assert read(text) == unicodedata.normalize("NFC", text)


def test_other_languages_are_not_parted_by_english_words() -> None:
    text = "Die Freundin von Ada Freund war am Montag mit dem Landtag und der Regierung in der Stadt, sagte der Mann."

    assert reading_view(text).text == text


@given(st.text(max_size=200), st.data())
def test_a_slice_of_the_view_leads_into_the_stored_text(text: str, data: st.DataObject) -> None:
    view = reading_view(text)
    one, two = sorted((data.draw(st.integers(0, len(view.text))), data.draw(st.integers(0, len(view.text)))))
    stored = view.stored(Span(one, two))

    assert 0 <= stored.start <= stored.end <= len(text)
