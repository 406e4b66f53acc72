"""How a chat wants its alerts: a short list of choices, with a button for each that is not chosen."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.view import Offer
from bot.render.telegram.alert_pages import AlertLook
from bot.render.translate import N_, _
from retrieval.store import ChatSettings

_FORMS = {"whole": N_("Words and source"), "title": N_("Title only"), "words": N_("Words only")}
_PARTS = {
    "link": (N_("With link"), N_("Without link")),
    "hashtags": (N_("With hashtags"), N_("Without hashtags")),
    "picture": (N_("With picture"), N_("Without picture")),
}
_FIELDS = {"link": "alert_has_link", "hashtags": "alert_has_tags", "picture": "alert_has_picture"}


def look_of(chosen: ChatSettings | None) -> AlertLook:
    """What a chat has chosen; the whole excerpt with its link where it has chosen nothing."""
    if chosen is None:
        return AlertLook()
    return AlertLook(chosen.alert_form, chosen.alert_has_link, chosen.alert_has_tags, chosen.alert_has_picture)


def changed(chosen: ChatSettings, choice: str) -> ChatSettings | None:
    """The settings with a choice ("title", "link off"); None where it is none.

    >>> from datetime import UTC, datetime
    >>> changed(ChatSettings(5, datetime(2024, 5, 2, tzinfo=UTC)), "hashtags on").alert_has_tags
    True
    """
    match choice.lower().split():
        case ["whole" | "title" | "words" as form]:
            return replace(chosen, alert_form=form)
        case ["link" | "hashtags" | "picture" as part, "on" | "off" as how]:
            return replace(chosen, **{_FIELDS[part]: how == "on"})  # type: ignore[arg-type]
    return None


def as_word(look: AlertLook) -> str:
    """A look in one word, for a listing to be remembered by.

    >>> of_word(as_word(AlertLook("title", has_link=False, has_tags=True))) == AlertLook("title", False, True)
    True
    """
    parts = (("link", look.has_link), ("hashtags", look.has_tags), ("picture", look.has_picture))
    return ",".join((look.form, *(part for part, is_on in parts if is_on)))


def of_word(word: str) -> AlertLook:
    """The look that a word stands for; the usual one where it stands for none."""
    form, *parts = word.split(",")
    if form not in _FORMS:
        return AlertLook()
    return AlertLook(form, "link" in parts, "hashtags" in parts, "picture" in parts)  # type: ignore[arg-type]


def in_words(look: AlertLook) -> str:
    """What is chosen, in one line."""
    on = {"link": look.has_link, "hashtags": look.has_tags, "picture": look.has_picture}
    return " · ".join((_(_FORMS[look.form]), *(_(_PARTS[part][0]) for part, is_on in on.items() if is_on)))


def offers(look: AlertLook, start: str) -> tuple[Offer, ...]:
    """What could be chosen instead.

    Args:
        start: the command that a choice goes behind.
    """
    on = {"link": look.has_link, "hashtags": look.has_tags, "picture": look.has_picture}
    forms = [Offer(_(label), f"{start} {form}") for form, label in _FORMS.items() if form != look.form]
    parts = [Offer(_(_PARTS[part][is_on]), f"{start} {part} {'off' if is_on else 'on'}") for part, is_on in on.items()]
    return (*forms, *parts)
