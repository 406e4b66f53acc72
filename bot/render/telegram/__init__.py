"""Telegram rendering: rich text, pages of answers, cards, alerts, splitting and links."""
