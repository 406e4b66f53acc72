"""Cards in Telegram: a person's card, and an article's text page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.render.document import Details, Document, Heading, Paragraph, Quote, document
from bot.render.phrases import day_wording, wording
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, joined, plain
from bot.render.telegram.answer_text import dated_moment, quoted
from bot.render.telegram.links import address_as_text, safe_url
from bot.render.telegram.split import split
from bot.render.translate import _, ngettext
from retrieval.answers.profiles import Profile
from retrieval.model import Article, Correction
from retrieval.text.paragraphs import paragraphs
from retrieval.text.view import shown_view

_PAGE_UNITS = 1800
_PAGE_ENTITIES = 80
_TITLE_UNITS = 200
_ROLE_UNITS = 160


def profile_card(profile: Profile, correction: Correction | None = None) -> Rich:
    """A person's roles, how often and since when the archive has them, and their newest words."""
    head = [plain(wording.clipped(wording.one_line(profile.person.name))).marked("bold")]
    head += [plain(wording.clipped(wording.one_line(role), _ROLE_UNITS)) for role in profile.roles]
    head.append(plain(_counted(profile)))
    head.append(plain(_seen(profile)))
    note = plain(wording.correction(correction)).marked("italic") if correction else Rich()
    newest = [quoted(excerpt) for excerpt in profile.newest]
    return joined((note, joined(head, "\n"), *newest), "\n\n")


def _counted(profile: Profile) -> str:
    said, named = profile.person.attributions, profile.person.articles
    quotes = ngettext("{n} quote", "{n} quotes", said).format(n=number(said))
    articles = ngettext("named in {n} article", "named in {n} articles", named).format(n=number(named))
    return wording.BETWEEN.join((quotes, articles))


def _seen(profile: Profile) -> str:
    if profile.first_day is None or profile.last_day is None:
        return ""
    if profile.first_day == profile.last_day:
        return _("on {day}").format(day=day_wording.day(profile.last_day))
    return _("first {first}, last {last}").format(
        first=day_wording.day(profile.first_day), last=day_wording.day(profile.last_day)
    )


def article_page(article: Article, page: int) -> tuple[Rich, bool]:
    """One page of an article's text, word for word, under its source; and whether another page follows."""
    pages = split(plain(article.text), max_units=_PAGE_UNITS, max_entities=_PAGE_ENTITIES) or (Rich(),)
    page = min(page, len(pages) - 1)
    place = _("page {n} of {all}").format(n=number(page + 1), all=number(len(pages))) if len(pages) > 1 else ""
    text = joined((joined(_head(article), "\n"), pages[page].marked("blockquote"), plain(place)), "\n\n")
    return text, page + 1 < len(pages)


def article_document(article: Article) -> Document | None:
    """A whole article under its source: what a page holds, and the rest to be opened; None where it is too long."""
    of, url = wording.source(article), safe_url(article.url)
    title = plain(wording.clipped(of.title or of.outlet, _TITLE_UNITS))
    _title, *facts = _head(article)
    text = [plain(shown_view(span.of(article.text)).text.strip()) for span in paragraphs(article.text)]
    seen = _as_many(text)
    left = len(text) - seen
    more = ngettext("{n} more paragraph", "{n} more paragraphs", left).format(n=number(left))
    return document(
        Heading(title.marked("text_link", url) if url else title, 2),
        *map(Paragraph, facts),
        Quote(tuple(text[:seen])),
        Details(plain(more if left else ""), (Quote(tuple(text[seen:])),)),
    )


def _as_many(text: Sequence[Rich]) -> int:
    """How many paragraphs a page shows; one that would be left alone is shown too."""
    shown = 0
    for place, paragraph in enumerate(text, start=1):
        shown += paragraph.units
        if shown >= _PAGE_UNITS:
            return place if place + 1 < len(text) else len(text)
    return len(text)


def _head(article: Article) -> Iterator[Rich]:
    of = wording.source(article)
    url = safe_url(article.url)
    title = plain(wording.clipped(of.title or of.outlet, _TITLE_UNITS))
    yield title.marked("text_link", url) if url else title.marked("bold")
    outlet = "" if of.outlet == of.title else wording.clipped(of.outlet)
    dated = dated_moment(of.dated, article.published)
    yield joined((plain(outlet), dated, plain(address_as_text(article.url))), wording.BETWEEN)
    if article.revision > 1:
        yield plain(_("revision {n}").format(n=number(article.revision)))
