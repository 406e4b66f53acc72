"""Are the READMEs true to the tree? Every path that they name is there, and every name they place is defined there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "retrieval", "tests", "seeds")
PAGES = (
    "README.md",
    *sorted(p.relative_to(PROJECT).as_posix() for r in ROOMS for p in PROJECT.glob(f"{r}/**/README.md")),
)
MAX_README_BYTES = 10_240

# Names of files that one of ours begins with, or that are of a kind of ours; with "<" they stand for one to be written.
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(
    rf"(?:\.\.?/)*(?:(?:{'|'.join(ROOMS)}|\.ci)/[\w./-]*|[\w-]+\.(?:py|toml|md|po|js|css)|\.env\.example|LICENSE)"
)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
_SYMBOL = re.compile(r"`([\w./-]+\.py):([A-Za-z_]\w*(?:\.\w+)*)`")


def text_of(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


def prose_of(page: str) -> str:
    """Without what is shown of the terminal and of chats."""
    return re.sub(r"^```.*?^```", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def paths_in(prose: str) -> Iterator[str]:
    for code in _CODE.findall(prose):
        path, _, _symbol = code.partition(":")
        if _PATH.fullmatch(path):
            yield path


def defined_in(path: Path) -> set[str]:
    """What a module defines or hands on: functions, classes with their members, and what is assigned."""
    return set(_names(ast.parse(path.read_text(encoding="utf-8")).body, ""))


def _names(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from _names(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (prefix + n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))


def headings_of(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_room_has_its_page() -> None:
    assert set(PAGES) == {
        "README.md",
        "bot/README.md",
        "retrieval/README.md",
        "retrieval/search/README.md",
        "tests/README.md",
    }


def test_the_first_page_is_short() -> None:
    assert (PROJECT / "README.md").stat().st_size <= MAX_README_BYTES


@pytest.mark.parametrize("page", PAGES)
def test_every_path_named_is_there(page: str) -> None:
    named = list(paths_in(prose_of(page)))

    assert named
    for path in named:
        found = PROJECT / path
        assert found.is_dir() if path.endswith("/") else found.is_file(), f"{page} names {path}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for path, anchor in _LINK.findall(text_of(page)):
        target = (PROJECT / page).parent / path if path else PROJECT / page

        assert target.is_file(), f"{page} links {path}"
        assert not anchor or anchor in headings_of(target), f"{page} links #{anchor}"


@pytest.mark.parametrize("page", ["bot/README.md", "retrieval/README.md"])
def test_what_is_to_be_changed_is_defined_where_the_table_says(page: str) -> None:
    prose = prose_of(page)
    table = prose[prose.index("## Where do I change") :]
    places = _SYMBOL.findall(table)

    assert len(places) >= 9
    for path, name in places:
        assert name in defined_in(PROJECT / path), f"{page}: {path} has no {name}"


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("bot/README.md", "how long a chat waits after 429"),
        ("bot/README.md", "what an alert looks like"),
        ("bot/README.md", "which updates the webhook refuses"),
        ("retrieval/README.md", "what counts as a speaker's title"),
        ("retrieval/README.md", "how deletes are stored"),
        ("retrieval/README.md", "where a Russian cue verb is added"),
    ],
)
def test_the_table_answers_what_is_asked_most(page: str, asked: str) -> None:
    (row,) = [line for line in text_of(page).splitlines() if line.startswith(f"| {asked} |")]

    assert _SYMBOL.search(row)


@pytest.mark.parametrize(("page", "walks"), [("bot/README.md", 1), ("retrieval/README.md", 4)])
def test_every_step_of_a_walk_names_its_file(page: str, walks: int) -> None:
    rooms = prose_of(page).partition("## The rooms")[2]
    steps = re.findall(r"^(\d+)\. (.+(?:\n   .+)*)", rooms, re.MULTILINE)

    assert [number for number, _ in steps].count("1") == walks
    assert [step for _, step in steps if not list(paths_in(step))] == []


@pytest.mark.parametrize(
    ("prose", "named"),
    [
        ("`bot/app.py` joins", ["bot/app.py"]),
        ("`bot/render/`", ["bot/render/"]),
        ("`retrieval/answers/archive.py:Archive.ask`", ["retrieval/answers/archive.py"]),
        ("`bot/commands/<name>.py`, `archive.db`, `/ask`, `verbatim ask`", []),
    ],
)
def test_paths_are_told_from_other_words(prose: str, named: list[str]) -> None:
    assert list(paths_in(prose)) == named
