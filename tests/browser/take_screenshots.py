"""Takes the README's pictures again: ``python -m tests.browser.take_screenshots``, with a Chromium of the system's."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.person import answers, ask, become_operator, go_to, tap
from tests.browser.program import PHONE, PROJECT, Program, launched, program

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).with_name("screenshots")
PAGE = PROJECT / "bot" / "playground" / "static"
STAMP = FOLDER / "page.sha256"
SCHEMES = ("light", "dark")
QUALITY = 55
CLIP = {"x": 0, "y": 0, **PHONE, "scale": 1.75}
ARTICLE = (
    "“The ferry will run until the last bolt is in,” said Omar al-Rashidi, the director of the port authority.\n\n"
    "The first half of the new bridge reached the middle of the Skarn in the morning.\n"
)


def digest() -> str:
    """The page's files as they are now."""
    found = hashlib.sha256()
    for file in sorted(PAGE.iterdir()):
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def answer(page: Page) -> None:
    ask(page, "what did Tomas Reker say about the bridge").locator(".keyboard").wait_for()


def inline(page: Page) -> None:
    go_to(page, "Neighbours")
    page.locator("#text").press_sequentially("@verbatim_news_bot Ida Aune")
    page.locator("#cards .card", has_text="Ida Aune").first.click()
    page.locator(".mine").wait_for()
    page.locator("#text").press_sequentially("@verbatim_news_bot ferry")
    page.locator("#cards .card").nth(1).wait_for()


def alert(page: Page) -> None:
    become_operator(page)
    go_to(page, "Town desk · Council")
    tap(ask(page, "/subscribe Omar al-Rashidi"), "Yes")
    page.locator("#chat", has_text="You follow").wait_for()
    go_to(page, "Verbatim")
    text = f"date {datetime.now(UTC):%Y-%m-%d} Half the new bridge stands\n\n{ARTICLE}"
    page.set_input_files("#file", {"name": "bridge.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.locator("#back-count:not(:empty)").wait_for(timeout=60_000)
    go_to(page, "Town desk · Council")
    answers(page).nth(1).wait_for()


def timeline(page: Page) -> None:
    drawn(ask(page, "/timeline Ida Aune"))


def card(page: Page) -> None:
    shown = ask(page, "who said “Nobody will cross that bridge”")
    tap(shown, "details")
    tap(shown, "As picture")
    answers(page).nth(1).wait_for()
    drawn(answers(page).nth(1))


def drawn(message: Locator) -> None:
    """Until a message's picture is there."""
    message.locator("img.picture").evaluate("image => image.decode()")


VIEWS: dict[str, Callable[[Page], None]] = {
    "answer": answer,
    "inline": inline,
    "alert": alert,
    "timeline": timeline,
    "card": card,
}


def take(browser: Any, running: Program, name: str, scheme: str) -> bytes:
    """One view as a phone shows it, as WebP."""
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    page.goto(running.url)
    page.wait_for_selector("body.ready")
    VIEWS[name](page)
    page.locator("#toast").wait_for(state="hidden")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(300)  # the last scrolling
    wire = context.new_cdp_session(page)
    shot = wire.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": CLIP})
    context.close()
    return base64.b64decode(shot["data"])


def main() -> None:
    """Every view in light and dark; each on an archive of its own, so that an alert comes in each."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for scheme in SCHEMES:
            with tempfile.TemporaryDirectory() as folder, program(Path(folder) / "data", is_demo=True) as running:
                for name in VIEWS:
                    content = take(browser, running, name, scheme)
                    (FOLDER / f"{name}-{scheme}.webp").write_bytes(content)
                    print(f"{name}-{scheme}.webp: {len(content):,} bytes")
    STAMP.write_text(f"{digest()}\n", encoding="ascii")


if __name__ == "__main__":
    main()
