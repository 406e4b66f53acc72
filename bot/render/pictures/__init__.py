"""Pictures: timelines and quotations drawn as PNG, in a process beside the bot."""
