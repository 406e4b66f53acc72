"""Is a text read in the encoding in which it was written, or not at all?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Article
from retrieval.sources import Refused
from retrieval.sources.files.encodings import UnknownEncoding, decoded

ReadOne = Callable[[str, bytes | str], Article | Refused]
Read = Callable[[str, bytes | str], tuple[list[Article | Refused], list[str]]]
TEXTS = {
    "en": "The owner of the café by the harbour, Zoë Hartwell, said on Monday that “nobody” had asked her about the "
    "new road — and that she would not sell the house for £40,000.",
    "fr": "Le maire a déclaré lundi que la rivière était montée très vite après trois jours de pluie. « L’école reste "
    "fermée jusqu’à demain », a précisé Élodie Garnier, où les élèves attendaient déjà près du château.",
    "de": "Der Bürgermeister erklärte am Dienstag, die Straße über den Fluß bleibe für drei Tage gesperrt. „Wir müssen "
    "prüfen, ob die Brücke hält“, sagte Jörg Möller den Ärzten und Pflegern der Klinik.",
    "es": "El alcalde señaló el miércoles que la situación seguirá así tres días más. «¿Qué pasará mañana?», preguntó "
    "la señora Núñez a los vecinos de la región, que esperaban también al ingeniero.",
    "pt": "O prefeito afirmou na terça-feira que não haverá aulas até amanhã. “A situação é grave”, disse João "
    "Magalhães aos órgãos de comunicação da região, que já tinham ouvido os vizinhos à porta.",
    "ru": "Река поднялась выше старого моста, сообщил в понедельник городской совет. «Школа останется закрытой, пока "
    "вода не спадёт», — сказала журналистам мэр Анна Гордеева. Сорок семей покинули свои дома.",
    "uk": "Річка піднялася вище старого мосту, повідомила в понеділок міська рада. «Школа залишиться зачиненою, доки "
    "вода не спаде», — сказала журналістам міська голова Ганна Їжакевич. Сорок родин залишили свої домівки.",
    "pl": "Rzeka podniosła się powyżej starego mostu, poinformowała w poniedziałek rada miejska. „Szkoła pozostanie "
    "zamknięta, dopóki woda nie opadnie”, powiedziała dziennikarzom burmistrz Małgorzata Śliwińska.",
    "cs": "Řeka vystoupila nad starý most, oznámila v pondělí městská rada. „Škola zůstane zavřená, dokud voda "
    "neopadne“, řekla novinářům v úterý večer starostka Božena Dvořáková. Čtyřicet rodin opustilo své domy.",
}
LEGACY = [
    *((language, "cp1252", "windows-1252") for language in ("en", "fr", "de", "es", "pt")),
    *((language, "mac_roman", "macintosh") for language in ("fr", "de", "es")),
    *((language, "cp1251", "windows-1251") for language in ("ru", "uk")),
    ("ru", "koi8_r", None),
    ("uk", "koi8_u", "koi8-u"),
    ("ru", "cp866", "ibm866"),
    ("ru", "iso8859_5", "iso-8859-5"),
    ("uk", "mac_cyrillic", "x-mac-cyrillic"),
    *((language, "cp1250", "windows-1250") for language in ("pl", "cs")),
    *((language, "iso8859_2", "iso-8859-2") for language in ("pl", "cs")),
]


def written(language: str, codec: str) -> tuple[bytes, str]:
    """A text in an encoding, without the marks that the encoding lacks."""
    raw = TEXTS[language].encode(codec, "ignore")
    return raw, raw.decode(codec)


@pytest.mark.parametrize(("language", "codec", "name"), LEGACY)
@pytest.mark.parametrize("times", [1, 40])
def test_a_legacy_encoding_is_read_and_named(
    read: Read, language: str, codec: str, name: str | None, times: int
) -> None:
    raw, text = written(language, codec)

    found, noted = read("a.txt", b"\n".join([raw] * times))

    assert found == [Article("a", "\n".join([text] * times))]
    assert noted == [f"read as {name}"] if name else len(noted) == 1


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_read_with_and_without_a_mark(read: Read, language: str, codec: str) -> None:
    found, noted = read("a.txt", TEXTS[language].encode(codec))

    assert found == [Article("a", TEXTS[language])]
    assert noted == ([] if codec == "utf-8-sig" else [f"read as {codec[:6].upper()}"])


@pytest.mark.parametrize(("language", "codec", "name"), LEGACY)
@pytest.mark.parametrize("words", range(1, 30, 2))
def test_what_is_too_short_to_tell_is_refused_and_never_read_wrongly(
    language: str, codec: str, name: str | None, words: int
) -> None:
    raw = b" ".join(written(language, codec)[0].split(b" ")[:words])
    try:
        text, _ = decoded(raw)
    except UnknownEncoding:
        return

    assert text == raw.decode(codec)


@pytest.mark.parametrize(
    "raw",
    [
        "Kaffee für alle".encode("latin-1"),
        "ПРИВЕТ".encode("cp1251"),
        bytes(range(128, 256)) * 20,
        b"\x93\xfa\x96\x7b" * 30,
    ],
)
def test_what_cannot_be_decided_is_refused_by_name(read_one: ReadOne, raw: bytes) -> None:
    refused = read_one("a.txt", raw)

    assert isinstance(refused, Refused)
    assert refused.why.startswith("it is not UTF-8")
    assert refused.why.endswith("save it as UTF-8")


@given(st.text())
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    raw = text.removeprefix("\ufeff").encode()

    assert decoded(raw)[0] == text.removeprefix("\ufeff")


def test_utf_8_with_one_broken_byte_is_refused(read_one: ReadOne) -> None:
    found = read_one("a.txt", TEXTS["fr"].encode().replace("É".encode(), b"\xc3"))

    assert isinstance(found, Refused)


@pytest.mark.parametrize(
    ("name", "codec"), [("a.md", "cp1251"), ("a.md", "utf-16"), ("a.csv", "cp1251"), ("a.json", "utf-16")]
)
def test_every_text_format_reads_them(read: Read, name: str, codec: str) -> None:
    text = TEXTS["ru"].replace("«", "").replace("»", "")
    content = {"a.md": text, "a.csv": f'text\n"{text}"\n', "a.json": f'[{{"text": "{text}"}}]'}[name]

    (found,), noted = read(name, content.encode(codec))

    assert isinstance(found, Article)
    assert found.text == text
    assert noted == [f"read as {'windows-1251' if codec == 'cp1251' else 'UTF-16'}"]
