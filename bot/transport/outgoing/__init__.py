"""Calls on their way out: messages, edits and pictures, at Telegram's pace, tried again where nothing is done twice."""
