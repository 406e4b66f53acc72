"""What is to be told of what came in, to whom, and when? No network here: `bot.app` delivers."""
