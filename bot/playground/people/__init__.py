"""Actors: what people and groups do in Telegram, for the chat page and for tests."""
