"""Which addresses are one page?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sources import canonical_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTPS://WWW.Example.ORG/Path/To?Q=A", "https://www.example.org/Path/To?Q=A"),
        (" https://example.org/a#section ", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?id=7&fbclid=z&page=2", "https://example.org/a?id=7&page=2"),
        ("https://example.org/a?b=%C3%A4+c&a=1", "https://example.org/a?b=%C3%A4+c&a=1"),
        ("https://example.org/a?UTM_Source=x", "https://example.org/a"),
        ("https://User:Pass@Example.org:8443/a", "https://User:Pass@example.org:8443/a"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("http://[2001:DB8::1]/a", "http://[2001:db8::1]/a"),
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("example.org/a", None),
        ("https:///a", None),
        ("https://[broken/a", None),
        ("", None),
    ],
)
def test_an_address_loses_what_does_not_change_the_page(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


@given(st.text() | st.text().map("https://example.org/".__add__))
def test_a_canonical_address_is_its_own(url: str) -> None:
    once = canonical_url(url)

    assert once is None or canonical_url(once) == once
