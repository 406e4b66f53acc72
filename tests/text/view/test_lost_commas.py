"""Is an apposition closed that lost its comma, and is a sound sentence left alone?"""

from __future__ import annotations

import pytest

from retrieval.text.view import reading_view

FRAME = "It was said on Monday that the talks would go on. {} The mayor and the council were at the meeting."


def read(text: str) -> str:
    return reading_view(FRAME.format(text)).text.removeprefix(FRAME[:50]).removesuffix(FRAME[52:])


@pytest.mark.parametrize(
    "meant",
    [
        "Ada Lund, a writer for the Valley Herald, said on Monday that it was late.",
        "“It is late,” Rep. Bo Reed (D-Ohio), a member of the panel, said in a call.",
        "Lund Reed, the former harbour master, told reporters that it was late.",
        "Ada Lund, who as a young doctor served in the north as a colonel, said that it was late.",
        "Ada Lund, a historian who attended the session, recalled, “It was late.”",
        "“It was late,” said Bo Reed, chief engineer of the port. “And it is.”",
        "“It was late,” said Ada Lund, deputy director for the north. “And it is.”",
    ],
)
def test_a_comma_that_closes_or_opens_an_apposition_is_put_back(meant: str) -> None:
    at = max(meant.find(", said"), meant.find(", told"), meant.find(", recalled"))
    at = at if at >= 0 else meant.index("Reed," if "Reed," in meant else "Lund,") + 4

    assert read(meant[:at] + meant[at + 1 :]) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ada Lund the mayor's eldest daughter, said so.", "Ada Lund, the"),
        ("Ada Lund (D-Ohio) a member of the panel, said so.", "(D-Ohio), a"),
        ("Ada Lund who served as U.S. envoy until this year, said so.", "Ada Lund, who"),
        ("Ada Lund, 59, of Brindle, Vt., who saw it on the Mall said so.", "Mall, said"),
        ("“Late”, Ada Lund, 25 said as she left.", "25, said"),
        ("Mr. Lund 82, told me so.", "Lund, 82,"),
    ],
)
def test_a_lost_comma_beside_a_name_is_put_back(written: str, meant: str) -> None:
    assert meant in read(written)


@pytest.mark.parametrize(
    "text",
    [
        "Weaponizing the dollar, said Bo Reed, is late.",
        "In Oslo, a writer for the Herald said that it was late.",
        "Meanwhile, a writer for the Herald said that it was late.",
        "On Friday, the mayor said so. Friday, the mayor of the town said so.",
        "The works in Brindle, Vale, the company said. The U.S. Senate, the White House announced.",
        "Ada Lund, a writer for the Herald said, was right.",
        "Ada Lund, who has repeatedly said that it was late, left. Ada Lund, an actress known for it, left.",
        "That’s the best answer he’s found. It’s the kind of thing she said she would read.",
        "The cup went to Heiner Lund. A member of the jury said so. He said it.",
        "said Ada Lund yesterday in the town, and Bo Reed quietly told the chief of it.",
        "Ada Lund, a writer and a teacher, said so; Bo Reed, the mayor, told them.",
    ],
)
def test_a_sound_sentence_stays(text: str) -> None:
    assert read(text) == text
