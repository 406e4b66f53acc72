"""German: its words, its reported speech and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.german.speech import SPEECH
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
from retrieval.text.normal import normal_set
from retrieval.text.wordlists import word_set

_QUESTION_WORDS = normal_set(
    "was wer wem wen wessen welche welcher welches wann wo wohin woher warum wieso wie wieviel"
)
_STOP_WORDS = _QUESTION_WORDS | normal_set(
    "der die das den dem des ein eine einen einem einer eines und oder aber doch denn weil dass daß ob wenn als während",
    "in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter um durch gegen ohne bis seit zwischen",
    "ich du er sie es wir ihr ihn ihm ihnen uns euch mich dich sich mein dein sein seine seiner seinen ihre ihrer ihren",
    "dieser diese dieses diesen diesem jener jene ist sind war waren sein gewesen wird werden wurde wurden hat haben hatte",
    "hatten kann können nicht kein keine auch noch nur schon sehr mehr so da hier dort bezüglich laut",
)
_DAYS = DayWords(
    months=numbered(
        "januar jänner jan", "februar feber feb", "märz maerz", "april apr", "mai", "juni jun", "juli jul", "august aug",
        "september sept sep", "oktober okt", "november nov", "dezember dez",
    ),
    weekdays=numbered(
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag", first=0
    ),
    days=by_value({0: "heute", -1: "gestern", -2: "vorgestern", 1: "morgen", 2: "übermorgen"}),
    units=of_kind(
        day="tag tage tagen tages", week="woche wochen", month="monat monate monaten monats", year="jahr jahre jahren jahres"
    ),
    shifts=by_value({
        -1: "letzte letzter letzten letztes letztem vergangene vergangenen vergangenes vergangener vorige vorigen voriges",
        0: "diese dieser diesen dieses diesem",
        1: "nächste nächsten nächster nächstes kommende kommenden",
    }),
    numbers=numbered("ein eine einem einer einen", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    in_words=word_set("im in seit bis ab vom jahr jahre"),
    ago=(("vor", ""),),
    day_marks=(".",),
    since=word_set("seit ab"),
    until=word_set("bis"),
)  # fmt: skip
GERMAN = Language(
    code="de",
    stemmer="german",
    stop_words=_STOP_WORDS,
    speech=SPEECH,
    calendar=_DAYS,
    name_endings=(("s", ""),),
)
