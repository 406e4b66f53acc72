"""What somebody does on the page, by what they see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

BOT = "@verbatim_news_bot"
ANSWERS = "#chat .message:not(.mine)"


def answers(page: Page) -> Locator:
    """What the bot has written in the open chat."""
    return page.locator(ANSWERS)


def ask(page: Page, words: str) -> Locator:
    """Write in the open chat and wait for one more message of the bot's."""
    before = answers(page).count()
    page.fill("#text", words)
    page.press("#text", "Enter")
    answer = answers(page).nth(before)
    answer.wait_for()
    return answer


def go_to(page: Page, title: str) -> None:
    """Open another chat from the list."""
    if page.locator("#back").is_visible():
        page.click("#back")
    page.locator("a.place", has_text=title).first.click()
    page.wait_for_selector(f"#chat-title:has-text('{title}')")


def tap(message: Locator, label: str) -> None:
    message.locator(".keyboard button", has_text=label).first.click()


def open_menu(message: Locator, what: str) -> None:
    """One of the things that can be done with a message."""
    message.locator(".more").click()
    message.page.locator("#sheet button", has_text=what).click()


def quote(message: Locator, words: str) -> None:
    """Mark some words of a message and answer them."""
    open_menu(message, "Quote a part")
    message.page.evaluate(
        """(words) => {
          const field = document.getElementById("quoted");
          const at = field.value.indexOf(words);
          field.setSelectionRange(at, at + words.length);
          field.dispatchEvent(new Event("select"));
        }""",
        words,
    )
    message.page.click("#sheet .main")


def become_operator(page: Page) -> None:
    page.click("#me")
    page.check("#who-operator")
    is_up(page)


def is_up(page: Page) -> None:
    """Until the bot has started again."""
    page.locator("#sheet").wait_for(state="hidden")
    page.locator("#status", has_text="on this machine").wait_for()


def is_in_view(element: Locator) -> bool:
    """Whether all of an element stands between the header and the line in which one writes."""
    return bool(
        element.evaluate(
            """(element) => {
              const box = element.getBoundingClientRect();
              const chat = document.getElementById("chat").getBoundingClientRect();
              return box.top >= chat.top - 1 && box.bottom <= chat.bottom + 1;
            }"""
        )
    )
