"""Excerpt menu: a closer look at one excerpt of an answer, in place of the page, with a way back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue import START_QUESTION
from bot.dialogue.answer_pages import ask
from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import Services
from bot.dialogue.saving import may_be_saved
from bot.render.document import Document
from bot.render.message import MAX_COPY_CHARS, Button, DocumentForm, Message, Picture
from bot.render.phrases import wording
from bot.render.phrases.day_wording import day
from bot.render.pictures import quote_card
from bot.render.pictures.jobs import CardJob, NotDrawn
from bot.render.rich import Rich
from bot.render.telegram import excerpt_views
from bot.render.telegram.answer_text import MAX_EXCERPTS, excerpts_for
from bot.render.telegram.links import link_to_words
from bot.render.translate import N_, _
from retrieval.model import Answer, Excerpt
from retrieval.store import Shown

_NOT_DRAWN = {
    NotDrawn.TOO_LONG: N_("This excerpt is too long for a picture, and I never cut one."),
    NotDrawn.NO_FONT: N_("I have no font for every sign of this excerpt, so I draw none."),
    NotDrawn.FAILED: N_("The picture could not be drawn now. Please try again later."),
}


def excerpt_at(shown: Shown, place: int, services: Services) -> tuple[Excerpt | None, Answer]:
    """The excerpt at a place of an answer, counted from 0 over all pages; None where there is none now."""
    number = next(n for n in range(MAX_EXCERPTS) if excerpts_for(n) > min(place, MAX_EXCERPTS - 1))
    answer = ask(services.archive, shown.question, shown.asked_on, number)
    return (answer.excerpts[place] if place < len(answer.excerpts) else None), answer


def alone(shown: Shown, place: int, services: Services) -> Message | None:
    """One excerpt with what can be done with it; None where it is gone."""
    excerpt, answer = excerpt_at(shown, place, services)
    if excerpt is None:
        return None
    rows = tuple(row for row in _rows(excerpt, shown, place, services) if row)
    return Message(excerpt_views.alone(excerpt, answer), rows, shown.token)


def in_context(shown: Shown, place: int, services: Services) -> Message | None:
    """One excerpt with the words around it; None where it is gone."""
    excerpt, answer = excerpt_at(shown, place, services)
    article = services.archive.store.articles.get(excerpt.article_id, excerpt.revision) if excerpt else None
    if excerpt is None or article is None:
        return None
    return _with_way_back(excerpt_views.in_context(excerpt, article, answer), shown, place)


def in_other_outlets(shown: Shown, place: int, services: Services) -> Message | None:
    """Who else published an excerpt; None where it is gone."""
    excerpt, _answer = excerpt_at(shown, place, services)
    if excerpt is None:
        return None
    held = services.archive.store.articles.get_many([copy.article_id for copy in excerpt.also_in])
    return _with_way_back(excerpt_views.other_outlets(excerpt, tuple(held.values())), shown, place)


def in_both_wordings(shown: Shown, place: int, services: Services) -> Message | None:
    """One excerpt beside its other wording; None where either is gone."""
    excerpt, answer = excerpt_at(shown, place, services)
    if excerpt is None:
        return None
    held = services.archive.store.articles.get_many([copy.article_id for copy in excerpt.worded_differently_in])
    text = excerpt_views.both_wordings(excerpt, answer, tuple(held.values()))
    whole = excerpt_views.both_wordings_document(excerpt, answer, tuple(held.values()))
    return _with_way_back(text, shown, place, whole) if text else None


def as_picture(excerpt: Excerpt, answer: Answer, services: Services) -> Message | str:
    """One excerpt drawn, whole; else why it cannot be."""
    painter = services.painter
    drawn: bytes | NotDrawn = NotDrawn.FAILED
    if painter:
        drawn = painter.paint(quote_card.card_job(excerpt, services.settings.picture_theme))
    if isinstance(drawn, bytes):
        picture = Picture(drawn, quote_card.caption(excerpt, answer))
        return Message(excerpt_views.alone(excerpt, answer), picture=picture)
    return _(_NOT_DRAWN[drawn])


def gone_notice(shown: Shown, services: Services) -> str | None:
    """What to say of an excerpt that an answer no longer has, where an article was changed since; else None."""
    for article_id in shown.article_ids:
        times = services.archive.store.articles.revision_times(article_id).values()
        if any(came_in is not None and came_in > shown.created_utc for came_in in times):
            return _("An article has been reworded since this answer. Please ask again.")
    return None


def question_on_speaker(excerpt: Excerpt) -> str:
    """What to ask for more by the speaker; empty where the excerpt has none."""
    return wording.what_said(excerpt.speaker) if excerpt.speaker else ""


def question_on_day(excerpt: Excerpt) -> str:
    """What to ask for more of the day of publication; empty where the excerpt has none."""
    return wording.what_happened(day(excerpt.published.day)) if excerpt.published else ""


def _rows(excerpt: Excerpt, shown: Shown, place: int, services: Services) -> Iterator[tuple[Button, ...]]:
    def button(press: Press, label: str) -> Button:
        return Button(label, callback_data(press, shown.token, place))

    yield (
        button(Press.CONTEXT, _("In context")),
        *((button(Press.OTHERS, _("Other outlets")),) if excerpt.also_in else ()),
    )
    yield (button(Press.WORDINGS, _("Both wordings")),) if excerpt.reworded or excerpt.worded_differently_in else ()
    yield (
        *((button(Press.SPEAKER, _("More by this speaker")),) if excerpt.speaker else ()),
        *((button(Press.DAY_OF, _("Same day")),) if excerpt.published else ()),
    )
    yield (button(Press.PICTURE, _("As picture")),) if services.painter and services.painter.draws(CardJob.kind) else ()
    is_own = services.archive.is_own(excerpt.article_id)
    may_be_shared = services.has_inline and not is_own
    cited, url = excerpt_views.citation(excerpt), link_to_words(excerpt.url, excerpt.text)
    yield (
        Button(_("Copy citation"), copy=cited) if len(cited) <= MAX_COPY_CHARS else button(Press.CITE, _("Citation")),
        *((Button(_("Share"), share=f"{START_QUESTION}{shown.token} {place}"),) if may_be_shared else ()),
        *((Button(_("Open"), url=url),) if url else ()),
    )
    yield (
        Button(_("↩ Back"), callback_data(Press.PAGE, shown.token, shown.page)),
        *((button(Press.SAVE, _("Save")),) if may_be_saved(excerpt, shown.chat_id, services) else ()),
        *((button(Press.REPORT, _("Report")),) if not is_own else ()),
    )


def _with_way_back(text: Rich, shown: Shown, place: int, whole: Document | None = None) -> Message:
    rows = ((Button(_("↩ Back"), callback_data(Press.ALONE, shown.token, place)),),)
    return Message(text, rows, shown.token, as_document=DocumentForm(whole, rows) if whole else None)
