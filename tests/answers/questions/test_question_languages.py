"""Are questions in every language of the interface understood?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.annotate.dates import find_dates
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.reading import form_of

SAID = {
    "ru": ("Что сказал Песков об оружии?", "Песков", "оружии"),
    "ru, object first": ("что говорил о переговорах Песков", "Песков", "переговорах"),
    "ru, noun": ("Слова Пескова о войне", "Пескова", "войне"),
    "ru, any verb of speech": ("Что предсказывала Тамара Пастух о рыбе?", "Тамара Пастух", "рыбе"),
    "ru, denial": ("Опровергал ли Марк Левин слухи?", "Марк Левин", "слухи"),
    "ru, comment": ("Комментировала ли Инна Бойко закрытие рынка?", "Инна Бойко", "закрытие рынка"),
    "ru, answer": ("Что ответил Марк Левин на обвинения?", "Марк Левин", "обвинения"),
    "ru, according to": ("По словам Седовой, когда откроют мост?", "Седовой", "когда откроют мост"),
    "uk, comment": ("Чи коментувала Віра Солтис чутки?", "Віра Солтис", "чутки"),
    "uk, answer": ("Що відповіла Ірина Сова на критику?", "Ірина Сова", "критику"),
    "uk, according to": ("За словами Шевчук, коли відкриють школу?", "Шевчук", "коли відкриють школу"),
    "uk": ("Що сказав Пєсков про зброю?", "Пєсков", "зброю"),
    "es": ("¿Qué dijo Peskov sobre las armas?", "Peskov", "las armas"),
    "es, noun": ("declaraciones de Peskov sobre armas", "Peskov", "armas"),
    "pt": ("O que disse Peskov sobre armas?", "Peskov", "armas"),
    "pt, order": ("O que Peskov disse sobre armas?", "Peskov", "armas"),
    "fr": ("Qu’a dit Peskov sur les armes ?", "Peskov", "les armes"),
    "fr, est-ce": ("Qu'est-ce que Peskov a dit sur les armes ?", "Peskov", "les armes"),
    "ru, on": ("Какова позиция Путина по Украине?", "Путина", "Украине"),
    "fr, thinks": ("Que pense Macron de la guerre ?", "Macron", "la guerre"),
    "de, opinion": ("Wie ist die Meinung von Scholz zu Waffen?", "Scholz", "Waffen"),
    "de": ("Was sagte Peskow über Waffen?", "Peskow", "Waffen"),
    "de, perfect": ("Was hat Peskow über Waffen gesagt?", "Peskow", "Waffen"),
    "de, bare": ("Was hat Peskow gesagt?", "Peskow", ""),
}
OTHERS = {
    "кто сказал «священная борьба»?": ("ru", Form("who-said", "", "священная борьба", True)),
    "кто такой Песков?": ("ru", Form("who-is", "Песков")),
    "когда Ким приехал в Россию?": ("ru", Form("when", rest="Ким приехал в Россию")),
    "что случилось?": ("ru", Form("happened")),
    "последние новости об Украине": ("ru", Form("latest", rest="Украине")),
    "хто сказав «священна боротьба»": ("uk", Form("who-said", "", "священна боротьба", True)),
    "хто такий Пєсков?": ("uk", Form("who-is", "Пєсков")),
    "останні новини про Україну": ("uk", Form("latest", rest="Україну")),
    "¿Quién dijo «lucha sagrada»?": ("es", Form("who-said", "", "lucha sagrada", True)),
    "¿quién es Peskov?": ("es", Form("who-is", "Peskov")),
    "últimas noticias sobre Ucrania": ("es", Form("latest", rest="Ucrania")),
    "Quem disse “luta sagrada”?": ("pt", Form("who-said", "", "luta sagrada", True)),
    "quem é Peskov?": ("pt", Form("who-is", "Peskov")),
    "Qui a dit « lutte sacrée » ?": ("fr", Form("who-said", "", "lutte sacrée", True)),
    "que s’est-il passé ?": ("fr", Form("happened")),
    "dernières nouvelles sur l’Ukraine": ("fr", Form("latest", rest="l'Ukraine")),
    "Wer sagte „heiliger Kampf“?": ("de", Form("who-said", "", "heiliger Kampf", True)),
    "wer hat „heiliger Kampf“ gesagt?": ("de", Form("who-said", "", "heiliger Kampf", True)),
    "Was ist passiert?": ("de", Form("happened")),
    "quoi de neuf sur le pont ?": ("fr", Form("latest", rest="le pont")),
    "alguma novidade sobre a ponte?": ("pt", Form("latest", rest="a ponte")),
    "hay novedades sobre el puente": ("es", Form("latest", rest="el puente")),
    "c'est quoi la réaction d'Aune": ("fr", Form("said-about", "Aune")),
    "кто против парковки": ("ru", Form("who-spoke", rest="парковки")),
    "Was he right?": ("en", Form("bare", rest="Was he right")),
}
DAYS = {
    "ru": "13 сентября 2023 года",
    "uk": "13 вересня 2023 року",
    "es": "13 de septiembre de 2023",
    "pt": "13 de setembro de 2023",
    "fr": "13 septembre 2023",
    "de": "13. September 2023",
}
SPANS = (
    ("ru", "на прошлой неделе", date(2023, 9, 11), date(2023, 9, 18)),
    ("ru", "в сентябре 2022", date(2022, 9, 1), date(2022, 10, 1)),
    ("ru", "вчера", date(2023, 9, 19), date(2023, 9, 20)),
    ("ru", "два дня назад", date(2023, 9, 18), date(2023, 9, 19)),
    ("uk", "минулого тижня", date(2023, 9, 11), date(2023, 9, 18)),
    ("es", "la semana pasada", date(2023, 9, 11), date(2023, 9, 18)),
    ("es", "en agosto de 2023", date(2023, 8, 1), date(2023, 9, 1)),
    ("pt", "há 3 dias", date(2023, 9, 17), date(2023, 9, 18)),
    ("fr", "la semaine dernière", date(2023, 9, 11), date(2023, 9, 18)),
    ("fr", "le 1er août", date(2023, 8, 1), date(2023, 8, 2)),
    ("de", "letzte Woche", date(2023, 9, 11), date(2023, 9, 18)),
    ("de", "vor zwei Tagen", date(2023, 9, 18), date(2023, 9, 19)),
    ("de", "13.9.23", date(2023, 9, 13), date(2023, 9, 14)),
)


@pytest.mark.parametrize(("question", "who", "topic"), SAID.values(), ids=SAID)
def test_what_somebody_said_is_asked_in_each_language(question: str, who: str, topic: str) -> None:
    assert form_of(question, language_of_question(question)) == Form("said-about", who, topic)


@pytest.mark.parametrize("question", OTHERS)
def test_the_other_forms_are_known_in_each_language(question: str) -> None:
    language, form = OTHERS[question]

    assert (language_of_question(question), form_of(question, language)) == (language, form)


@pytest.mark.parametrize("language", DAYS)
def test_a_day_is_named_in_each_language(language: str) -> None:
    [mention] = find_dates(DAYS[language], date(2024, 1, 1), language=language)

    assert (mention.days.start, mention.days.end) == (date(2023, 9, 13), date(2023, 9, 14))


@pytest.mark.parametrize(("language", "text", "start", "end"), SPANS)
def test_days_and_spans_are_counted_from_today(language: str, text: str, start: date, end: date) -> None:
    [mention] = find_dates(text, date(2023, 9, 20), language=language)

    assert (mention.days.start, mention.days.end) == (start, end)


def test_the_hint_decides_where_words_do_not() -> None:
    assert language_of_question("Peskov", "de") == "de"
    assert language_of_question("What did Peskov say?", "de") == "en"


@pytest.mark.parametrize("question", ["the mayor on ai rules", "reker on ai", "uk minister on ai"])
def test_one_small_word_that_english_lacks_makes_no_other_language(question: str) -> None:
    assert language_of_question(question) == "en"
