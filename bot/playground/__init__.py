"""A Telegram of one's own: a strict stand-in for the Bot API on this machine, with a chat page.

The bot talks to it as it talks to Telegram; it never imports the bot. Start it, give the bot its address and token::

    playground = Playground(examples=["what did Peskov say?"])
    await playground.start(port=8080)
    ...  # Application.builder().token(playground.token).base_url(playground.base_url)
    await playground.stop()
"""

from bot.playground.people.actors import Person
from bot.playground.people.stage import words_of
from bot.playground.standin import Playground
from bot.playground.world.faults import Fault
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import BotProfile, Query

__all__ = ["BotProfile", "Chat", "Fault", "Person", "Playground", "Query", "words_of"]
