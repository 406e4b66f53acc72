"""Is a sentence told from what only stands between sentences?"""

from __future__ import annotations

import pytest

from retrieval.text.languages import language_of
from retrieval.text.telling import tells


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry ran aground off Pellworm in thick fog.",
        "Lava has reached the road.",
        "The river froze over in the second week.",
        "Two boats sank off the pier.",
        "“Nobody wants this,” Reiss said.",
        'He added, "There is no reason to wait."',
        "It was the best January since 2015.",
        "A lorry fire closed the tunnel on Wednesday. (Reuters)",
        "Halina Brandt: we will open in May, the minister wrote to the council of the valley.",
        "Growers expect the smallest harvest since 1991.",
        "The pupils signed up for the choir on Monday.",
        "This story of a whale began in a bay near Lund.",
        "The clinic underwent a long and costly repair last year.",
    ],
)
def test_a_report_tells(sentence: str) -> None:
    assert tells(sentence, language_of("en"))


@pytest.mark.parametrize(
    "sentence",
    [
        "— Pia Lund (@pialund) June 3, 2024",
        "What a goal! pic.twitter.com/k3nf — Harlow FC (@harlowfc) May 2, 2024",
        "Orbit 9 — $499.99 at Megastore (List Price $649.99)",
        "Get the Orbit 9 case, 2 pack, at Megastore for $11.08",
        "Update: this page was changed on October 8.",
        "Date: Thursday, Dec. 21",
        "Image: Gadget Post",
        "(Jon Ferry/Ledger Pictures)",
        "Mara Ellison and Tomas Reyes (Ledger Pictures)",
        "Robert Hale, Quickbite Group",
        "WHAT WE KNOW SO FAR",
        "Kessel Mayor Finally Endorses Carla Nemeth.",
        "Her fight for quality child care.",
        "What does the tunnel mean for the valley?",
        "“Why now?”",
        "Read more: Mayor opens bridge.",
        "Sign up to our free sport newsletter for all the latest news on everything from boxing to cycling.",
        "Sign up here for the morning newsletter.",
        "Editor’s note: This page tells of Monday. The newer one is here.",
        "A longer version of this story appeared in our Friday letter.",
        "This article was first published in May.",
        "Hide Caption 3 of 12 Photos: The mayor waves from the gate.",
        "13 Dec 2023 02.36 GMT James Wallace That is all from me.",
        "7:00 p.m.",
        "",
    ],
)
def test_what_stands_between_reports_does_not_tell(sentence: str) -> None:
    assert not tells(sentence, language_of("en"))


@pytest.mark.parametrize(
    ("code", "sentence", "is_telling"),
    [
        ("de", "Der Tunnel ist seit Dienstag offen.", True),
        ("de", "Foto: Ledger Pictures", False),
        ("ru", "Паром сел на мель у Пелльворма.", True),
        ("ru", "Что это значит для долины?", False),
        ("es", "— No hay motivo para esperar —dijo Tarsky.", True),
    ],
)
def test_other_languages_are_told_by_their_marks(code: str, sentence: str, is_telling: bool) -> None:
    assert tells(sentence, language_of(code)) is is_telling
