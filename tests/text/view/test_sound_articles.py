"""Does sound text come out unchanged? A thousand articles of our own, full of what looks like damage and is none."""

from __future__ import annotations

import random

import pytest

from retrieval.text.view import reading_view

NAMES = (
    "Ada O'Neill", "Bo McDonald", "Thein Sein", "Ines LaGuardia", "Jo DeVito", "Kim D’Souza", "Dick van Dyke",
    "Ida Holt-Ekin", "Christophe Akliouche", "Rolland Courtland", "Per Goethe", "Ranjit Nesbit", "Lena Zangwill",
    "Omar bin Salem", "Ada Lund", "Ursula von der Aue", "Le Van Tan", "Will Marchand", "Esfand Brand", "Ana Mahomet",
    "Sid Blythe", "Tom Fouche", "Bo Said",
)  # fmt: skip
THINGS = (
    "an iPhone", "YouTube", "TikTok and Tik Tok", "eBay", "the StarNews desk of Star News", "Obamacare", "PolitiFact",
    "the F-16", "a smartwatch", "LinkedIn", "HomeKit", "the McMansion", "deGrasse Hall", "the U.S. Senate", "AT&T",
    "Superdelegates", "www.theQuorta.example", "@realAdaLund", "#WeSaidIt", "the Netherlands", "WandaVision", "R&D",
)  # fmt: skip
FRAMES = (
    "“We have waited too long for {thing},” {one} said on Monday.",
    "On Tuesday he said that {thing} was late, and in a letter to {one} she wrote that it would be.",
    "{one}, who met {two} at 3pm, said it was about {thing}.",
    "“It is late,” said {one}, the mayor of the town. “It is what it is.”",
    "When {one} asked about {thing}, {two} laughed; what it was nobody knew.",
    "In {thing} it was, and it is, as {one} told {two} last May.",
    "The {thing} report, which {two} saw, was signed by {one}, a writer for the Herald.",
    "{one}, 59, of Brindle, Vt., left. Meanwhile, a writer for the Herald said that {two} was there.",
    "Unlike {two} she was there. As for {one} he had gone, and so had {thing}.",
    "The Lund he knew was gone. In Oslo, the mayor said nothing of {thing} or of {one}.",
    "At 5:30 p.m. {one} left {thing} to {two}. She says so herself.",
    "{one}: I have read it.\n{two}: And what of {thing}?\n{one}: It is late.",
    "The list:\n- {thing}\n- {one}\n- {two}",
    "The sea is wide,\nThe sea is deep,\nIt was for {one}\nThat {two} weep.",
    "{one} ({two}’s friend) paid $12.50 for {thing}... and that was that — or so he said.",
)


def article(number: int) -> str:
    chance = random.Random(number)
    paragraphs = []
    for _ in range(chance.randint(3, 9)):
        one, two = chance.sample(NAMES, 2)
        frames = chance.sample(FRAMES, chance.randint(1, 3))
        lines = "\n" if any("\n" in frame for frame in frames) else " "
        paragraphs.append(lines.join(f.format(one=one, two=two, thing=chance.choice(THINGS)) for f in frames))
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_sound_articles_are_read_as_they_are(first: int) -> None:
    changed = [text for text in map(article, range(first, first + 100)) if reading_view(text).text != text]

    assert changed == []
