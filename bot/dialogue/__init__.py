"""What a chat was about: the thread that follow-ups lean on, and the questions that links carry."""

from bot.dialogue.question_links import START_QUESTION, linked_question
from bot.dialogue.thread import SILENCE_ENDS, leaned_on, meant

__all__ = ["SILENCE_ENDS", "START_QUESTION", "leaned_on", "linked_question", "meant"]
