"""``verbatim chat``: a conversation with the archive in a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.cli._support.failures import Mistake, answering
from bot.cli._support.options import data_option, language_option, now_option

if TYPE_CHECKING:
    from retrieval.answers.archive import Archive

PAGE = 3
HELP = """Ask in plain words:
  what did NAME say about TOPIC · who said "WORDS" · who is NAME · what happened on DATE · when did …
  and Putin? · about weapons? · only Reuters · last week   the question before, with this in it
  more (n)   the next excerpts        back (b)   the ones before        in full   the article of the first excerpt
  earlier    the day before with something in it      later   the day after   (where you asked what happened on a day)
  /timeline NAME, or NAMES or words   how often, over time       /topics   what the last week speaks of
  /help      this text                /quit      leave (Ctrl-D too); Tab completes commands and names"""
COMMANDS = ("/help", "/more", "/back", "/timeline", "/topics", "/quit")
_NAMES = 500


@dataclass(slots=True)
class Conversation:
    """What was asked last, which page of it is on the screen, and which questions lead to the days beside it.

    Attributes:
        first_article: that of the first excerpt on the screen; empty where there is none.
    """

    archive: Archive
    today: date
    language: str | None = None
    question: str = ""
    offset: int = 0
    total: int = 0
    first_article: str = ""
    beside: dict[str, str] = field(default_factory=dict)

    def answer(self, line: str) -> None:
        """Print what one typed line asks for."""
        match line.casefold():
            case "/help" | "help" | "?":
                click.echo(HELP)
            case "more" | "n" | "next" | "/more":
                self._turn(PAGE)
            case "back" | "b" | "/back":
                self._turn(-PAGE)
            case "earlier" | "later" as way:
                self._go(way)
            case "/topics":
                self._show_topics()
            case command if command.partition(" ")[0] == "/timeline":
                self._show_timeline(line.partition(" ")[2].strip())
            case command if command.startswith("/"):
                click.echo(f"There is no {command.split()[0]} here; /help lists the commands.")
            case _:
                self._ask(line)

    def _ask(self, line: str) -> None:
        """Answer a question; one that leans on the question before is completed, and said so."""
        leaning = self.archive.follow_up(line, self.question, today=self.today) if self.question else None
        if leaning is None or leaning.action == "ask":
            self.question, self.offset = leaning.question if leaning else line, 0
            if leaning:
                click.echo(f"{self.question}\n")
            self._show()
        elif leaning.action == "more":
            self._turn(PAGE)
        else:
            self._show_article()

    def _show_article(self) -> None:
        from bot.cli._support.screen import show
        from bot.render.terminal import article_lines

        if not self.first_article:
            click.echo("There is no excerpt above whose article I could show.")
            return
        show(article_lines(self.archive.article(self.first_article)), is_paged=True)

    def _turn(self, by: int) -> None:
        if not self.question:
            click.echo("Nothing was asked yet.")
        elif not 0 <= self.offset + by < self.total:
            click.echo("That was all of it." if by > 0 else "This is the first page.")
        else:
            self.offset += by
            self._show()

    def _go(self, way: str) -> None:
        if way not in self.beside:
            click.echo("There is no such day here; ask what happened on a day first.")
        else:
            self.question, self.offset = self.beside[way], 0
            self._show()

    def _show_timeline(self, words: str) -> None:
        from bot.cli._support.screen import show
        from bot.render.terminal_lists import timeline_lines

        if not words:
            click.echo("Name a person, two people or some words after /timeline.")
            return
        show(timeline_lines(self.archive.timelines(words, today=self.today), words))

    def _show_topics(self) -> None:
        from bot.cli._support.screen import show
        from bot.render.terminal_lists import topic_lines

        show(topic_lines(self.archive.topics(today=self.today)))

    def _show(self) -> None:
        from bot.cli._support.screen import show
        from bot.render.phrases import wording
        from bot.render.phrases.day_wording import neighbours
        from bot.render.terminal import answer_lines

        answer = self.archive.ask(
            self.question, today=self.today, limit=PAGE, offset=self.offset, language=self.language
        )
        self.total = answer.total
        self.first_article = answer.excerpts[0].article_id if answer.excerpts else ""
        show(answer_lines(answer, offset=self.offset, more_hint="type more for the next"))
        found = [(way, day) for way, day in zip(("earlier", "later"), neighbours(answer), strict=True) if day]
        self.beside = {way: wording.near_question(day, answer) for way, day in found}
        if found:
            click.echo("Type " + ", ".join(f"{way} for {wording.near_name(day)}" for way, day in found))


@click.command("chat", short_help="Converse in the terminal.")
@now_option
@language_option
@data_option
def command(today: date | None, language: str | None) -> None:
    """Ask one question after another; /help tells how.

    An archive that holds nothing is filled from seeds/ first. Also reads questions from a pipe, one a line.
    """
    from bot.cli._support.opening import counted, opened, settings
    from bot.cli._support.typed_lines import typed_lines
    from bot.dialogue.examples import examples

    chosen = settings()
    with opened(chosen, seeded=True) as archive:
        if sys.stdin.isatty():
            click.echo(
                f"{counted(archive.counts().articles, 'article')} in the archive. /help tells how, /quit leaves."
            )
            for question in examples(archive, today or chosen.today())[:1]:
                click.echo(f"Ask, for instance:  {question}")
        conversation = Conversation(archive, today or chosen.today(), language or chosen.language)
        for line in typed_lines(COMMANDS, lambda: _names(archive)):
            try:
                with answering():
                    conversation.answer(line)
            except Mistake as mistake:
                mistake.show()


def _names(archive: Archive) -> list[str]:
    """The people most quoted, to be completed."""
    return [row.name for row in archive.store.names.most_quoted(limit=_NAMES)]
