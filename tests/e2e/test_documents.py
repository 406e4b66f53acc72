"""Are whole articles, digests and wordings documents, where the server knows these, and messages elsewhere?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.playground import Fault, Person, Playground, words_of
from retrieval.answers import Archive
from retrieval.model import Article, Published

PARAGRAPHS = [f"Paragraph {n} of the plan tells of pier {n}. " + "It is long and it is dull. " * 6 for n in range(30)]
PLAN = Article(
    "plan",
    "“The pier will be mended by spring”, Ada Reed said.\n\n" + "\n\n".join(PARAGRAPHS),
    title="The plan",
    outlet="The Mill",
    url="https://mill.example/plan",
    published=Published.parse("2024-02-04T09:30:00Z"),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "real") as archive:
        archive.add([PLAN])
        yield archive


async def told(playground: Playground, person: Person, words: str, chat=None) -> dict:
    return await playground.wait_for_message(chat or person, after=person.say(words, chat))


async def pressed(playground: Playground, person: Person, message: dict, label: str) -> dict:
    person.press(message, label)
    return await playground.wait_for_edit(message)


def labels(message: dict) -> list[str]:
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for b in row]


def kinds(message: dict) -> list[str]:
    return [block["type"] for block in message["rich_message"]["blocks"]]


async def test_an_article_in_full_is_one_document_without_pages(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        await told(playground, ann, "what did Ada Reed say")
        article = await told(playground, ann, "in full")

    assert kinds(article) == ["heading", "paragraph", "blockquote", "details"]
    heading, source, _seen, rest = article["rich_message"]["blocks"]
    assert heading["text"] == {"type": "url", "text": "The plan", "url": "https://mill.example/plan"}
    assert source["text"][1]["type"] == "date_time"
    assert rest["summary"].endswith("more paragraphs")
    assert words_of(article).replace(rest["summary"], "").split()[-len(PLAN.text.split()) :] == PLAN.text.split()
    assert labels(article) == []


@pytest.mark.parametrize("words", ["in full", "/article plan"])
async def test_a_server_without_documents_is_asked_once_and_gets_pages(
    playground: Playground, ann: Person, running: Callable, real: Archive, words: str
) -> None:
    playground.state.knows_rich_messages = False
    async with running(archive=real):
        await told(playground, ann, "what did Ada Reed say")
        pages = [await told(playground, ann, words), await told(playground, ann, "/article plan")]
        second = await pressed(playground, ann, pages[0], "▶ next")

    assert [page["text"].startswith("The plan\n") for page in pages] == [True, True]
    assert second["text"] != pages[0]["text"]
    assert [call.outcome for call in playground.calls("sendRichMessage")] == ["refused"]


async def test_a_document_that_is_refused_comes_as_a_message_and_the_next_one_is_tried_again(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        playground.faults.add(
            Fault.refuse(400, "Bad Request: Invalid rich message specified"), method="sendRichMessage"
        )
        plain = await told(playground, ann, "/article plan")
        whole = await told(playground, ann, "/article plan")

    assert plain["text"].startswith("The plan\n")
    assert "▶ next" in labels(plain)
    assert "rich_message" in whole


async def test_where_three_in_a_row_are_refused_no_more_are_tried(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    async with running(archive=real):
        refusal = Fault.refuse(400, "Bad Request: field blocks is unknown")
        playground.faults.add(refusal, method="sendRichMessage", times=None)
        for _ in range(5):
            await told(playground, ann, "/article plan")

    assert len(playground.calls("sendRichMessage")) == 3
    assert len(playground.messages(ann)) == 5


@pytest.mark.parametrize("knows", [True, False])
async def test_both_wordings_stand_under_headings_and_the_way_back_leads_to_a_text(
    playground: Playground, ann: Person, running: Callable, real: Archive, *, knows: bool
) -> None:
    playground.state.knows_rich_messages = knows
    changed = PLAN.text.replace("mended by spring", "mended by summer")
    async with running(archive=real):
        answer = await told(playground, ann, "what did Ada Reed say")
        real.add([replace(PLAN, text=changed)], now=datetime(2024, 2, 14, tzinfo=UTC))
        alone = await pressed(playground, ann, answer, "⋯")
        both = await pressed(playground, ann, alone, "Both wordings")
        back = await pressed(playground, ann, both, "↩ Back")

    assert ("rich_message" in both) is knows
    assert "by summer" in words_of(both)
    assert "by spring" in words_of(both)
    if knows:
        assert kinds(both) == ["heading", "blockquote", "paragraph", "paragraph", "heading", "blockquote"]
        assert [b["text"] for b in both["rich_message"]["blocks"] if b["type"] == "heading"] == ["Now", "Before 14 Feb"]
    assert back["text"] == alone["text"]
    assert "rich_message" not in back


async def test_a_document_in_a_topic_that_is_gone_comes_without_it(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    forum = playground.group("Forum", [ann], forum=True)
    topic = playground.topic(forum, "Old", by=ann)
    async with running(archive=real):
        asked = ann.say("/article plan", forum, topic=topic)
        playground.faults.add(Fault.refuse(400, "Bad Request: message thread not found"), method="sendRichMessage")
        article = await playground.wait_for_message(forum, after=asked)

    assert "rich_message" in article
    assert ["message_thread_id" in call.parameters for call in playground.calls("sendRichMessage")] == [True, False]


async def test_a_document_can_be_for_one_person_alone_or_answer_in_a_group(
    playground: Playground, ann: Person, running: Callable, real: Archive
) -> None:
    group = playground.group("News", [ann])
    async with running(archive=real):
        asked = ann.say("/article plan", group)
        article = await playground.wait_for_message(group, after=asked)

    assert article["reply_to_message"]["message_id"] == asked["message_id"]
    assert "rich_message" in article
