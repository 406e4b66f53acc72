"""/ask: answer a question from the archive."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import article, channel, subscribe, subscriptions, unsubscribe
from bot.dialogue import leaned_on, meant
from bot.dialogue.answer_pages import first_page, page_of, to_show
from bot.dialogue.examples import examples
from bot.dialogue.list_pages import looked
from bot.dialogue.pointing import asks_who, who_said_it
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.unfollowing import unfollowing
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.phrases.numbers import number
from bot.render.rich import joined, plain
from bot.render.translate import N_, _, spoken
from retrieval.answers.questions.followups import FollowUp
from retrieval.answers.watching import asking_language
from retrieval.store import Shown

_HEARD_UNITS = 500
_ANY_QUESTION = "latest"


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
    if asks_who(asked.words) and (told := who_said_it(asked, before, services)):
        return (told,)
    if (taken := _taken_as_reply(asked, before, services)) is not None:
        return taken
    if (ended := unfollowing(asked.words)) is not None:
        return unsubscribe.listed(replace(asked, words=ended), services)
    if asking_language(asked.words, spoken()):
        return looked(subscribe.COMMAND.name, subscribe.look, asked, services)
    follow_up = meant(asked.words, before, services.archive)
    if follow_up and before:
        return _followed(follow_up, before, asked, services)
    if before is None and _goes_on(asked, services):
        return (line(_("There is no answer of mine before this that I could go on with. Ask me something first.")),)
    # What begins with a slash is a list's, for its buttons.
    return (first_page(to_show(asked, services, asked.words.lstrip("/ ")), services, asked.chosen),)


def _goes_on(asked: Request, services: Services) -> bool:
    """Whether the words ask for more of an answer, whatever it was."""
    found = services.archive.follow_up(asked.words, _ANY_QUESTION, today=services.today(asked.now, asked.chosen))
    return found is not None and found.action != "ask"


def _too_long(chars: int, most: int) -> str:
    told = _("That is a long one ({n} characters). Please ask in at most {most}.")
    return told.format(n=number(chars), most=number(most))


def _followed(follow_up: FollowUp, before: Shown, asked: Request, services: Services) -> tuple[Message, ...]:
    """The completed question, said in a quiet line; the next page; or the article that was quoted first."""
    if follow_up.action == "ask":
        shown = to_show(asked, services, follow_up.question)
        return (first_page(replace(shown, asked_on=before.asked_on), services, asked.chosen, is_repeated=True),)
    if not before.article_ids:
        told = _("I found nothing on “{question}”, so there is no more of it.")
        return (line(told.format(question=wording.clipped(wording.one_line(before.question), _HEARD_UNITS))),)
    if follow_up.action == "whole":
        return looked(article.COMMAND.name, article.look, replace(asked, words=before.article_ids[0]), services)
    shown = replace(to_show(asked, services, before.question), asked_on=before.asked_on, page=before.page + 1)
    if page_of(before, shown.page, services, asked.chosen)[1].number < shown.page:
        told = _("That was all I have on “{question}”.")
        return (line(told.format(question=wording.clipped(wording.one_line(before.question), _HEARD_UNITS))),)
    return (first_page(shown, services, asked.chosen, is_repeated=True),)


def _taken_as_reply(asked: Request, before: Shown | None, services: Services) -> tuple[Message, ...] | None:
    """What follows where a message answers a question of the bot's; None where it is a question itself."""
    edited = subscriptions.edited_by_reply(asked, before, services)
    return edited if edited is not None else channel.followed_by_reply(asked, before, services)


def ask_spoken(asked: Request, services: Services) -> tuple[Message, ...]:
    """Answer a question that was spoken, and say how it was understood."""
    heard = plain(_("I heard: {words}").format(words=wording.clipped(wording.one_line(asked.words), _HEARD_UNITS)))
    first, *rest = ask(asked, services)
    return (replace(first, text=joined((heard.marked("italic"), first.text), "\n\n")), *rest)


COMMAND = Command(name="ask", help=N_("Ask the archive a question"), run=ask, is_question=True)
