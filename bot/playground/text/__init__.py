"""Message text at the stand-in: entities, HTML, UTF-16 lengths and links as Telegram reads them."""
