"""How answers look, in Telegram and in a terminal."""
