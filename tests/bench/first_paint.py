"""How soon does somebody see the playground? ``python -m tests.bench.first_paint`` measures it, in milliseconds.

From the address to the first paint and to a page that can be used, over the demo archive, in the system's Chromium.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.browser.program import PHONE, Program, launched, program

VISITS = 10
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
READY = "performance.now()"


def visit(browser: Any, running: Program) -> tuple[float, float]:
    """One visit of somebody new: the first paint, and the moment at which the chats are there."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(running.url)
    page.wait_for_selector("body.ready")
    found = page.evaluate(f"[{PAINTED}, {READY}]")
    context.close()
    return found[0], found[1]


def main() -> None:
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        program(Path(folder) / "data", is_demo=True) as running,
        sync_playwright() as playwright,
    ):
        browser: Any = launched(playwright)
        visits = [visit(browser, running) for _ in range(VISITS)]
        browser.close()
    for at, name in enumerate(("first paint", "chats there")):
        times = sorted(visit[at] for visit in visits)
        print(f"{name}: median {times[len(times) // 2]:.0f} ms, worst {times[-1]:.0f} ms")


if __name__ == "__main__":
    main()
