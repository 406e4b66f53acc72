"""Quote cards: the words that are handed to the drawing are the excerpt's, whole, in every script, or none is."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.message import MAX_CAPTION_UNITS
from bot.render.pictures.jobs import CannotDraw, CardJob, NotDrawn, PairJob, Run
from bot.render.pictures.line_breaks import base_level, breaks
from bot.render.pictures.painter import can_draw
from bot.render.pictures.quote_card import caption, card_job, column
from bot.render.translate import speaking
from retrieval.model import Answer, Excerpt, Published, Span

pytestmark = pytest.mark.skipif(not can_draw("card"), reason="cards are drawn with the extra [cards] and FriBiDi")
TEXT = "“We mend the weir before winter,” said the mayor, Ada Lund, on Monday."
ADDRESS = "https://ferry.example/2026/11/26/weir"
SCRIPTS = {
    "latin": "“Wir flicken das Wehr, koste es, was es wolle – größtenteils”, sagte Ångström à l’Élysée.",
    "cyrillic": "«Мы починим плотину до зимы», — сказала мэр. Її з’їзд відбудеться у Києві.",
    "greek": "«Θα επισκευάσουμε το φράγμα πριν από τον χειμώνα», είπε η δήμαρχος.",
    "arabic": "قالت الوزيرة: “سنصلح السد قبل الشتاء بكلفة 1.5% (2026)، وفقا لـ Northern Wire” يوم الثلاثاء.",
    "hebrew": "“נתקן את הסכר עד 12 בספטמבר,” אמרה השרה ל-Northern Wire.",
    "devanagari": "मंत्री ने कहा, “हम सर्दियों से पहले बाँध की मरम्मत करेंगे।”",
    "chinese": "部长说：“我们将在冬天之前修好水坝，不管花多少钱。”她周二（9月12日）补充道。",
    "japanese": "大臣は「冬までにダムを修理する」と述べた。",
    "korean": "장관은 “겨울 전에 댐을 고치겠다”고 말했다.",
    "signs": "“Costs: €3 & £2 ½ – 5 °C … ☺ 🙂 👍🏽 🇺🇦”",
}


def excerpt(text: str = TEXT, **changed: Any) -> Excerpt:
    facts: dict[str, Any] = {
        "content": (Span(7, 7 + text.index("”")),) if "”" in text else None,
        "speaker": "Ada Lund",
        "speaker_as_written": "Ada Lund",
        "role": "the mayor",
        "via": "Northern Wire",
        "attribution": "direct",
        "title": "Weir to be mended",
        "outlet": "The Ferry Post",
        "published": Published.parse("2026-11-26"),
        "url": ADDRESS,
    }
    return Excerpt("a1", 1, Span(7, 7 + len(text)), text, **(facts | changed))


def answer(of: Excerpt) -> Answer:
    return Answer("what did Lund say", "said-about", total=1, excerpts=(of,))


def drawn_words(job: CardJob) -> Iterator[str]:
    """The words of each line that are handed to the drawing, in the order of reading."""
    from bot.render.pictures.draw_card import lay_out

    for line in lay_out(job).words.lines:
        yield "".join(piece.text for piece in line.pieces)


def test_a_card_has_every_credit_and_the_speakers_words_bold() -> None:
    job = card_job(excerpt(), "dark")

    assert job.words == (
        Run("“We mend the weir before winter,", is_bold=True),
        Run("” said the mayor, Ada Lund, on Monday."),
    )
    assert (job.speaker, job.address, job.theme) == ("Ada Lund", ADDRESS, "dark")
    assert job.lines == ("the mayor", "quoted · via Northern Wire", "The Ferry Post · 26 November 2026")


def test_the_credits_are_in_the_language_spoken_and_the_words_in_their_own() -> None:
    with speaking("de"):
        job = card_job(excerpt(), "light")

    assert "26. November 2026" in job.lines[-1]
    assert job.text == card_job(excerpt(), "light").text


def test_a_speaker_whom_nobody_resolved_stays_as_written() -> None:
    job = card_job(excerpt(speaker=None, speaker_as_written="he", role=None), "light")

    assert job.speaker == "“he” (as the article puts it)"


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
@pytest.mark.parametrize("times", [1, 5])
def test_the_words_drawn_are_the_words_of_the_excerpt_in_every_script(text: str, times: int) -> None:
    job = CardJob((Run(f"{text} " * (times - 1)), Run(text, is_bold=True)), address=ADDRESS)
    lines = list(drawn_words(job))

    assert "".join("".join(lines).split()) == "".join(job.text.split())
    assert " ".join(" ".join(lines).split()).replace(" ", "") == job.text.replace(" ", "")


@settings(deadline=None)  # the first example loads the fonts
@given(st.lists(st.tuples(st.text("ab -.א12%天地ا“”\n", max_size=40), st.booleans()), min_size=1, max_size=4))
def test_no_sign_is_lost_doubled_or_moved_but_blanks_at_line_ends(parts: list[tuple[str, bool]]) -> None:
    from bot.render.pictures.typesetting import set_block

    runs = [Run(text, bold) for text, bold in parts]
    whole = "".join(run.text for run in runs)
    bold = "".join(sign for run in runs if run.is_bold for sign in run.text if not sign.isspace())
    lines = set_block(runs, 40, left=0, top=0, width=300).lines

    assert "".join(line.text for line in lines) == whole
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [line.text.rstrip() for line in lines]
    assert (
        "".join(sign for line in lines for p in line.pieces if p.is_bold for sign in p.text if not sign.isspace())
        == bold
    )


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_piece_lies_inside_the_block_and_none_on_another(text: str) -> None:
    from bot.render.pictures.typesetting import set_block

    block = set_block([Run(f"{text} {text}"), Run(text, is_bold=True)], 40, left=50, top=0, width=400)

    for line in block.lines:
        placed = sorted((piece.x, piece.x + piece.width(40)) for piece in line.pieces)
        assert placed[0][0] >= 49
        assert placed[-1][1] <= 452
        assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(placed))


@pytest.mark.parametrize(
    "text",
    [
        "قال 12% Wire هنا",
        "אמר 12% Wire כאן",
        "The word سلام means peace (1.5%), he said",
        "في (2026)، وفقا لـ Northern Wire, Ltd. يوم 12/9",
        "בשנת 2026 (ראו: page 3–4), אמר",
        "abc אב 12 גד def, הו.",
        "$12 אב +7% גד",
        "قال: “سلام 5 °C” ثم 3,000 و٣٬٠٠٠",
        "!אב, ab?",
    ],
)
def test_pieces_lie_where_a_whole_bidirectional_line_has_them(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """FriBiDi orders a line of one font and weight by itself, which no line of several can leave to it."""
    mpl = pytest.importorskip("matplotlib", reason="its DejaVu has Latin, Hebrew and Arabic letters")
    from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

    from bot.render.pictures import typesetting
    from bot.render.pictures.fonts import FontFile

    dejavu = FontFile(str(Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"))
    font = ImageFont.truetype(dejavu.path, 40, layout_engine=ImageFont.Layout.RAQM)
    monkeypatch.setattr(typesetting, "font_for", lambda *_: dejavu)
    monkeypatch.setattr(typesetting, "loaded", lambda *_, **__: font)
    [line] = typesetting.set_block([Run(text)], 40, left=10, top=0, width=1180).lines
    ours, whole = Image.new("L", (1200, 80)), Image.new("L", (1200, 80))
    for piece in line.pieces:
        ImageDraw.Draw(ours).text((piece.x, 50), piece.text, 255, font, "ls", direction=piece.direction)
    is_rtl = base_level(text)
    at = (1190 - font.getlength(text, direction="rtl"), 50) if is_rtl else (10, 50)
    ImageDraw.Draw(whole).text(at, text, 255, font, "ls", direction="rtl" if is_rtl else "ltr")
    near = whole.filter(ImageFilter.MaxFilter(7))

    stray = sum(ImageChops.subtract(ours, near).histogram()[128:])
    assert stray <= 0.01 * sum(ours.histogram()[128:])
    assert ours.getbbox() is not None


def test_lines_end_at_blanks_and_between_han_signs_but_never_before_their_marks() -> None:
    text = "我们将在（冬天）之前，修好。"

    assert all(text[at] not in "）。，" and text[at - 1] != "（" for at in breaks(text))
    assert list(breaks("well-known a\u00a0b")) == [5, 11]
    assert base_level(SCRIPTS["arabic"]) == 1


def test_a_long_quotation_is_smaller_and_one_that_would_be_too_small_is_no_card() -> None:
    from bot.render.pictures.draw_card import SIZES, lay_out

    sizes = [lay_out(CardJob((Run("word " * words),))).words.size for words in (5, 120, 220)]
    with pytest.raises(CannotDraw) as refused:
        lay_out(CardJob((Run("word " * 2000),)))

    assert sizes[0] == SIZES[0] > sizes[1] > sizes[2] >= SIZES[-1]
    assert refused.value.why is NotDrawn.TOO_LONG


def test_a_sign_that_no_font_has_is_never_drawn_as_a_box() -> None:
    from bot.render.pictures.draw_card import draw_card

    with pytest.raises(CannotDraw) as refused:
        draw_card(CardJob((Run("He wrote \U00012000."),)))

    assert refused.value.why is NotDrawn.NO_FONT


def test_a_word_longer_than_a_line_is_broken_and_a_long_address_gives_way_to_its_host() -> None:
    from bot.render.pictures.draw_card import lay_out

    laid = lay_out(CardJob((Run("x" * 200),), address="https://ferry.example/" + "a" * 400))

    assert "".join(line.text for line in laid.words.lines) == "x" * 200
    assert laid.address is not None
    assert [line.text for line in laid.address.lines] == ["ferry.example"]
    assert laid.code == ()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_is_a_png_that_a_phone_shows_whole(theme: str) -> None:
    from bot.render.pictures.draw_card import MAX_HEIGHT, draw_card

    drawn = draw_card(card_job(excerpt(), theme))
    width, height = struct.unpack(">II", drawn[16:24])

    assert drawn.startswith(b"\x89PNG")
    assert width == 1080
    assert 608 <= height <= MAX_HEIGHT


def test_the_code_holds_the_address_dark_on_white() -> None:
    import segno
    from PIL import Image

    from bot.render.pictures.draw_card import draw_card, lay_out

    job = card_job(excerpt(), "dark")
    expected = tuple(tuple(bool(m) for m in row) for row in segno.make_qr(ADDRESS, error="m").matrix)
    image = Image.open(BytesIO(draw_card(job))).convert("L")
    module = 230 // (len(expected) + 8)
    side = module * (len(expected) + 8)
    left, top = 1080 - 72 - side + 4 * module, lay_out(job).height - 72 - side + 4 * module
    seen = tuple(
        tuple(image.getpixel((left + (x + 0.5) * module, top + (y + 0.5) * module)) < 128 for x in range(len(row)))
        for y, row in enumerate(expected)
    )

    assert seen == expected


def test_the_caption_holds_the_whole_excerpt_and_where_it_has_no_room_only_whole_credits() -> None:
    short, long = excerpt(), excerpt("word " * 250, content=None)
    said, below = caption(short, answer(short)), caption(long, answer(long))

    assert "“We mend the weir before winter,” said the mayor, Ada Lund, on Monday." in said.text
    assert "word" not in below.text
    assert "The Ferry Post" in below.text
    assert below.units <= MAX_CAPTION_UNITS


def test_two_columns_hold_the_words_of_both_whole_and_apart() -> None:
    from bot.render.pictures.draw_pair import draw_pair, lay_out_pair

    job = PairJob((column("Ada Lund", excerpt()), column("عمر", excerpt(SCRIPTS["arabic"], content=None))), "dark")
    first, second = lay_out_pair(job).columns
    drawn = [
        " ".join("".join(piece.text for piece in line.pieces) for line in words.lines)
        for _, words, _ in (first, second)
    ]
    edges = [
        piece.x + piece.width(words.size) for _, words, _ in (first,) for line in words.lines for piece in line.pieces
    ]

    assert drawn == [excerpt().text, SCRIPTS["arabic"]]
    assert max(edges) < min(piece.x for line in second[1].lines for piece in line.pieces)
    assert draw_pair(job).startswith(b"\x89PNG")
    with pytest.raises(CannotDraw):
        lay_out_pair(PairJob((column("Ada Lund", excerpt("word " * 400, content=None)), column("Omar", excerpt()))))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="reading a picture back needs tesseract")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_read_back_says_what_the_excerpt_says(tmp_path: Path, theme: str) -> None:
    from bot.render.pictures.draw_card import draw_card

    words = replace(card_job(excerpt(), theme), address="")
    (tmp_path / "card.png").write_bytes(draw_card(words))
    done = subprocess.run(
        ["tesseract", str(tmp_path / "card.png"), "-", "--psm", "6"], capture_output=True, text=True, check=True
    )
    read = " ".join(done.stdout.replace("|", " ").split()).replace("“", '"').replace("”", '"')

    assert '"We mend the weir before winter," said the mayor, Ada Lund, on Monday.' in read
    assert "quoted" in read
    assert "The Ferry Post" in read
