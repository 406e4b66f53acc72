"""Who said what in articles that are not English: quotations with a cue and a named speaker, and *according to*."""

from __future__ import annotations

import pytest

from retrieval.annotate import annotate
from retrieval.model import Article

# Each: the text, then (words, speaker, role, kind, via) of what is found in it.
CASES = {
    "ru, behind": (
        "«Мы готовы к переговорам», — заявил журналистам пресс-секретарь Кремля Дмитрий Песков.",
        [("«Мы готовы к переговорам»", "Дмитрий Песков", "пресс-секретарь Кремля", "direct", None)],
    ),
    "ru, inside the marks": (
        "Это видела Анна Крылова. «Мы ждали, — сказала Крылова. — И дождались».",
        [("«Мы ждали|И дождались»", "Анна Крылова", None, "direct", None)],
    ),
    "ru, genitive": (
        "На площадь пришёл Дмитрий Песков. По словам Пескова, встреча пройдёт в сентябре.",
        [("встреча пройдёт в сентябре", "Дмитрий Песков", None, "reported", None)],
    ),
    "ru, genitive never seen otherwise": (
        "По словам министра Сергея Лаврова, встреча пройдёт в сентябре.",
        [("встреча пройдёт в сентябре", "Сергей Лавров", "министра", "reported", None)],
    ),
    "ru, before, with its agency": (
        "Представитель МИД Мария Захарова сообщила: «Поставок не будет». Об этом сообщает ТАСС.",
        [("«Поставок не будет»", "Мария Захарова", "Представитель МИД", "direct", "ТАСС")],
    ),
    "ru, whose spokesman it was is not who spoke": (
        "«Решение принято», — сказал представитель Владимира Путина.",
        [("«Решение принято»", "представитель Владимира Путина", None, "direct", None)],
    ),
    "ru, pronoun": ("«Решение принято», — сказал он.", [("«Решение принято»", None, None, "direct", None)]),
    "ru, dialogue": (
        "— Я не знаю, — ответила Анна Крылова. — Спросите завтра.",
        [("Я не знаю|Спросите завтра.", "Анна Крылова", None, "direct", None)],
    ),
    "ru, agency alone": ("«Порт закрыт», — сообщает ТАСС.", []),
    "uk, behind": (
        "«Ми отримаємо зброю», — сказав президент Володимир Зеленський у середу.",
        [("«Ми отримаємо зброю»", "Володимир Зеленський", "президент", "direct", None)],
    ),
    "uk, genitive": (
        "Прибув Володимир Зеленський. За словами Зеленського, партнери готові.",
        [("партнери готові", "Володимир Зеленський", None, "reported", None)],
    ),
    "es, apposition": (
        "El portavoz del Kremlin, Dmitri Peskov, dijo: «No habrá negociaciones».",
        [("«No habrá negociaciones»", "Dmitri Peskov", "portavoz del Kremlin", "direct", None)],
    ),
    "es, with its agency": (
        '"Las armas llegarán", afirmó la ministra de Defensa, Margarita Robles, según informó la agencia EFE.',
        [('"Las armas llegarán"', "Margarita Robles", "ministra de Defensa", "direct", "EFE")],
    ),
    "es, dialogue": (
        "—No tenemos miedo —dijo Ana Lago—. Seguiremos.",
        [("No tenemos miedo|Seguiremos.", "Ana Lago", None, "direct", None)],
    ),
    "es, mixed": ('Ana Lago aseguró que Rusia "no cederá".', [('Rusia "no cederá"', "Ana Lago", None, "mixed", None)]),
    "pt": (
        "“Não haverá negociações”, disse o porta-voz do Kremlin, Dmitri Peskov, segundo a agência Lusa.",
        [("“Não haverá negociações”", "Dmitri Peskov", "porta-voz do Kremlin", "direct", "Lusa")],
    ),
    "fr": (
        "« Nous attendons », a déclaré le porte-parole du Kremlin, Dmitri Peskov. « Nous sommes prêts », a-t-il ajouté.",
        [
            ("« Nous attendons »", "Dmitri Peskov", "porte-parole du Kremlin", "direct", None),
            ("« Nous sommes prêts »", "Dmitri Peskov", "porte-parole du Kremlin", "direct", None),
        ],
    ),
    "fr, agency": ("Selon Reuters, le port est fermé.", []),
    "de, behind": (
        "„Es wird keine Verhandlungen geben“, sagte Kremlsprecher Dmitri Peskow am Montag der Agentur Interfax.",
        [("„Es wird keine Verhandlungen geben“", "Dmitri Peskow", "Kremlsprecher", "direct", "Interfax")],
    ),
    "de, inverted before": (
        "Am Dienstag sagte Minister Boris Pistorius: „Das reicht nicht.“",
        [("„Das reicht nicht.“", "Boris Pistorius", "Minister", "direct", None)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_words_and_their_speaker(case: str) -> None:
    text, expected = CASES[case]

    found = annotate(Article(id="a", text=text, language=case[:2])).attributions

    put = [("|".join(c.of(text) for c in a.content), a.speaker, a.role, a.kind, a.via) for a in found]
    assert put == expected


def test_a_person_is_known_in_every_case_form() -> None:
    text = "Выступил министр Олег Седов. Седову ответили. С Седовым согласны. «Да», — сказал Седов."

    [person] = annotate(Article(id="a", text=text, language="ru")).people

    assert person.name == "Олег Седов"
    assert [m.of(text) for m in person.mentions] == ["Олег Седов", "Седову", "Седовым", "Седов"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("de", "Alter: 24|Mehr dazu: „Der lange Winter der Brücke“|Foto: Anna Berg|Regie: Jon Dahl|Preis: 20 Euro|Wo: Rathaus"),
        ("fr", "Âge : 24 ans|Lire aussi : « Le long hiver du pont »|Photo : Anna Berg|Réalisation : Jon Dahl|Prix : 20 euros"),
        ("es", "Edad: 24|Leer más: «El largo invierno del puente»|Foto: Ana Lago|Dirección: Jon Dahl|Precio: 20 euros"),
        ("pt", "Idade: 24|Leia mais: “O longo inverno da ponte”|Foto: Ana Lago|Direção: Jon Dahl|Preço: 20 euros"),
        ("ru", "Возраст: 24|Читайте также: «Долгая зима моста»|Фото: Анна Крылова|Режиссёр: Олег Седов|Цена: 20 рублей"),
        ("uk", "Вік: 24|Читайте також: «Довга зима моста»|Фото: Анна Ковалюк|Режисер: Тарас Гнатюк|Ціна: 20 гривень"),
    ],
)  # fmt: skip
def test_a_label_before_a_colon_is_nobodys_word(language: str, lines: str) -> None:
    text = "\n\n".join(lines.split("|"))

    assert annotate(Article("a", text, language=language)).attributions == ()
    assert annotate(Article("a", lines.replace("|", "\n"), language=language)).attributions == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die sogenannte „ruhige Zeit“ ist vorbei, und der „tiefe Staat“ baut eine Brücke."),
        ("fr", "La « saison calme » est finie, et « l’État profond » construit un pont."),
        ("es", "La llamada «temporada tranquila» terminó y el «Estado profundo» construye un puente."),
        ("pt", "A chamada “época calma” acabou e o “Estado profundo” constrói uma ponte."),
        ("ru", "Так называемый «тихий сезон» закончился, и «глубинное государство» строит мост."),
        ("uk", "Так званий «тихий сезон» закінчився, і «глибинна держава» будує міст."),
    ],
)
def test_a_word_set_in_marks_is_nobodys_word(language: str, text: str) -> None:
    assert annotate(Article("a", text, language=language)).attributions == ()


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« Nous tiendrons parole », a déclaré Aline Le Bihan lundi.", "Aline Le Bihan"),
        ("fr", "Aline Le Bihan est venue. « Nous tiendrons parole », a déclaré Le Bihan.", "Aline Le Bihan"),
        ("fr", "« Nous tiendrons parole », a déclaré Luc Gérard d’Aubray.", "Luc Gérard d’Aubray"),
        ("de", "„Wir zahlen nicht“, sagte Ida von der Aue am Montag.", "Ida von der Aue"),
        ("de", "„Wir zahlen nicht“, sagte Ida Kramp-Karren\u00adbauer am Montag.", "Ida Kramp-Karrenbauer"),
        ("es", "«No habrá paz», dijo Juan de la Vega el lunes.", "Juan de la Vega"),
        ("es", "«No habrá paz», dijo Karim al-Hadi.", "Karim al-Hadi"),
        ("pt", "“Não haverá paz”, disse João dos Reis Neto.", "João dos Reis Neto"),
        ("ru", "«Мира не будет», — сказал Карим аль-Хади.", "Карим аль-Хади"),
        ("uk", "«Миру не буде», — сказав Карім аль-Хаді.", "Карім аль-Хаді"),
    ],
)
def test_small_words_belong_to_a_name(language: str, text: str, speaker: str) -> None:
    (found,) = annotate(Article("a", text, language=language)).attributions

    assert found.speaker == speaker
