"""Can the page be used by keyboard and with a screen reader? axe-core finds nothing on each view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visit
from tests.browser.person import answers, ask, go_to
from tests.browser.program import DESK, PHONE, Program

if TYPE_CHECKING:
    from playwright.sync_api import Page


def empty(_page: Page) -> None:
    """As it is opened."""


def answer(page: Page) -> None:
    ask(page, "what did Ida Aune say").locator(".keyboard").wait_for()


def chats(page: Page) -> None:
    if page.locator("#back").is_visible():
        page.click("#back")


def group(page: Page) -> None:
    go_to(page, "Neighbours")
    ask(page, "/ask who is Tomas Reker")


def topic(page: Page) -> None:
    go_to(page, "Town desk · Council")


def two_people(page: Page) -> None:
    go_to(page, "Mia")


def commands(page: Page) -> None:
    page.click("#menu-button")


def cards(page: Page) -> None:
    page.locator("#text").press_sequentially("@verbatim Aune")
    page.locator("#cards .card b").first.wait_for()


def who(page: Page) -> None:
    page.click("#me")


def message(page: Page) -> None:
    answer(page)
    answers(page).first.locator(".more").click()


def quoting(page: Page) -> None:
    message(page)
    page.locator("#sheet button", has_text="Quote").click()


def calls(page: Page) -> None:
    answer(page)
    page.click("#calls-button")
    page.locator("#calls-list summary").first.click()


VIEWS = (empty, answer, chats, group, topic, two_people, commands, cards, who, message, quoting, calls)


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light")], ids=["phone", "dark-phone", "desk"]
)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_axe_finds_nothing(
    demo: Program, visit: Visit, view: Callable[[Page], None], size: dict[str, int], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(demo, color_scheme=scheme)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    view(page)

    found = Axe().run(page).response["violations"]

    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 568}], ids=["phone", "desk", "small-phone"])
def test_nothing_is_wider_than_the_window(demo: Program, visit: Visit, size: dict[str, int]) -> None:
    page = visit(demo)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    answer(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('chat').scrollWidth <= document.getElementById('chat').clientWidth")


def test_by_keyboard_alone_one_asks_taps_a_button_and_replies(demo: Program, visit: Visit) -> None:
    page = visit(demo)
    page.focus("#text")
    page.keyboard.type("what did Ida Aune say")
    page.keyboard.press("Enter")
    answers(page).first.locator(".keyboard").wait_for()
    page.keyboard.press("Shift+Tab")
    while page.evaluate("!document.activeElement.closest('.keyboard')"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("#chat [aria-busy]").wait_for(state="detached")
    while page.evaluate("!document.activeElement.matches('.message:not(.mine) .more')"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    in_sheet = page.evaluate("document.activeElement.closest('#sheet') !== null")
    page.locator("#sheet button", has_text="Reply").press("Enter")
    at_field = page.evaluate("document.activeElement.id")
    page.keyboard.press("Escape")

    assert (in_sheet, at_field) == (True, "text")
    assert page.locator("#bar").is_hidden()
