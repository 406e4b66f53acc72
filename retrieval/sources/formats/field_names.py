"""Field names: what systems, services and people call the facts of an article, in the seven languages of the bot."""

from __future__ import annotations

import re

from retrieval.text.normal import fold

_NO_LETTER = re.compile(r"[\W_]")


def plain_name(name: str) -> str:
    """A field's name as it is compared: small letters without accents, and digits, alone.

    >>> plain_name("Published_At"), plain_name("Título"), plain_name("_id")
    ('publishedat', 'titulo', '_id')
    """
    return _NO_LETTER.sub("", fold(name)) if name != "_id" else name


def _plain(*lines: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain_name, " ".join(lines).split())))


# Our own name of a fact first; then what systems and services that hold articles call it, then people's languages.
# Portuguese "data" is left out: systems call anything so.
NAMES = {
    "id": _plain("id _id uuid articleid"),
    "text": _plain(
        "text body content articlebody fulltext maintext bodytext articletext story",
        "inhalt texte contenu texto contenido cuerpo conteúdo corpo текст содержание зміст",
    ),
    "title": _plain(
        "title headline heading header webtitle",
        "titel überschrift schlagzeile titre título titular titulo manchete заголовок название назва",
    ),
    "outlet": _plain(
        "outlet source publisher publication sitename newspaper sourcename site",
        "quelle zeitung journal fuente periódico fonte jornal источник издание джерело видання",
    ),
    "author": _plain(
        "author authors byline creator writer dccreator",
        "autor verfasser autorin auteur autora автор авторы автори",
    ),
    "published": _plain(
        "published date pubdate publishedat datepublished publicationdate publishdate publishedon publishedtime",
        "firstpublished postdate created createdat timestamp time webpublicationdate",
        "datum veröffentlicht fecha dataDePublicação дата опубликовано опубліковано",
    ),
    "url": _plain(
        "url link permalink href canonicalurl weburl articleurl", "adresse lien enlace endereço ссылка посилання"
    ),
    "language": _plain("language lang locale", "sprache langue idioma язык мова"),
    "categories": _plain(
        "categories category section tags",
        "rubrik ressort rubrique sección categoría seção categoria рубрика категория категорія",
    ),
}
HTML = ("html", "contenthtml", "bodyhtml", "texthtml")


def fact_of(name: str) -> str | None:
    """Which of our facts a field's name stands for.

    >>> fact_of("Published_At"), fact_of("headline"), fact_of("Überschrift"), fact_of("shoe size")
    ('published', 'title', 'title', None)
    """
    plain = plain_name(name)
    return next((fact for fact, names in NAMES.items() if plain in names), "text" if plain in HTML else None)
