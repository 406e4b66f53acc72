"""Answer words: how each language gives a reason, names a place, counts and measures, as closed classes of small words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.text.wordlists import word_set


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of one language by which a sentence answers why, where and how many. Phrases are parted by commas.

    Attributes:
        reasons: phrases that nothing but a reason or a purpose follows, in normal forms.
        loose_reasons: those that a reason often follows ("after").
        places: words before the name of a place.
        numbers: words for numbers, and for how many there are of them ("dozens").
        times: units of time, in their forms; ``money`` those of currencies.
        ages: one of them stands behind a number that is an age ("40 years *old*").
        known_as: what comes between a name and another one of the same person, as patterns of small letters.
        named_truly: what comes behind the other one and before the name.
    """

    reasons: str
    loose_reasons: str
    places: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    money: frozenset[str]
    ages: frozenset[str]
    known_as: tuple[str, ...]
    named_truly: tuple[str, ...] = ()


ANSWER_WORDS: Mapping[str, AnswerWords] = {
    "en": AnswerWords(
        "because, due to, owing to, in order to, as a result of, so that, the reason, caused by, thanks to, prompted by, "
        "in response to, citing, cited, on the grounds, blamed, blames, needed to, for fear, in protest, motivated by, on account of",
        "after, since, following, amid, over",
        word_set("in at near off on outside from to across around inside into along through beside between"),
        word_set(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
            "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands",
            "million millions billion billions trillion dozen dozens half third quarter double twice none no",
        ),
        word_set(
            "second seconds minute minutes hour hours day days week weeks month months year years decade",
            "decades",
        ),
        word_set(
            "crown crowns euro euros dollar dollars pound pounds cent cents pence franc francs yen yuan",
            "rouble roubles peso pesos",
        ),
        word_set("old"),
        (
            "(?:better|best|also|widely|popularly|commonly|otherwise|professionally|simply)? ?"
            "(?:known|called|nicknamed|dubbed)(?: simply| online| professionally| to [a-z]+)?(?: as| by)?",
            "who goes by",
            "alias",
            "aka",
            "a\\.k\\.a\\.",
        ),
        ("as", "whose real name is", "born"),
    ),
    "de": AnswerWords(
        "weil, wegen, aufgrund, denn, damit, um, grund, infolge, deshalb, aus angst, aus protest, dank",
        "nachdem, nach, da",
        word_set("in im bei vor auf aus nach an am nahe durch zwischen"),
        word_set(
            "ein eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dutzend dutzende hundert hunderte"
        ),
        word_set(
            "sekunde sekunden minute minuten stunde stunden tag tage tagen woche wochen monat monate monaten",
            "jahr jahre jahren",
        ),
        word_set(
            "krone kronen euro euros dollar pfund cent franken yen rubel",
        ),
        word_set("alt jahrige jahriger jahriges jahrigen"),
        (
            "(?:besser |auch )?bekannt als",
            "genannt",
        ),
        ("eigentlich", "bürgerlich"),
    ),
    "fr": AnswerWords(
        "parce que, car, en raison, à cause, afin, pour que, grâce à, faute de, raison, à la suite",
        "après, puisque, suite à",
        word_set("à au aux en dans près sur chez vers de du des"),
        word_set(
            "un une deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent cents mille millions"
        ),
        word_set(
            "seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans annee",
            "annees",
        ),
        word_set(
            "couronne couronnes euro euros dollar dollars livre livres centime centimes franc francs yen",
            "rouble roubles",
        ),
        word_set("ans"),
        ("connue? sous le nom de",),
    ),
    "es": AnswerWords(
        "porque, debido a, a causa, ya que, para que, con el fin, gracias a, por culpa, razon, motivo",
        "tras, despues de, por",
        word_set("en a cerca de desde hacia por"),
        word_set(
            "un una dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien cientos mil miles millones"
        ),
        word_set(
            "segundo segundos minuto minutos hora horas dia dias semana semanas mes meses ano anos",
        ),
        word_set(
            "corona coronas euro euros dolar dolares libra libras centimos franco francos yen yenes rublos",
            "peso pesos",
        ),
        word_set("anos"),
        ("(?:más )?conocid[oa] como",),
    ),
    "pt": AnswerWords(
        "porque, devido a, por causa, ja que, para que, a fim, gracas a, razao, motivo",
        "apos, depois de, por",
        word_set("em no na nos nas a ao perto de do da desde"),
        word_set("um uma dois duas tres quatro cinco seis sete oito nove dez onze doze vinte cem mil milhares milhoes"),
        word_set(
            "segundo segundos minuto minutos hora horas dia dias semana semanas mes meses ano anos",
        ),
        word_set(
            "coroa coroas euro euros dolar dolares libra libras centimos centavos franco francos iene ienes",
            "rublos real reais",
        ),
        word_set("anos"),
        ("(?:mais )?conhecid[oa] como",),
    ),
    "ru": AnswerWords(
        "потому что, из за, поскольку, так как, чтобы, вследствие, в связи, по причине, благодаря, причина, ради",
        "после, за, от",
        word_set("в во на у под около близ из к"),
        word_set(
            "один одна два две три четыре пять шесть семь восемь девять десять сто тысяча тысяч миллион миллионов"
        ),
        word_set(
            "секунд секунды минуту минут минуты часов часа час день дней дня неделя неделю недели недель",
            "месяц месяцев месяца лет год года",
        ),
        word_set(
            "крон кроны доллар доллара долларов евро фунт фунтов цент центов рубль рублей рубля франков",
            "гривен гривны",
        ),
        word_set("лет год года летний летняя летнего летней"),
        (
            "известн\\w+ как",
            "по прозвищу",
        ),
    ),
    "uk": AnswerWords(
        "тому що, через, оскільки, бо, щоб, внаслідок, у звязку, з причини, завдяки, причина, заради",
        "після, за, від",
        word_set("в у на біля під коло з до"),
        word_set("один одна два дві три чотири пять шість сім вісім девять десять сто тисяча тисяч мільйон мільйонів"),
        word_set(
            "секунд секунди хвилину хвилин хвилини годин годину години день днів дні тиждень тижнів тижні",
            "місяць місяців місяці років роки рік",
        ),
        word_set(
            "крон крони долар долара доларів євро фунт фунтів цент центів рубль рублів франків гривня гривень",
            "гривні",
        ),
        word_set("років роки рік річний річна річного річної"),
        (
            "відом\\w+ як",
            "на прізвисько",
        ),
    ),
}
