"""/ask: what does the archive hold on a question?"""

from __future__ import annotations

from bot.commands.answering import first_page
from bot.commands.command import Asked, Command, House
from bot.commands.examples import examples
from bot.render.message import Message, line
from retrieval.store import Shown


def ask(asked: Asked, house: House) -> tuple[Message, ...]:
    """Answer a question; without words, show how to ask."""
    most = house.settings.question_max_chars
    if not asked.words:
        return (line(f"Ask with words after the command, for example:\n/ask {examples(house.archive)[0]}"),)
    if len(asked.words) > most:
        return (line(f"That is a long one ({len(asked.words):,} characters). Please ask in at most {most:,}."),)
    today = house.today(asked.now, asked.chat_id)
    # What begins with a slash is a list's, for its buttons.
    words = asked.words.lstrip("/ ")
    shown = Shown(house.new_token(), asked.chat_id, asked.asker_id, words, today, asked.now)
    return (first_page(shown, house),)


COMMAND = Command(name="ask", help="Ask the archive a question", run=ask)
