"""/subscribe: follow a topic or a person. Repeats what it understood, shows what would have matched, asks once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.dialogue.filtering import filters_in, with_filters
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import filled, joined, plain
from bot.render.telegram import watch_pages
from bot.render.translate import N_, _, spoken
from retrieval.answers.watching import WatchRead
from retrieval.model import Watch, watch_as_json, watch_from_json

_YES, _NO = "yes", "no"
_PREVIEWED = 2
_MAX_NAMESAKES = 3
_MAX_WORDS = 300
TOO_MANY = N_("This chat already follows {n} things, the most it may. /subscriptions shows them.")


def subscribe(asked: Request, services: Services) -> tuple[Message, ...]:
    """Ask whether to follow what the words mean, or follow it."""
    verb, _blank, rest = asked.words.partition(" ")
    if not asked.words:
        return (line(_how()),)
    if len(asked.words) > _MAX_WORDS and not rest.startswith("{"):
        return (line(_("That is too long to follow. Please say it in at most {n} characters.").format(n=_MAX_WORDS)),)
    if verb.lower() == _NO and not rest:
        return (line(_("Nothing was changed.")),)
    if verb.lower() == _YES and rest:
        read = read_watch(rest, services)
        return (followed(read.watch, asked, services) if read.watch else line(wording.reason(read.reason)),)  # type: ignore[arg-type]
    return looked(COMMAND.name, look, asked, services)


def look(asked_words: str, _page: int, today: date, services: Services) -> View:
    """How the words were understood, what of the last week would have matched, and the buttons for yes and no."""
    read = read_watch(asked_words, services)
    watch = read.watch
    if watch is None:
        assert read.reason is not None
        return View(plain(f"{wording.reason(read.reason)}.\n\n{_how()}"))
    preview = services.archive.following.preview(watch, today=today, limit=_PREVIEWED)
    newest = None if preview.articles else services.archive.following.newest(watch, today=today)
    cited = tuple(dict.fromkeys(excerpt.article_id for excerpt in preview.excerpts))
    return View(
        watch_pages.understood_page(read, watch, preview, newest), offers=_offers(read, watch), article_ids=cited
    )


def _offers(read: WatchRead, watch: Watch) -> tuple[Offer, ...]:
    start = f"/{COMMAND.name}"
    found = [Offer(_("Yes"), f"{start} {_YES} {_spec(watch)}"), Offer(_("No"), f"{start} {_NO}")]
    if watch.is_title_only:  # who is named in a title need not speak
        return tuple(found)
    if watch.people and watch.role == "speaks":
        named = replace(watch, role="either" if read.is_unknown else "named")
        found.append(Offer(_("Also when only named"), f"{start} {_spec(named)}"))
    elif watch.people:
        found.append(Offer(_("Only their own words"), f"{start} {_spec(replace(watch, role='speaks'))}"))
    others = [
        replace(watch, people=(made.written,), role="either") for made in read.corrections if len(watch.people) == 1
    ]
    others += [replace(watch, people=(near.value,)) for near in read.near[:_MAX_NAMESAKES]]
    return (*found, *(Offer(wording.clipped(other.people[0], 30), f"{start} {_spec(other)}") for other in others))


def read_watch(given: str, services: Services) -> WatchRead:
    """What is meant by words, or by what a button stands for."""
    if given.startswith("{"):
        try:
            return WatchRead(watch_from_json(json.loads(given)))
        except (ValueError, AttributeError, TypeError):
            pass
    rest, filters = filters_in(given)
    read = services.archive.following.read(rest, language=spoken()) if rest else WatchRead(Watch())
    return replace(read, watch=with_filters(read.watch, filters)) if read.watch else read


def _spec(watch: Watch) -> str:
    return json.dumps(watch_as_json(watch), ensure_ascii=False)


def followed(watch: Watch, asked: Request, services: Services) -> Message:
    """Follow it from now on, if the chat may follow any more."""
    kept = services.archive.store.subscriptions
    mine = kept.of_chat(asked.chat_id)
    most = services.settings.subscriptions_per_chat
    if len(mine) >= most and not any(s.watch == watch and s.topic_id == asked.topic_id for s in mine):
        return line(_(TOO_MANY).format(n=most))
    made = kept.subscribe(
        watch, chat_id=asked.chat_id, topic_id=asked.topic_id, created_by=asked.asker_id, now=asked.now
    )
    told = _("You follow: {watch}").format(watch=watch_pages.in_words(made.watch))
    schedule = watch_pages.schedule(made, services.today(asked.now, asked.chosen), services.zone(asked.chosen))
    when = filled(_("I will tell you {when}. {command} changes it."), when=schedule, command=plain("/subscriptions"))
    return Message(joined((plain(told), when), "\n"))


def _how() -> str:
    examples = (
        "Peskov",
        "Peskov on weapons",
        '"sacred struggle"',
        "Reuters",
        "Kim Jong Un -missile",
        "weapons, only titles",
        "everything",
    )
    shown = "\n".join(f"/{COMMAND.name} {example}" for example in examples)
    return _("Write after the command what you want to follow, for example:\n{examples}").format(examples=shown)


COMMAND = Command(
    name="subscribe", help=N_("Get an alert when something new comes in"), run=subscribe, is_choice=True, look=look
)
