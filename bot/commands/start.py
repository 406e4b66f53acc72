"""/start: what is this bot, in a few lines?"""

from __future__ import annotations

from bot.commands.command import Asked, Command, House
from bot.commands.examples import examples
from bot.render.message import Message
from bot.render.rich import joined, plain


def start(asked: Asked, house: House) -> tuple[Message, ...]:
    """Say what the bot does and what one could ask."""
    counts = house.archive.counts()
    articles = f"{counts.articles:,} article{'' if counts.articles == 1 else 's'}"
    what = (
        f"I answer from an archive of {articles} with excerpts word for word, each with who said it and where it "
        "was published. I write no news of my own: where the archive holds nothing, I say so."
    )
    how = "Ask me, for example:" if asked.is_private else f"Ask me with /ask@{house.bot_name}, for example:"
    tries = [plain(question).marked("code") for question in examples(house.archive)]
    text = joined((plain(what), joined((plain(how), *tries), "\n"), plain("/help tells more.")), "\n\n")
    return (Message(text),)


COMMAND = Command(name="start", help="What this bot does", run=start)
