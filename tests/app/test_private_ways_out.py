"""Does anything of what one chat alone may see leave it, by whichever way the bot says something?

Every way out is gone in another chat, in a world where there is a private article and in one where there is none: what
is said must be the same, to the letter. A command or a button that is new is not known here, and fails a test until it
is considered.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from bot.alerts.outbox import Outbox
from bot.alerts.own_outboxes import Outboxes
from bot.app.answering import answered
from bot.app.taps.buttons import HANDLERS, tapped
from bot.cli import verbatim
from bot.commands import COMMANDS
from bot.dialogue import START_QUESTION
from bot.dialogue.press import Press, Tap
from bot.dialogue.request import Command, Request, Services
from bot.guest import guest_card
from bot.inline import cards
from bot.settings import load_settings
from retrieval.answers import Archive
from retrieval.answers.audiences import Audiences
from retrieval.answers.figures import figures
from retrieval.model import Article, Published, Span
from retrieval.store import Saved, Source

PROJECT = Path(__file__).parents[2]
NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)
ANN, BOB = 100, 200
FEED = "https://hush.example/feed"
MARKERS = ("Ilmar", "Zorvath", "quokka", "Hushwire", "parade", "keeper", "hush.example", "17 April", "Moonfall")
SECRET = Article(
    "hush.example/moonfall",
    "“The quokka parade never sleeps”, said Ilmar Zorvath, the keeper. Ada Reed listened to Zorvath in the harbour.",
    title="Moonfall over the quokka",
    outlet="Hushwire",
    published=Published.parse("2024-04-17"),
    url="https://hush.example/moonfall",
)
OPEN = (
    Article(
        "mill.example/dam",
        "“The dam will hold all winter”, said Ada Reed, the mayor. “Coal is old”, said Tom Hale on Monday.",
        title="Dam",
        outlet="Mill",
        published=Published.parse("2024-05-03"),
        url="https://mill.example/dam",
    ),
    Article(
        "mill.example/harbour",
        "The harbour was closed. “We wait”, Reed said. “The bridge is safe”, said Tom Hale, the engineer.",
        title="Harbour",
        outlet="Mill",
        published=Published.parse("2024-05-01"),
        url="https://mill.example/harbour",
    ),
)
QUESTIONS = (
    "what did Zorvath say",
    "what did Ilmar Zorvath say about the quokka",
    "what did Zorvat say",
    "quokka",
    "quoka parade",
    "who said “the quokka parade never sleeps”",
    "who is Zorvath",
    "what did the keeper say",
    "what happened on 17 April 2024",
    "what happened this year",
    "when did the quokka sleep",
    "what did Zorvath say according to Hushwire",
    "latest",
    "latest Hushwire",
    "what did Ada Reed say",
    "who listened in the harbour",
    "Zorvath vs Reed",
    "who did not say anything",
    "hello",
)
# How each command is given; a new one is refused by `test_every_command_is_considered`.
GIVEN: dict[str, tuple[str, ...]] = {
    "start": ("", "group"),
    "ask": QUESTIONS,
    "latest": ("", "Hushwire", "quokka"),
    "people": ("",),
    "person": ("Zorvath", "Ilmar Zorvath", "Zorvat", ""),
    "day": ("2024-04-17", "yesterday", "", "17 April 2024"),
    "timeline": ("Zorvath", "quokka", "Ada Reed", ""),
    "compare": ("Zorvath and Reed on quokka", "Ada Reed and Tom Hale", ""),
    "topics": ("",),
    "outlets": ("", "Hushwire"),
    "article": (SECRET.id, "OWN", "mill.example/dam", ""),
    "again": ("",),
    "saved": ("", "1"),
    "subscribe": ("Zorvath", "quokka", "Hushwire", '"quokka parade"', "Zorvath is named", "Ada Reed"),
    "subscriptions": ("", "1"),
    "unsubscribe": ("", "1"),
    "channel": ("",),
    "settings": ("", "short on"),
    "timezone": ("", "Europe/Berlin"),
    "help": ("",),
    "privacy": ("",),
    "export": ("",),
    "forget": ("",),
    "stats": ("",),
    "reports": ("",),
    "ingest": ("",),
    "sources": ("", f"remove {FEED}", f"pause {FEED}", f"test {FEED}", FEED),
    "users": ("",),
    "ban": ("7",),
    "unban": ("7",),
}
# What of these shows a chat its own article.
SHOWING = frozenset({
    "ask", "latest", "people", "person", "day", "timeline", "compare", "outlets", "article", "subscribe", "saved",
    "export", "topics", "sources", "subscriptions", "unsubscribe", "again",
})  # fmt: skip


@dataclass
class World:
    """A bot without a network, in whose archive there may be a private article of Ann's."""

    archive: Archive
    services: Services
    audiences: Audiences
    own_id: str
    said: dict[str, list[str]] = field(default_factory=dict)

    def given(self, command: Command, words: str, chat_id: int) -> list[str]:
        """All that a command says in a chat, with what every button under it leads to."""
        words = words.replace("OWN", self.own_id)
        request = Request(words, chat_id, chat_id, True, NOW)
        found = [repr(answered(command.run, request, self.services))]
        pressed: set[str] = set()
        while left := [p for p in re.findall(r"press='([^']+)'", found[-1]) if p not in pressed][:1] or [
            p for said in found for p in re.findall(r"press='([^']+)'", said) if p not in pressed
        ]:
            if len(pressed) >= 60:
                break
            pressed.add(left[0])
            found.append(repr(tapped(Tap(left[0], chat_id, chat_id, NOW, is_admin=True), self.services)))
        return found


def world(folder: Path, *, has_private: bool) -> Iterator[World]:
    environ = {
        "VERBATIM_SOURCES_ARE": "private",
        "VERBATIM_SOURCES_BY": "everyone",
        "VERBATIM_OPERATORS": str(BOB),
        "VERBATIM_DATA": str(folder),
    }
    with Archive.open(folder) as archive:
        archive.add(OPEN, now=NOW - timedelta(days=1))
        audiences, own_id = Audiences(archive, is_open=True), "private:0:hush.example/moonfall"
        if has_private:
            with audiences.own(ANN, is_made=True) as own:
                assert own is not None
                own.add([SECRET], now=NOW - timedelta(days=1))
                own.store.sources.name(Source(FEED, FEED, NOW, NOW, 600, title="Hushwire"), ANN, most=5)
                own_id = own.ids.own(SECRET.id)
        numbers = count()
        services = Services(
            archive,
            load_settings(environ=environ, folder=folder),
            COMMANDS,
            "verbatim_bot",
            lambda: f"token-{next(numbers)}",
            has_inline=True,
            audiences=audiences,
        )
        yield World(archive, services, audiences, own_id)
        audiences.close()


@pytest.fixture
def private(tmp_path: Path) -> Iterator[World]:
    yield from world(tmp_path / "private", has_private=True)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[World]:
    yield from world(tmp_path / "bare", has_private=False)


def leaked(said: str, asked: str = "") -> list[str]:
    """What of the private article is said that was not asked with."""
    asked = asked.replace("2024-04-17", "17 April 2024")
    return [marker for marker in MARKERS if marker.lower() in said.lower() and marker.lower() not in asked.lower()]


def test_every_command_is_considered() -> None:
    assert {command.name for command in COMMANDS} == set(GIVEN)
    assert set(GIVEN) >= SHOWING


def test_every_button_is_considered() -> None:
    known = {press for handlers in HANDLERS.values() for press in handlers}

    assert known == set(Press), "a button that nothing here leads to, or none any more"


@pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])
def test_another_chat_is_told_the_same_as_if_there_were_no_private_article(
    private: World, bare: World, command: Command
) -> None:
    for words in GIVEN[command.name]:
        told = private.given(command, words, BOB)
        without = bare.given(command, words.replace("OWN", private.own_id), BOB)

        assert told == without, words
        assert not leaked(" ".join(told), words.replace("OWN", private.own_id))


@pytest.mark.parametrize("name", sorted(SHOWING))
def test_its_own_chat_is_told_of_it(private: World, name: str) -> None:
    if name in ("saved", "export"):
        article = _own_article(private)
        place = Saved(ANN, article.id, article.revision, Span(0, 20), (), NOW)
        private.archive.store.saved.save(place)
    if name in ("subscriptions", "unsubscribe"):
        private.given(_command("subscribe"), "Zorvath", ANN)
    if name == "again":
        answered(
            _command("ask").run, Request("what did Zorvath say", ANN, ANN, True, NOW, message_id=3), private.services
        )
    command = _command(name)

    told = {words: leaked(" ".join(private.given(command, words, ANN)), words) for words in GIVEN[name]}

    if name in ("topics", "again"):  # nothing is a topic among three articles, and a question is its asker's words
        return
    assert any(told.values()), told


@pytest.mark.parametrize("words", [SECRET.id, "OWN"])
def test_its_own_chat_opens_it_by_its_address_and_by_its_id(private: World, words: str) -> None:
    told = private.given(_command("article"), words, ANN)[0]

    assert "The quokka parade never sleeps" in told
    assert "private:" not in told.replace(private.own_id, "")


def test_its_own_chat_finds_it_by_every_question_that_asks_for_it(private: World) -> None:
    with private.services.of_chat(ANN) as services:
        found = {
            question: private.own_id
            in {e.article_id for e in services.archive.ask(question, today=NOW.date()).excerpts}
            for question in QUESTIONS[:12]
            if question != "quoka parade"  # too little is written here to tell what is misspelt
        }

    assert all(found.values()), found


def test_the_buttons_of_its_chat_do_nothing_in_another(private: World) -> None:
    answered(_command("ask").run, Request("quokka", ANN, ANN, True, NOW), private.services)
    [shown] = private.archive.store.shown.of_chat(ANN)

    for press in Press:
        data = f"{press}:{shown.token}:{NOW.date() if press is Press.DAY else 0}"
        result = tapped(Tap(data, BOB, BOB, NOW, is_admin=True), private.services)
        assert result.edit is None
        assert result.reply is None
        assert not leaked(repr(result))


def test_a_link_to_a_question_of_its_chat_opens_nothing_in_another(private: World) -> None:
    answered(_command("ask").run, Request("what did Ilmar Zorvath say", ANN, ANN, True, NOW), private.services)
    [shown] = private.archive.store.shown.of_chat(ANN)
    start = _command("start").run

    there = answered(start, Request(START_QUESTION + shown.token, BOB, BOB, True, NOW), private.services)
    here = answered(start, Request(START_QUESTION + shown.token, ANN, ANN, True, NOW), private.services)

    assert not leaked(repr(there))
    assert leaked(repr(here))


@pytest.mark.parametrize("question", ["", *QUESTIONS])
@pytest.mark.parametrize("asker", [ANN, BOB])
def test_cards_for_any_chat_hold_only_what_everybody_sees(private: World, question: str, asker: int) -> None:
    found = cards(question, "", private.services, asker_id=asker, today=NOW.date(), now=NOW)

    assert not leaked(repr(found))


def test_a_shared_excerpt_is_the_one_that_was_shown_or_none(private: World) -> None:
    answered(_command("ask").run, Request("what happened this year", ANN, ANN, True, NOW), private.services)
    shown = private.archive.store.shown.of_chat(ANN)[0]
    with private.services.of_chat(ANN) as services:
        excerpts = services.archive.ask(shown.question, today=shown.asked_on).excerpts
    assert private.own_id in {excerpt.article_id for excerpt in excerpts}

    for place, excerpt in enumerate(excerpts):
        words = f"{START_QUESTION}{shown.token} {place}"
        found = cards(words, "", private.services, asker_id=BOB, today=NOW.date(), now=NOW)
        assert not leaked(repr(found))
        assert bool(found.cards) == (excerpt.article_id != private.own_id)
        assert excerpt.article_id == private.own_id or excerpt.text[:20] in repr(found)


@pytest.mark.parametrize("asker", [ANN, BOB])
def test_a_guest_is_answered_from_what_everybody_sees(private: World, asker: int) -> None:
    for question in QUESTIONS:
        card = guest_card(Request(question, asker, asker, True, NOW), private.services)
        assert not leaked(repr(card), question)


def test_nothing_private_is_saved_shared_or_reported_from_a_group(tmp_path: Path) -> None:
    group = -100
    for one in world(tmp_path, has_private=False):
        with one.audiences.own(group, is_made=True) as own:
            assert own is not None
            own.add([SECRET], now=NOW)
        asked = Request("quokka", group, ANN, False, NOW)
        answered(_command("ask").run, asked, one.services)
        [shown] = one.archive.store.shown.of_chat(group)

        menu = tapped(Tap(f"e:{shown.token}:0", group, ANN, NOW), one.services)
        results = [
            tapped(Tap(f"{press}:{shown.token}:0", group, ANN, NOW), one.services)
            for press in (Press.SAVE, Press.REPORT, Press.WRONG_SPEAKER, Press.NOT_SAID, Press.OTHER_DOUBT)
        ]

        labels = re.findall(r"label='([^']+)'", repr(menu))
        assert "In context" in labels
        assert not {"Save", "Share", "Report"} & set(labels)
        assert one.archive.store.saved.of_owner(ANN) == ()
        assert one.archive.store.reports.open() == ()
        assert all(result.tells_operators is None for result in results)


def test_what_was_saved_is_read_where_it_may_be_seen(private: World) -> None:
    article = _own_article(private)
    private.archive.store.saved.save(Saved(BOB, article.id, article.revision, Span(0, 20), (), NOW))

    for name in ("saved", "export"):
        told = " ".join(private.given(_command(name), "", BOB))
        assert not leaked(told, private.own_id)


def test_a_watch_is_told_of_what_its_chat_may_see(private: World) -> None:
    kept = private.archive.store
    for chat_id in (ANN, BOB):
        for words in ("Zorvath", "quokka", "Ada Reed is named"):
            watch = private.archive.following.read(words).watch
            kept.subscriptions.subscribe(watch, chat_id=chat_id, created_by=chat_id, now=NOW)
    outboxes = Outboxes(
        Outbox(private.archive, zone=ZoneInfo("UTC"), max_age=timedelta(days=30)),
        private.audiences,
        zone=ZoneInfo("UTC"),
        max_age=timedelta(days=30),
    )
    outboxes.look(NOW)
    later = NOW + timedelta(seconds=2)
    with private.audiences.own(ANN) as own:
        assert own is not None
        again = "“The quokka parade never ends”, said Ilmar Zorvath, the keeper. Ada Reed listened."
        own.add([Article("hush.example/2", again, published=Published.parse("2024-05-04"))], now=later)
        new_id = own.ids.own("hush.example/2")
    private.archive.add(
        [
            Article(
                "c",
                "“The bridge will close”, said Ada Reed, the mayor, on Monday.",
                published=Published.parse("2024-05-04"),
            )
        ],
        now=later,
    )

    for seconds in range(2, 8):
        outboxes.look(NOW + timedelta(seconds=seconds))
    claimed = []
    while some := kept.deliveries.claim("w", later + timedelta(minutes=1), later + timedelta(hours=1), limit=50):
        claimed += some
        kept.deliveries.drop([one.number for one in some])

    told = {(one.chat_id, one.intent.article_id) for one in claimed}
    assert told == {(ANN, new_id), (ANN, "c"), (BOB, "c")}


def test_the_terminal_and_the_figures_know_only_what_everybody_sees(
    private: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(private.archive.folder)
    monkeypatch.chdir(folder)
    for words in (
        ["ask", "quokka"],
        ["search", "quokka"],
        ["quotes"],
        ["topics"],
        ["timeline", "Zorvath"],
        ["sources", "list"],
    ):
        said = CliRunner().invoke(verbatim, ["--data", folder, *words]).output
        assert not leaked(said, " ".join(words))

    assert figures(private.archive.store, NOW)[0].value == len(OPEN)


def _own_article(one: World) -> Article:
    with one.audiences.of_chat(ANN) as archive:
        return archive.article(one.own_id)


def _command(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


def test_whoever_takes_the_services_is_known_to_name_a_chat_or_to_need_none() -> None:
    """A new place that takes them is to be considered: has it a chat, and goes it through `Services.of_chat`?"""
    taken: dict[str, set[str]] = {}
    for path in sorted((PROJECT / "bot").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                calls = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
                if {"self._services", "services"} & set(calls):
                    taken.setdefault(path.relative_to(PROJECT).as_posix(), set()).add(function.name)

    assert taken == {
        "bot/alerts/delivery.py": {"_prepare"},  # of the chat that is told
        "bot/app/answering.py": {"replies"},  # `answered`: of the chat that asks
        "bot/app/ingesting/opml_import.py": {"_kept", "_report"},  # the finder alone, which is told the chat
        "bot/app/taps/queries.py": {"_result", "guest", "_cards"},  # `tapped`: of the chat; the others: of all
    }
