"""Ukrainian: its words, its reported speech and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.cyrillic import EXONYMS
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
from retrieval.text.languages.ukrainian.speech import SPEECH
from retrieval.text.normal import normal_set
from retrieval.text.wordlists import word_set

_QUESTION_WORDS = normal_set(
    "що чого чому чим хто кого кому ким чий чия чиє чиї коли де куди звідки навіщо як який яка яке які яких якого",
    "скільки чи",
)
_STOP_WORDS = _QUESTION_WORDS | normal_set(
    "і й та а але або же би б не ні то так вже ще лише тільки навіть ось адже якщо хоча щоб тому бо",
    "в у на з із зі до від по за для при про над під без через між перед після біля щодо",
    "я ти він вона воно ми ви вони мене тебе його її йому їй нас вас їх ними мені нам вам їм себе свій своя свої",
    "цей ця це ці цього цієї цьому цим цих той та те ті того тієї тому тим тих такий така такі там тут",
    "був була було були бути є буде будуть весь вся все всі всіх сам сама самі який яка яке які якого якої яких",
    "також теж дуже більш менш можна треба мій наш ваш",
)
_ENDINGS = (
    *((case, "") for case in ["а", "у", "ом", "ем", "им", "ові", "еві", "і"]),
    *((case, "а") for case in ["ою", "ої", "ій", "и", "і", "у"]),
    *((case, "я") for case in ["ею", "єю", "ї", "ю", "і"]),
    *((case, "ія") for case in ["ії", "ію", "ією"]),
    *((case, "ій") for case in ["ія", "ію", "ієм", "ієві"]),
    *((case, "ий") for case in ["ого", "ому", "им"]),
    *((case, "й") for case in ["я", "ю", "єм", "єві"]),
    *((case, "ь") for case in ["я", "ю", "ем", "еві"]),
    ("ова", "ів"),
    ("ця", "ець"),
)
_EXONYMS = EXONYMS | {
    "гарріс": "Harris",
    "кім чен ин": "Kim Jong Un",
    "сі цзіньпін": "Xi Jinping",
    "путін": "Putin",
    "володимир путін": "Vladimir Putin",
    "володимир зеленський": "Volodymyr Zelensky",
    "дмитро пєсков": "Dmitry Peskov",
    "сергій лавров": "Sergey Lavrov",
    "білий дім": "White House",
}
_DAYS = DayWords(
    months=numbered(
        "січень січня січні",
        "лютий лютого лютому",
        "березень березня березні",
        "квітень квітня квітні",
        "травень травня травні",
        "червень червня червні",
        "липень липня липні",
        "серпень серпня серпні",
        "вересень вересня вересні",
        "жовтень жовтня жовтні",
        "листопад листопада листопаді",
        "грудень грудня грудні",
    ),
    weekdays=numbered(
        "понеділок понеділка",
        "вівторок вівторка",
        "середу середи",
        "четвер четверга",
        "п'ятницю п’ятницю п'ятниці п’ятниці",
        "суботу суботи",
        "неділю неділі",
        first=0,
    ),
    days=by_value({0: "сьогодні", -1: "вчора учора", -2: "позавчора", 1: "завтра", 2: "післязавтра"}),
    units=of_kind(
        day="день дня днів дні",
        week="тиждень тижня тижні тижнів",
        month="місяць місяця місяці місяців",
        year="рік року році роки років",
    ),
    shifts=by_value(
        {
            -1: "минулий минулого минулому минула попередній попереднього",
            0: "цей цього цьому поточний",
            1: "наступний наступного наступному",
        }
    ),
    numbers=numbered("один одну", "два дві", "три", "чотири", "п'ять п’ять", "шість", "сім", "вісім"),
    in_words=word_set("в у за з до на від по"),
    ago=(("", "тому"),),
    day_marks=("-го", "го"),
    year_marks=("року", "році", "рік", "р"),
    since=word_set("з від"),
    until=word_set("до"),
)
UKRAINIAN = Language(
    code="uk",
    stemmer="ukrainian",
    stop_words=_STOP_WORDS,
    speech=SPEECH,
    calendar=_DAYS,
    name_endings=_ENDINGS,
    exonyms=_EXONYMS,
)
