"""Does an alert tell what matched and why, and do its buttons do what they say?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.message import told, told_together
from bot.app.taps import tapped
from bot.commands import Services, Tap
from bot.dialogue.press import Press
from bot.render.message import Message
from bot.render.telegram import alert_pages
from retrieval.answers import Archive
from retrieval.model import Picture, Watch
from retrieval.store import ChatSettings, Subscription
from tests.alerts.conftest import NOW, TEXT, told_by

FOLLOWER = 5


def follow(archive: Archive, words: str, chat_id: int = FOLLOWER) -> Subscription:
    watch = archive.following.read(words).watch
    assert watch
    return archive.store.subscriptions.subscribe(watch, chat_id=chat_id, created_by=FOLLOWER, now=NOW)


def alerted(
    services: Services,
    subscription: Subscription,
    article_id: str = "mill",
    edition: int = 0,
    chosen: ChatSettings | None = None,
) -> Message:
    matcher = services.archive.following.matcher()
    matcher.file(subscription.watch_number, subscription.watch)
    (intent,) = services.archive.following.intents(matcher, [article_id])
    message = told(subscription, intent, services, NOW, edition=edition, chosen=chosen)
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("kept", "url", "shown"),
    [
        ("https://mill.example/dam.jpg", "https://mill.example/dam", "https://mill.example/dam.jpg"),
        (None, "https://mill.example/dam", "https://mill.example/dam"),
        (None, None, ""),
    ],
)
def test_an_alert_shows_the_picture_that_was_kept_where_the_chat_wants_it(
    services: Services, kept: str | None, url: str | None, shown: str
) -> None:
    mine = follow(services.archive, "Ada Reed")
    article = services.archive.store.articles.get("mill")
    assert article is not None
    picture = Picture(kept, "The dam of Mill.") if kept else None
    services.archive.add([replace(article, id="dam", url=url, picture=picture)], now=NOW)

    wanted, unwanted = (
        alerted(services, mine, "dam", chosen=ChatSettings(FOLLOWER, NOW, alert_has_picture=wants))
        for wants in (True, False)
    )

    assert (wanted.preview, unwanted.preview) == (shown, "")
    assert "The dam of Mill" not in wanted.text.text


def press(message: Message, label: str, chat_id: int = FOLLOWER, asker_id: int = FOLLOWER, **facts: bool) -> Tap:
    (button,) = [b for row in message.rows for b in row if b.label == label]
    return Tap(button.press, chat_id, asker_id, NOW, **facts)


def marked(message: Message, kind: str) -> list[str]:
    return [mark.span.of(message.text.text) for mark in message.text.marks if mark.kind == kind]


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("Ada Reed on the dam", ["dam"]),
        ("Ada Reed", ["Ada Reed"]),
        ("“hold all winter”", ["hold all winter"]),
        ("Ada Reed is named", ["Ada Reed"]),
        ("winter dams", ["dam", "winter"]),
        ("Mill", []),
    ],
)
def test_an_alert_is_an_excerpt_with_what_matched_marked_and_the_reason(
    services: Services, words: str, matched: list[str]
) -> None:
    followed = follow(services.archive, words)

    message = alerted(services, followed)

    lines = message.text.text.splitlines()
    assert "“The dam will hold all winter”, said Ada Reed, the mayor." in lines
    assert "— Ada Reed, mayor · quoted" in lines
    assert "Mill · Dam · 4 May 2024" in lines
    assert lines[-1].startswith("You get this because you follow: ")
    assert marked(message, "underline") == matched
    assert "“The dam will hold all winter”" in marked(message, "bold")


def test_the_context_and_the_way_back(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed on the dam")
    message = alerted(services, followed)

    context = tapped(press(message, "In context"), services).edit
    assert context
    back = tapped(press(context, "↩ Back"), services).edit

    assert "It rained in Oxbow." in context.text.text
    assert back == message


def test_the_same_story_in_other_outlets(services: Services) -> None:
    services.archive.add([told_by("Ferry"), told_by("Quay")])
    message = alerted(services, follow(services.archive, "Ada Reed"))

    others = tapped(press(message, "Other outlets"), services).edit

    assert "Also in: Ferry, Quay" in message.text.text
    assert others
    assert others.text.text.count("“The dam will hold all winter”") == 2


def labels(message: Message | None) -> list[list[str]]:
    assert message
    return [[button.label for button in row] for row in message.rows]


def test_muting_is_undone_by_the_button_that_takes_its_place(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed")
    message = alerted(services, followed)

    muted = tapped(press(message, "Mute for a day"), services)
    kept = services.archive.store.subscriptions.get(followed.number)
    assert muted.edit
    undone = tapped(press(muted.edit, "↩ Undo"), services)
    after = services.archive.store.subscriptions.get(followed.number)

    assert muted.toast == "Muted for a day."
    assert kept
    assert after
    assert (kept.muted_until_utc, after.muted_until_utc) == (NOW + timedelta(days=1), None)
    assert labels(muted.edit) == [["In context", "Save"], ["↩ Undo"]]
    assert muted.edit.text == message.text
    assert undone.edit == message


def test_unfollowing_is_undone_on_the_same_terms(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed")
    services.archive.store.subscriptions.change(followed.number, schedule="daily", at_minute=450, is_silent=True)
    message = alerted(services, followed)

    left = tapped(press(message, "Unfollow"), services)
    nothing = services.archive.store.subscriptions.of_chat(FOLLOWER)
    late = tapped(press(message, "Mute for a day"), services)
    assert left.edit
    undone = tapped(press(left.edit, "↩ Undo"), services)
    (again,) = services.archive.store.subscriptions.of_chat(FOLLOWER)

    assert left.toast == "You no longer follow: Ada Reed: own words"
    assert nothing == ()
    assert late.toast == "This is not followed any more."
    assert labels(left.edit) == [["In context", "Save"], ["↩ Undo"]]
    assert (again.watch, again.schedule, again.at_minute, again.is_silent) == (followed.watch, "daily", 450, True)
    assert undone.edit == message
    assert tapped(press(message, "Unfollow"), services).toast == left.toast


def test_an_old_alert_is_seen_again_from_its_context_after_unfollowing(services: Services) -> None:
    message = alerted(services, follow(services.archive, "Ada Reed"))
    tapped(press(message, "Unfollow"), services)

    looked = tapped(press(message, "In context"), services)

    assert looked.edit
    assert "It rained in Oxbow" in looked.edit.text.text


def test_each_excerpt_of_a_digest_has_a_button_that_opens_it(services: Services) -> None:
    found = []
    for words in ("Ada Reed", "Tom Hale"):
        followed = follow(services.archive, words)
        matcher = services.archive.following.matcher()
        matcher.file(followed.watch_number, followed.watch)
        found += [(intent, followed) for intent in services.archive.following.intents(matcher, ["mill"])]
    message = told_together(found, services, NOW)
    assert message

    opened = tapped(press(message, "2 ⋯ details"), services)

    assert labels(message) == [["1 ⋯ details", "2 ⋯ details"]]
    assert opened.edit is None
    assert opened.reply
    assert "“Coal is old”" in opened.reply.text.text
    assert labels(opened.reply)[-1] == ["Mute for a day", "Unfollow"]


def test_in_a_group_everyone_may_look_and_only_admins_unfollow(services: Services) -> None:
    group = -100
    message = alerted(services, follow(services.archive, "Ada Reed", group))

    looked = tapped(press(message, "In context", group, 77), services)
    refused = tapped(press(message, "Unfollow", group, 77), services)
    stays = services.archive.store.subscriptions.of_chat(group)
    done = tapped(press(message, "Unfollow", group, 77, is_admin=True), services)

    assert looked.edit
    assert refused.needs_admin
    assert len(stays) == 1
    assert done.toast.startswith("You no longer follow")


def test_another_chat_cannot_press_its_buttons(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed")
    message = alerted(services, followed)

    assert "too old" in tapped(press(message, "Unfollow", chat_id=6, asker_id=6), services).toast
    assert services.archive.store.subscriptions.get(followed.number)


def test_an_article_that_changes_or_goes_takes_its_alert_along(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed")
    message = alerted(services, followed)
    services.archive.add([told_by("Mill", TEXT.replace("It rained", "It snowed"))])
    changed = tapped(press(message, "In context"), services)
    services.archive.remove("mill")
    withdrawn = tapped(press(message, "In context"), services)

    assert changed.toast == "The article has changed or was withdrawn."
    assert withdrawn.edit
    assert withdrawn.edit.text.text == "An article that this answer quoted was withdrawn."


def test_a_changed_wording_comes_as_a_correction_with_both(services: Services) -> None:
    followed = follow(services.archive, "Ada Reed")
    services.archive.add([told_by("Mill", TEXT.replace("will hold all winter", "may hold all winter"))])

    first, second = alerted(services, followed), alerted(services, followed, edition=1)

    assert not first.text.text.startswith("Worded differently")
    assert second.text.text.startswith("Worded differently since I alerted you:")
    assert "“The dam may hold all winter”" in second.text.text
    assert "“The dam will hold all winter”" in second.text.text


def test_a_digest_names_what_each_is_told_for_and_counts_the_rest(services: Services) -> None:
    reed, hale = follow(services.archive, "Ada Reed"), follow(services.archive, "Tom Hale")
    excerpts = []
    for followed in (reed, hale):
        matcher = services.archive.following.matcher()
        matcher.file(followed.watch_number, followed.watch)
        (intent,) = services.archive.following.intents(matcher, ["mill"])
        excerpt = services.archive.following.excerpt(intent)
        assert excerpt
        excerpts.append((excerpt, followed.watch))

    text = alert_pages.digest([*excerpts, (replace(excerpts[0][0], score=1.0), reed.watch)], more=9).text

    assert text.startswith("12 new for you\n\nAda Reed: own words\n\n1.\n“The dam will hold")
    assert text.index("Ada Reed: own words") < text.index("Tom Hale: own words") < text.index("“Coal is old”")
    assert text.endswith("and 9 more; ask me for the latest")


def test_kinds_of_its_buttons_are_those_of_answers(services: Services) -> None:
    message = alerted(services, follow(services.archive, "Ada Reed"))

    assert {b.press.split(":")[0] for row in message.rows for b in row} == {
        *(Press.CONTEXT, Press.SAVE, Press.MUTE, Press.LEAVE)
    }
    assert len({Press.CONTEXT, Press.OTHERS, Press.MUTE, Press.LEAVE, Press.PAGE}) == 5


def test_a_watch_of_everything_is_said_in_words() -> None:
    from bot.render.telegram.watch_pages import in_words

    assert in_words(Watch()) == "every article"
    assert in_words(Watch(outlet="Reuters", without=("coal",))) == "from Reuters · without “coal”"
