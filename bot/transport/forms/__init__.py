"""Wire forms: what texts, buttons, cards and documents are in Telegram's own objects."""
