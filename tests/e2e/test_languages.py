"""Is everyone answered in their own language, and may they choose another?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.playground import Person, Playground
from bot.render.translate import LANGUAGES
from retrieval.answers import Archive


@pytest.fixture
def boris(playground: Playground) -> Person:
    return playground.person("Boris", language="ru")


@pytest.fixture
def real(tmp_path, seeds_of_a_checkout):
    with Archive.open(tmp_path / "real") as archive:
        archive.add(seeds_of_a_checkout)
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat))


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


async def test_a_russian_asks_and_is_answered_in_russian_with_the_excerpt_as_it_stands(
    playground: Playground, boris: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        answer = await told(playground, boris, "что сказал Песков?")
        nobody = await told(playground, boris, "что сказал Зебулон?")

    assert "Dmitry Peskovhe said, according to Reutersthat" in answer["text"]
    assert "пересказ, частью цитата · через Reuters" in answer["text"]
    assert "13 сентября 2023" in answer["text"]
    assert nobody["text"].startswith("В архиве нет ничего от Зебулон")


async def test_another_language_is_chosen_by_a_button_and_kept(
    playground: Playground, boris: Person, running: Callable
) -> None:
    async with running():
        shown = await told(playground, boris, "/settings")
        boris.press(shown, "Язык …")
        languages = await playground.wait_for_edit(shown)
        boris.press(languages, "Deutsch")
        german = await playground.wait_for_edit(languages)
        boris.press(german, "Sprache …")
        again = await playground.wait_for_edit(german)
    async with running():
        unknown = await told(playground, boris, "/weather")

    assert "Язык: Русский" in shown["text"]
    assert "Sprache: Deutsch" in german["text"]
    assert labels(german) == ["Ein Auszug", "Ton aus", "Ruhezeit …", "Aussehen der Meldungen …", "Sprache …"]
    assert "Русский" in labels(again)
    assert "Deutsch" not in labels(again)
    assert unknown["text"].startswith("Diesen Befehl kenne ich nicht")


async def test_length_and_sound_are_chosen_and_hold(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        shown = await told(playground, ann, "/settings")
        ann.press(shown, "One excerpt")
        shorter = await playground.wait_for_edit(shown)
        ann.press(shorter, "Sound off")
        await playground.wait_for_edit(shorter)
        answer = await told(playground, ann, "what did Reed say")

    assert answer["text"].endswith("1 of 8")
    assert playground.calls("sendMessage")[-1].parameters["disable_notification"] is True


async def test_what_a_chat_has_chosen_is_read_once_an_update(
    playground: Playground, ann: Person, running: Callable, store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    chat = store.chats.get
    monkeypatch.setattr(store.chats, "get", lambda chat_id: [read.append(chat_id), chat(chat_id)][1])
    async with running():
        answer = await told(playground, ann, "what did Reed say")
        ann.press(answer, "▶")
        await playground.wait_for_edit(answer)
        await told(playground, ann, "/timezone")

    assert read == [ann.id] * 3


async def test_in_a_group_the_language_is_its_admins_to_choose(
    playground: Playground, ann: Person, boris: Person, running: Callable
) -> None:
    group = playground.group("News", [ann, boris])
    async with running():
        refused = await told(playground, boris, "/settings language ru", group)
        changed = await told(playground, ann, "/settings language fr", group)
        asked = await told(playground, boris, "/ask Reed", group)

    assert "only its admins" in refused["text"]
    assert "Langue : Français" in changed["text"]
    assert labels(changed) == []
    assert asked["text"].endswith("1–3 sur 8")


async def test_a_wrong_setting_gets_a_kind_line(playground: Playground, ann: Person, running: Callable) -> None:
    async with running():
        answer = await told(playground, ann, "/settings language klingon")

    assert answer["text"] == "I do not know the setting “language klingon”. /settings shows them all."


async def test_the_menu_is_offered_in_every_language_and_to_operators_with_their_commands(
    playground: Playground, ann: Person, running: Callable
) -> None:
    async with running(VERBATIM_OPERATORS=str(ann.id)):
        await told(playground, ann, "/help")

    menus = [call.parameters for call in playground.calls("setMyCommands")]
    offered = {menu.get("language_code") or "en" for menu in menus if "scope" not in menu}
    assert offered == set(LANGUAGES)
    russian = next(menu for menu in menus if menu.get("language_code") == "ru" and "scope" not in menu)
    assert {"command": "ask", "description": "Задать вопрос архиву"} in russian["commands"]
    in_groups = {
        menu.get("language_code") or "en" for menu in menus if menu.get("scope") == {"type": "all_group_chats"}
    }
    assert in_groups == set(LANGUAGES)
    [operators] = [menu for menu in menus if menu.get("scope") == {"type": "chat", "chat_id": ann.id}]
    assert "stats" in [command["command"] for command in operators["commands"]]


async def test_what_is_kept_is_sent_as_a_file_and_forgotten_on_request(
    playground: Playground, ann: Person, running: Callable, store
) -> None:
    async with running():
        await told(playground, ann, "what did Reed say")
        await told(playground, ann, "/settings length short")
        sent = await told(playground, ann, "/export")
        asking = await told(playground, ann, "/forget")
        ann.press(asking, "Delete everything")
        done = await playground.wait_for_edit(asking)

    content = json.loads(playground.state.files[sent["document"]["file_id"]].content)
    assert content["answers"][0]["question"] == "what did Reed say"
    assert content["settings"]["is_short"] is True
    assert done["text"].startswith("Everything about this chat was deleted")
    assert (store.chats.get(ann.id), store.shown.of_chat(ann.id)) == (None, ())


async def test_in_a_group_only_admins_forget(
    playground: Playground, ann: Person, boris: Person, running: Callable, store
) -> None:
    group = playground.group("News", [ann, boris])
    async with running():
        await told(playground, ann, "/settings language de", group)
        refused = await told(playground, boris, "/forget yes", group)
        kept = store.chats.get(group.id)
        done = await told(playground, ann, "/forget yes", group)

    assert "Admins ändern" in refused["text"] or "nur Admins" in refused["text"]
    assert kept is not None
    assert done["text"].startswith("Alles über diesen Chat")
    assert store.chats.get(group.id) is None
