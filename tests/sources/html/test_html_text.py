"""Are the words of a piece of HTML those that a reader sees: all, apart where they stand apart, and no others?"""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sources.html.html_text import visible_text

INLINE = (
    *("time", "label", "noindex", "button", "output", "data", "nobr", "b", "i", "font", "ins", "abbr", "bdi", "bdo"),
    *("span", "cite", "mark", "small", "u", "var", "kbd", "tt", "foo-bar", "x:y", "a", "em", "dfn", "strong", "code"),
)
BLOCKS = ("p", "div", "section", "article", "header", "footer", "blockquote", "center", "h3", "figcaption", "address")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "Rain fell <5 mm and wind blew >70 km/h, <b>Ida</b> said.",
            "Rain fell <5 mm and wind blew >70 km/h, Ida said.",
        ),
        ("<p>Rain &lt;5 mm &amp;amp; AT&T</p>", "Rain <5 mm &amp; AT&T"),
        ("<p>The\n  quay\twas&nbsp;<b>closed</b>,\nshe said.</p>", "The quay was closed, she said."),
        ("typed as\nplain text\n\nin two  parts", "typed as plain text\n\nin two parts"),
        ("Quay<br>closed<br/>\n<br>Ferry", "Quay\nclosed\n\nFerry"),
        ("<p>One<hr>Two</p>Three<section>Four</section><aside>Five</aside>", "One\n\nTwo\n\nThree\n\nFour\n\nFive"),
        ("<ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul>After", "One\nTwo\nThree\n\nAfter"),
        ("<dl><dt>Ferry</dt><dd>Late</dd></dl>", "Ferry\nLate"),
        ("<pre>A  b\n\n  c\n</pre><p>d</p>", "A  b\n\n  c\n\nd"),
        ('<p>Ten <img alt="5 > 3">boats</p><p>two<img>three</p>', "Ten boats\n\ntwo three"),
        ("<p>a<!-- x > y -->b<!--[if gte mso 9]><xml>q</xml><![endif]-->c<o:p></o:p></p>", "abc"),
        ("<p><![if !supportLists]>1.<![endif]> First</p><xml><w:Zoom>0</w:Zoom></xml>", "1. First"),
        ('<!-- wp:paragraph {"size":"x>y"} --><p>One</p><!-- /wp:paragraph -->', "One"),
        ("<script>var a='<p>x</p>'</script><style>p{}</style><template>t</template><p>One</p>", "One"),
        ("<p>One<span hidden>no</span><i style='display: none'>no</i><b class='a sr-only'>no</b></p>", "One"),
        ("<p>It rose <svg><title>arrow</title><path/></svg> by <svg><text>3</text></svg> per cent</p>", None),
        ("<p>of <del>two</del> <ins>three</ins> million</p>", "of three million"),
        (
            "<p>2019<sup>3</sup> and 10<sup>-6</sup>, the 1<sup>st</sup>, CO<sub>2</sub></p>",
            "2019³ and 10⁻⁶, the 1st, CO2",
        ),
        ("<ruby>港<rt>minato</rt></ruby> <ruby>船<rp>(</rp><rt>fune</rt><rp>)</rp></ruby>", "港(minato) 船(fune)"),
        ("<p style='white-space:pre-line'>One\nTwo</p>", "One\nTwo"),
        ("<span style='display:block'>One</span><span>Two</span>", "One\nTwo"),
        ("", ""),
        (" \n ", ""),
        ("<p>&nbsp;</p>", ""),
        ("<?xml version='1.0' encoding='koi8-r'?><p>Причал</p>", "Причал"),
    ],
)
def test_a_reader_sees_these_words(html: str, expected: str | None) -> None:
    assert visible_text(html) == ("It rose by 3 per cent" if expected is None else expected)


@pytest.mark.parametrize(
    ("html", "language", "expected"),
    [
        ("<q>We <q>go</q> now</q>, she said", None, "“We ‘go’ now”, she said"),
        ("<q>Wir <q>gehen</q></q>", "de-AT", "„Wir ‚gehen‘“"),
        ("<q>Мы <q>идём</q></q>", "ru", "«Мы „идём“»"),
        ("<q>Nous</q>", "fr", "«Nous»"),
        ("<q>“We go”</q> and “<q>now</q>”", "en", "“We go” and “now”"),
        ("<blockquote><q><p>One.</p><p>Two.</p></q></blockquote><p>End</p>", "en", "“One.\n\nTwo.”\n\nEnd"),
        ("<p><q><time>Now</time> <b>we</b></q>.</p>", "en", "“Now we”."),
    ],
)
def test_a_quotation_element_becomes_marks(html: str, language: str | None, expected: str) -> None:
    assert visible_text(html, language) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>So:</p><table><caption>Vote</caption><thead><tr><th>Name<th>Votes</thead>"
            "<tr><td>Ida Quist<td>41<tr><td><p>Per Holm</p><td></table>End",
            "So:\n\nVote\nName | Votes\nIda Quist | 41\nPer Holm\n\nEnd",
        ),
        (
            "<table><tr><th>Year<th>Gold<th>Tin</tr><tr><td rowspan=2>2019<td><td>3<tr><td>1<td>2</table>",
            "Year | Gold | Tin\n2019 | | 3\n| 1 | 2",
        ),
        (
            "<table><tr><td><a>Home</a><td><p>One <i>long</i>, story.<p>Two.</td></tr></table>",
            "Home\n\nOne long, story.\n\nTwo.",
        ),
        (
            "<table role=presentation><tr><td>One<td>Two<tr><td>Three<td>Four</table>",
            "One\n\nTwo\n\nThree\n\nFour",
        ),
        (
            "<table><tr><td>Menu<td><table><tr><td>A<td>1<tr><td>B<td>2</table></table>",
            "Menu\n\nA | 1\nB | 2",
        ),
    ],
    ids=["facts", "reaching down", "layout", "said to be layout", "nested"],
)
def test_a_table_of_facts_is_a_line_a_row_and_any_other_its_paragraphs(html: str, expected: str) -> None:
    assert visible_text(html) == expected


@given(words=st.lists(st.sampled_from(["rain", "quay", "5", "Ø"]), min_size=1, max_size=8), data=st.data())
def test_no_inline_element_takes_adds_glues_or_splits_words(words: list[str], data: st.DataObject) -> None:
    wrapped = list(words)
    for _ in range(data.draw(st.integers(0, 5))):
        tag = data.draw(st.sampled_from(INLINE))
        at = data.draw(st.integers(0, len(words) - 1))
        wrapped[at] = f"<{tag}>{wrapped[at]}</{tag}>"

    assert visible_text(f"<p>{' '.join(wrapped)}.</p>") == " ".join(words) + "."


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6))
def test_no_two_blocks_share_a_line(tags: list[str]) -> None:
    html = "".join(f"<{tag}>word{n}</{tag}>" for n, tag in enumerate(tags))

    assert visible_text(html) == "\n\n".join(f"word{n}" for n in range(len(tags)))


@pytest.mark.parametrize(
    "piece",
    [
        "<q>",
        "<p>",
        "<b>x",
        "<table><tr><td>x",
        "<tr><td>x<td>y",
        "<sup>1",
        "<!--",
        "<",
        "\n\n",
        "<rt>x",
        "<br>",
        "</p>",
    ],
)
def test_the_work_follows_the_length_of_hostile_html(piece: str) -> None:
    once, twice = (calls_of(piece * count) for count in (1000, 2000))

    assert twice < 3 * once + 1000


def calls_of(html: str) -> int:
    """How many calls reading some HTML takes."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        visible_text(html)
    finally:
        sys.setprofile(before)
    return calls
