"""/ask: answer a question from the archive."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.commands import article, subscribe
from bot.dialogue import leaned_on, meant
from bot.dialogue.answer_pages import first_page, to_show
from bot.dialogue.examples import examples
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message, line
from bot.render.phrases.numbers import number
from bot.render.translate import N_, _, spoken
from retrieval.answers.questions.followups import FollowUp
from retrieval.answers.watching import asking_language
from retrieval.model import AskedQuestion
from retrieval.store import Shown

_MAX_FRAGMENT_CHARS = 300
_WHO_SAID_THIS = re.compile(r"(?:and\s+)?who\s+(?:has\s+)?(?:said|says|wrote)\s+(?:this|that|it|so)\W*", re.IGNORECASE)


def ask(asked: Request, services: Services) -> tuple[Message, ...]:
    """Answer a question, completed from the thread where it leans on it; without words, show how to ask."""
    most = services.settings.question_max_chars
    if not asked.words:
        found = examples(services.archive, services.today(asked.now, asked.chosen)) or (_("what happened yesterday"),)
        example = f"/ask {found[0]}"
        return (line(_("Ask with words after the command, for example:\n{example}").format(example=example)),)
    if len(asked.words) > most:
        return (line(_too_long(len(asked.words), most)),)
    before = leaned_on(
        services.archive.store,
        chat_id=asked.chat_id,
        topic_id=asked.topic_id,
        asker_id=asked.asker_id,
        reply_to=asked.reply_to,
        now=asked.now,
    )
    if _WHO_SAID_THIS.fullmatch(asked.words) and (fragment := _pointed_at(asked, before, services)):
        return (first_page(to_show(asked, services, f"who said “{fragment}”"), services, asked.chosen),)
    if asking_language(asked.words, spoken()):
        return looked(subscribe.COMMAND.name, subscribe.look, asked, services)
    follow_up = meant(asked.words, before, services.archive)
    if follow_up and before:
        return _followed(follow_up, before, asked, services)
    # What begins with a slash is a list's, for its buttons.
    return (first_page(to_show(asked, services, asked.words.lstrip("/ ")), services, asked.chosen),)


def _too_long(chars: int, most: int) -> str:
    told = _("That is a long one ({n} characters). Please ask in at most {most}.")
    return told.format(n=number(chars), most=number(most))


def _followed(follow_up: FollowUp, before: Shown, asked: Request, services: Services) -> tuple[Message, ...]:
    """The completed question, said in a quiet line; the next page; or the article that was quoted first."""
    if follow_up.action == "ask":
        shown = to_show(asked, services, follow_up.question)
        return (first_page(replace(shown, asked_on=before.asked_on), services, asked.chosen, is_repeated=True),)
    if follow_up.action == "whole" and before.article_ids:
        return looked(article.COMMAND.name, article.look, replace(asked, words=before.article_ids[0]), services)
    shown = replace(to_show(asked, services, before.question), asked_on=before.asked_on, page=before.page + 1)
    return (first_page(shown, services, asked.chosen, is_repeated=True),)


def _pointed_at(asked: Request, before: Shown | None, services: Services) -> str:
    """The words that somebody points at: a fragment of any message, else what the answer before quotes first."""
    if asked.quote:
        return " ".join(asked.quote.split())[:_MAX_FRAGMENT_CHARS]
    if before is None or not isinstance(before.subject, AskedQuestion):
        return ""
    answer = services.archive.ask(before.question, today=before.asked_on, limit=1)
    if not answer.excerpts:
        return ""
    excerpt = answer.excerpts[0]
    words = excerpt.content[0].shifted(-excerpt.span.start).of(excerpt.text) if excerpt.content else excerpt.text
    return " ".join(words.strip("“”\"'«» ").split())[:_MAX_FRAGMENT_CHARS]


COMMAND = Command(name="ask", help=N_("Ask the archive a question"), run=ask, is_question=True)
