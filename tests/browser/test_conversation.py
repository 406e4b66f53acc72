"""Can everything be tried out on the page, as in Telegram's apps, with a thumb on a phone?"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visit
from tests.browser.person import (
    ANSWERS,
    BOT,
    answers,
    ask,
    become_operator,
    go_to,
    is_in_view,
    open_menu,
    quote,
    tap,
)
from tests.browser.program import Program

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def storm(page: Page, name: str = "Lena Storm") -> None:
    """Send the bot a file with an article of today's, as its operator does."""
    text = f"date {datetime.now(UTC):%Y-%m-%d} Gale\n\n“The ferry stays in port,” said {name}, the harbour master.\n"
    page.set_input_files("#file", {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.locator("#chat", has_text="1 added").wait_for(timeout=60_000)


def test_a_newcomer_finds_five_questions_that_work(seed: Program, visit: Visit) -> None:
    page = visit(seed)
    questions = page.locator("#examples button").all_inner_texts()[1:]
    page.locator("#examples button").nth(1).click()
    answers(page).first.locator(".keyboard").wait_for()
    found = [answers(page).first, *(ask(page, question) for question in questions[1:])]

    assert len(questions) == 5
    assert [answer.locator("blockquote").count() > 0 for answer in found] == [True] * 5


def test_a_button_fills_the_archive_and_offers_other_questions(seed: Program, visit: Visit) -> None:
    page = visit(seed)
    before = page.locator("#examples button").all_inner_texts()
    page.click(".fill")
    page.locator("#toast", has_text="of invented people added").wait_for(timeout=60_000)
    after = page.locator("#examples button").all_inner_texts()
    answer = ask(page, "what did Ida Aune say about the bridge")

    assert before != after
    assert "Ida Aune" in answer.inner_text()
    assert page.locator(".fill").count() == 0


@pytest.mark.parametrize("question", ["what did Ida Aune say", "who is Tomas Reker", "latest"])
def test_the_question_and_the_first_button_are_in_view(demo: Program, visit: Visit, question: str) -> None:
    page = visit(demo)
    ask(page, "who said “a bridge to nowhere”")
    answer = ask(page, question)
    answer.locator(".keyboard").wait_for()

    assert is_in_view(page.locator(".mine").last)
    assert is_in_view(answer.locator(".keyboard button").first)


def test_what_comes_without_a_question_is_seen_from_its_top(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    answer = ask(page, "what did Ida Aune say")
    tap(answer, "Follow")
    later = answers(page).nth(1)
    later.wait_for()

    assert is_in_view(later.locator(".words"))


def test_one_asks_pages_expands_follows_up_quotes_and_edits(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    answer = ask(page, "what did Ida Aune say")
    tap(answer, "next")
    answers(page).first.locator("em", has_text="4–6 of").wait_for()
    tap(answer, "details")
    answer.locator(".keyboard button", has_text="In context").wait_for()
    other = ask(page, "and Tomas Reker?")
    quote(other, "Tomas Reker")
    assert page.locator("#bar").inner_text().startswith("Quote from Verbatim")
    asked = ask(page, "who is he?")
    page.locator(".mine .replied", has_text="Tomas Reker").wait_for()
    open_menu(page.locator(".mine").nth(1), "Edit")
    page.fill("#text", "what did Kateryna Bondar say")
    page.press("#text", "Enter")
    page.locator(".message:not(.mine)", has_text="Kateryna Bondar").first.wait_for()

    assert "Reker" in asked.inner_text()
    assert page.locator(".mine").nth(1).locator("time").inner_text().startswith("edited")


def test_a_card_is_shared_into_the_group(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Neighbours")
    page.locator("#text").press_sequentially("@verb")
    page.locator("#cards .card", has_text=BOT).click()
    page.locator("#text").press_sequentially("Ida Aune bridge")
    page.locator("#cards .card", has_text="Ida Aune").first.click()
    sent = page.locator(".mine", has_text=f"via {BOT}")
    sent.wait_for()

    assert sent.locator("blockquote").count() == 1
    assert page.input_value("#text") == ""


def test_a_share_button_leads_through_the_choice_of_a_chat(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    answer = ask(page, "what did Ida Aune say")
    tap(answer, "details")
    tap(answer, "Share")
    page.locator("#sheet button", has_text="Neighbours").click()
    page.locator("#cards .card").first.click()
    page.locator(".mine", has_text="via").wait_for()

    assert page.inner_text("#chat-title") == "Neighbours"


def test_what_a_topic_follows_is_told_in_it_when_the_operator_sends_a_file(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    become_operator(page)
    go_to(page, "Town desk · Council")
    tap(ask(page, "/subscribe Lena Storm"), "Yes")
    page.locator("#chat", has_text="You follow: Lena Storm").wait_for()
    go_to(page, "Verbatim")
    storm(page)
    page.locator("#back-count:not(:empty)").wait_for()
    unread = page.get_attribute("#back", "aria-label")
    go_to(page, "Town desk · Council")
    alert = answers(page).last.inner_text()

    assert unread == "Chats, 1 unread"
    assert "“The ferry stays in port,”" in alert
    assert "You get this because you follow: Lena Storm" in alert
    assert page.get_attribute("#back", "aria-label") == "Chats"


def test_a_day_later_the_digest_arrives(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    become_operator(page)
    tap(ask(page, "/subscribe Nora Gale"), "Yes")
    page.locator("#chat", has_text="You follow: Nora Gale").wait_for()
    listed = ask(page, "/subscriptions")
    tap(listed, "⋯")
    tap(listed, "Daily")
    page.locator("#chat", has_text="daily at").wait_for()
    storm(page, "Nora Gale")
    count = answers(page).count()
    page.click("#me")
    page.locator("#sheet button", has_text="A day ahead").click()
    answers(page).nth(count).wait_for()

    assert "Nora Gale" in answers(page).nth(count).inner_text()


def test_where_the_bot_is_not_it_answers_as_a_guest(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Mia")
    page.fill("#text", "a bridge to nowhere")
    page.press("#text", "Enter")
    open_menu(page.locator(".mine").first, "Reply")
    answer = ask(page, f"{BOT} who said this?")
    link = answer.locator(".keyboard a")
    said = answer.inner_text()
    link.click()
    answers(page).first.wait_for()

    assert "asked by You" in said
    assert "a bridge to nowhere" in said
    assert page.inner_text("#chat-title") == "Verbatim"


def test_the_other_person_is_a_member_and_no_admin(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Neighbours")
    page.click("#me")
    page.locator("#sheet .people button", has_text="Mia").click()
    page.wait_for_selector("#me:has-text('M')")
    refused = ask(page, "/subscribe Ida Aune").inner_text()
    go_to(page, "Notice board")

    assert "only its admins" in refused
    assert page.locator("#closed").is_visible()
    assert not page.locator("#composer").is_visible()


def test_a_post_of_the_channel_is_forwarded_to_the_bot(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Notice board")
    page.fill("#text", "The road to Lund is closed.")
    page.press("#text", "Enter")
    open_menu(page.locator("#chat .message").last, "Forward")
    page.locator("#sheet button", has_text=re.compile("^Verbatim$")).click()
    forwarded = page.locator(".mine", has_text="Forwarded from Notice board")
    forwarded.wait_for()
    answers(page).first.wait_for()

    assert "The road to Lund is closed." in forwarded.inner_text()


def test_killed_in_the_middle_it_goes_on_where_it_was(demo: Program, visit: Visit) -> None:
    page = visit(demo, is_silent=False)  # the browser itself tells the console that nobody answers
    answer = ask(page, "what did Ida Aune say")
    before = answer.inner_text()
    page.fill("#text", "half a quest")
    demo.kill()
    page.locator("#status", has_text="connection lost").wait_for()
    with page.expect_navigation():
        demo.start()
    page.wait_for_selector("body.ready")
    draft = page.input_value("#text")
    after = answers(page).first.inner_text()
    tap(answers(page).first, "details")
    page.locator(".keyboard button", has_text="In context").wait_for()

    assert (after, draft) == (before, "half a quest")
    assert "Reker" in ask(page, "and Tomas Reker?").inner_text()


def test_forget_deletes_what_the_bot_keeps(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    answer = ask(page, "what did Ida Aune say")
    sure = ask(page, "/forget")
    sure.locator(".keyboard button").first.click()
    sure.locator(".keyboard").wait_for(state="detached")
    tap(answer, "details")
    page.locator("#toast:not([hidden])").wait_for()

    assert page.locator("#toast").inner_text() != ""


def test_each_call_is_listed_and_a_refused_one_is_marked(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    ask(page, "who is Tomas Reker")
    page.click("#calls-button")
    newest = page.locator("#calls-list summary").first
    newest.click()

    assert newest.inner_text().startswith("sendMessage → Verbatim")
    assert '"chat_id"' in page.locator("#calls-list pre").first.inner_text()


def test_a_command_is_found_by_its_first_letters_and_tapped(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    page.locator("#text").press_sequentially("/ou")
    page.locator("#menu button").first.click()
    answers(page).first.wait_for()

    assert page.locator(".mine .words").inner_text() == "/outlets"
    assert "Norrhavn Post" in answers(page).first.inner_text()


def test_another_name_and_language_are_heard_by_the_bot(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    page.click("#me")
    page.fill("#who-name", "Zoë")
    page.select_option("#who-language", "de")
    page.locator("#sheet button", has_text="Save").click()
    page.wait_for_selector("#me:has-text('Z')")

    assert "Archiv" in ask(page, "/start").inner_text()


def test_one_jumps_to_the_end_of_a_long_chat(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    for question in ("what did Ida Aune say", "what did Tomas Reker say"):
        ask(page, question).locator(".keyboard").wait_for()
    page.evaluate("document.getElementById('chat').scrollTop = 0")
    page.locator("#jump").click()

    page.locator("#jump").wait_for(state="hidden")
    assert is_in_view(answers(page).last.locator(".keyboard button").last)


def test_a_channel_is_chosen_by_the_key_that_the_bot_offers(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    ask(page, "/channel")
    page.locator("#keys button").click()
    page.locator("#sheet button", has_text="Notice board").click()
    page.locator(".mine", has_text="Chosen: Notice board").wait_for()
    answers(page).nth(1).wait_for()

    assert "Notice board" in answers(page).nth(1).inner_text()


def test_where_nothing_is_found_inline_the_bots_own_chat_goes_on(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Neighbours")
    page.locator("#text").press_sequentially(f"{BOT} zyxwvut")
    page.locator("#cards .card", has_not_text=BOT).first.click()
    page.wait_for_selector("#chat-title:has-text('Verbatim')")
    answers(page).first.wait_for()

    assert "zyxwvut" in answers(page).first.inner_text()


def test_what_the_bot_asks_for_is_answered_as_a_reply(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    tap(ask(page, "/subscribe Ida Aune"), "Yes")
    page.locator("#chat", has_text="You follow: Ida Aune").wait_for()
    listed = ask(page, "/subscriptions")
    tap(listed, "⋯")
    tap(listed, "Edit")
    page.locator("#bar", has_text="Reply to Verbatim").wait_for()
    page.fill("#text", "Tomas Reker")
    page.press("#text", "Enter")
    page.locator("#chat", has_text="Tomas Reker: ").wait_for()

    assert page.locator(".mine .replied").count() == 1


def test_what_is_for_one_person_in_a_group_the_other_does_not_see(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    go_to(page, "Neighbours")
    ask(page, "/subscriptions")
    page.reload()
    page.wait_for_selector("body.ready")
    again = answers(page).first.inner_text()
    page.click("#me")
    page.locator("#sheet .people button", has_text="Mia").click()
    page.wait_for_selector("#me:has-text('M')")

    assert "Only you see this" in again
    assert page.locator("#chat .message").count() == 0


def drawn_at_last(page: Page, ask_for_it: Callable[[], object]) -> Locator:
    """A picture, asked for again where a busy machine did not draw it in time and words came instead."""
    from playwright.sync_api import TimeoutError as NotYet

    before = page.locator(f"{ANSWERS} img.picture").count()
    picture = page.locator(f"{ANSWERS} img.picture").nth(before)
    for _ in range(4):
        ask_for_it()
        with suppress(NotYet):
            picture.wait_for(timeout=10_000)
            break
    picture.evaluate("image => image.decode()")
    return picture


def test_a_timeline_and_a_quote_card_are_pictures_with_words_for_those_who_see_none(
    demo: Program, visit: Visit
) -> None:
    page = visit(demo)
    timeline = drawn_at_last(page, lambda: ask(page, "/timeline Ida Aune"))
    answer = ask(page, "who said “Nobody will cross that bridge”")
    tap(answer, "details")
    card = drawn_at_last(page, lambda: tap(answer, "As picture"))

    assert (timeline.get_attribute("alt") or "").startswith("Ida Aune")
    assert "Nobody will cross that bridge" in (card.get_attribute("alt") or "")
