"""A real browser on the real program; each test is another visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.program import PHONE, Program, launched, program, why_not

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Visit = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = why_not()
    for item in items:
        if reason and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened: Any = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program over the demo archive."""
    with program(tmp_path_factory.mktemp("demo") / "data", is_demo=True) as running:
        yield running


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program as a fresh checkout starts it."""
    with program(tmp_path_factory.mktemp("seed") / "data", is_demo=False) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens the page as somebody new; says at the end whether the console was silent and nobody else was asked."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_page(program: Program, *, is_silent: bool = True, **options: Any) -> Page:
        context = browser.new_context(viewport=PHONE, locale="en-GB", **options)
        context.grant_permissions(["clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        if is_silent:
            page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(program.url)
        page.wait_for_selector("body.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []
