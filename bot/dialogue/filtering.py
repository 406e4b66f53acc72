"""Filters of what is followed, in plain words behind it: only titles, by an author, in a category; seven languages."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.model import Watch

ANY = "any"
_MAX_CHARS = 100
_NAME = r"(?P<name>[^,;\s][^,;]*?)"
_QUOTES = "“”\"'«»„ "
# Each stands at the end, behind what is followed; none is a way in which anything is said that could be followed.
_TITLES = (
    r"only (?:in )?(?:the )?(?:titles?|headlines?)|(?:titles?|headlines?) only|in (?:the )?(?:titles?|headlines?) only",
    r"nur (?:im |in (?:den )?)?(?:titeln?|überschrift(?:en)?|schlagzeilen?)",
    r"s[oó]lo (?:en )?(?:el |los )?(?:t[ií]tulos?|titulares?)",
    r"(?:seulement|uniquement) (?:dans )?(?:le |les )?titres?|titres? (?:seulement|uniquement)",
    r"(?:s[oó]|somente|apenas) (?:n?os? |em )?(?:t[ií]tulos?|manchetes?)",
    r"только (?:в )?заголовк(?:и|ах|е)",
    r"(?:лише|тільки) (?:[ву] )?заголовк(?:и|ах|у)",
)
_AUTHOR = (
    rf"by (?:the )?author {_NAME}",
    rf"vo[mn] (?:der )?autor(?:in)? {_NAME}",
    rf"(?:del|de la|por el|por la) autora? {_NAME}",
    rf"(?:de|par) l[’']auteure? {_NAME}",
    rf"(?:d[oa]|pel[oa]) autora? {_NAME}",
    rf"от автора {_NAME}",
    rf"від автор(?:а|ки) {_NAME}",
)
_CATEGORY = (
    rf"in (?:the )?category {_NAME}",
    rf"in der (?:kategorie|rubrik) {_NAME}",
    rf"en la categor[ií]a {_NAME}",
    rf"dans la (?:cat[ée]gorie|rubrique) {_NAME}",
    rf"na categoria {_NAME}",
    rf"в (?:категории|рубрике) {_NAME}",
    rf"[ву] (?:категорії|рубриці) {_NAME}",
)


def _at_the_end(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:^|[,;]\s*|\s+)(?:{form})\s*[.!]?$", re.IGNORECASE) for form in forms)


_FORMS = {"titles": _at_the_end(_TITLES), "author": _at_the_end(_AUTHOR), "category": _at_the_end(_CATEGORY)}


def filters_in(words: str) -> tuple[str, Watch]:
    """What is followed, without the filters behind it, and these as a watch that has nothing else.

    >>> filters_in("the ferry, only titles, by author Ada Reed")[0]
    'the ferry'
    >>> filters_in("новости о пароме, только заголовки")[1].is_title_only
    True
    """
    found, rest = Watch(), words.strip()
    while step := _last(rest):
        kind, match = step
        name = match.groupdict().get("name", "").strip(_QUOTES)[:_MAX_CHARS]
        rest = rest[: match.start()].rstrip(" ,;")
        found = changed(found, kind, name or "on") or found
    return rest, found


def _last(words: str) -> tuple[str, re.Match[str]] | None:
    """The filter that words end with; the last that begins, so that no name takes in the next filter."""
    found = ((kind, match) for kind, forms in _FORMS.items() for form in forms if (match := form.search(words)))
    return max(found, key=lambda one: one[1].start(), default=None)


def changed(watch: Watch, what: str, how: str) -> Watch | None:
    """A watch with one filter set, or lifted by "any" or "off"; None where the words mean no filter.

    >>> changed(Watch(author="Reed"), "author", "any").author
    ''
    """
    value = how.strip(_QUOTES)[:_MAX_CHARS] if how.isprintable() else ""
    if what == "titles" and how.lower() in ("on", "off", ""):
        return replace(watch, is_title_only=how.lower() != "off")
    if what == "author" and value:
        return replace(watch, author="" if value.lower() == ANY else value)
    if what == "category" and value:
        return replace(watch, category="" if value.lower() == ANY else value)
    return None


def with_filters(watch: Watch, filters: Watch) -> Watch:
    """A watch with the filters of another; what it asks of the title, author and category already is replaced."""
    return replace(watch, is_title_only=filters.is_title_only, author=filters.author, category=filters.category)
