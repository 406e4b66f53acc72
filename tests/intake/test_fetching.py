"""Can a server harm who fetches from it?"""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from bot.intake.fetching.addresses import is_public
from bot.intake.fetching.fetcher import Fetcher
from retrieval.errors import SourceError

OURS = ("127.0.0.1",)


def fetcher(**choices: Any) -> Fetcher:
    return Fetcher("VerbatimBot/1 (+mailto:desk@herald.example)", **({"allowed": OURS} | choices))


SPECIAL = """
0.0.0.0 0.255.255.255 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 254.1.1.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1:ffff::8.8.8.8
100::1 100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:0:4136:e378:8000:63bf:f5ff:fffe 2001:2::1 2001:10::1 2001:20::1
2001:1ff:ffff::1 2001:db8::1 2001:db8:ffff::1 2002:7f00:1:: 2002:a00:1:: 2002:808:808::1 3fff::1 3fff:fff:ffff::1
5f00::1 5f00:ffff::1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 feff:ffff::1 ff02::1 ff0e::1 4000::1 e000::1
"""
OPEN = """
1.1.1.1 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 192.0.3.1 192.167.255.255
198.17.255.255 198.20.0.1 203.0.112.1 223.255.255.255 2001:200::1 2001:4860:4860::8888 2400:cb00::1 2a00:1450::1
2606:2800:220:1::1 3ffe:ffff::1 3fff:1000::1 ::ffff:1.1.1.1 64:ff9b::1.1.1.1
"""


@pytest.mark.parametrize("address", SPECIAL.split())
def test_no_address_but_a_public_one_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN.split())
def test_what_lies_beside_the_special_blocks_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://h.example/a", "http:///a", "gopher://h.example", "x"])
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(SourceError):
        fetcher().fetch(url)


def test_a_private_address_is_refused_before_anything_is_sent(site: Any) -> None:
    url = site.put("/a", "secret")

    with pytest.raises(SourceError, match="private network"):
        fetcher(allowed=()).fetch(url)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Any) -> None:
    port = site.url.rpartition(":")[2]
    url = site.put("/a", "", status=302, Location=f"http://localhost:{port}/b")

    with pytest.raises(SourceError, match="private network"):
        fetcher().fetch(url)
    assert site.paths() == ["/a"]


def test_a_permanent_redirect_is_told_and_a_temporary_one_is_not(site: Any) -> None:
    site.put("/new", "here")
    old = site.put("/old", "", status=301, Location="/new")
    passing = site.put("/passing", "", status=302, Location="/new")

    assert fetcher().fetch(old).moved_to == f"{site.url}/new"
    assert fetcher().fetch(passing).moved_to is None
    assert fetcher().fetch(passing).body == b"here"


def test_a_circle_of_redirects_ends(site: Any) -> None:
    url = site.put("/a", "", status=302, Location="/a")

    with pytest.raises(SourceError, match="redirects more"):
        fetcher().fetch(url)


def test_a_body_over_the_limit_is_refused(site: Any) -> None:
    url = site.put("/a", b"x" * 200_000)

    with pytest.raises(SourceError, match="over"):
        fetcher(max_bytes=100_000).fetch(url)


def test_a_bomb_is_refused_without_being_unpacked(site: Any) -> None:
    url = site.put("/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    with pytest.raises(SourceError, match="over"):
        fetcher(max_bytes=1_000_000).fetch(url)


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_broken_or_unwanted_packing_is_refused(site: Any, encoding: str) -> None:
    with pytest.raises(SourceError):
        fetcher().fetch(site.put("/a", b"nothing of the kind", Content_Encoding=encoding))


def test_what_is_packed_is_unpacked(site: Any) -> None:
    assert fetcher().fetch(site.put("/a", gzip.compress(b"rain"), Content_Encoding="gzip")).body == b"rain"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_a_body_of_several_members_is_read_whole(site: Any, encoding: str) -> None:
    body = b"".join(gzip.compress(part) for part in (b"rain, ", b"", b"wind ", b"x" * 100_000))

    assert fetcher().fetch(site.put("/a", body, Content_Encoding=encoding)).body == b"rain, wind " + b"x" * 100_000


def test_a_bomb_in_a_later_member_is_refused(site: Any) -> None:
    body = gzip.compress(b"rain") + gzip.compress(b"\0" * 50_000_000)

    with pytest.raises(SourceError, match="over"):
        fetcher(max_bytes=1_000_000).fetch(site.put("/a", body, Content_Encoding="gzip"))


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.02)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(400):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize("fault", [drip, drip_headers])
def test_a_server_that_drips_is_left_when_the_time_is_over(site: Any, fault: Any) -> None:
    site.pages["/a"] = fault
    began = time.monotonic()

    with pytest.raises(SourceError, match="no complete answer"):
        fetcher(timeout_s=0.3).fetch(f"{site.url}/a")
    assert time.monotonic() - began < 2


def test_who_asks_and_on_what_condition_is_said(site: Any) -> None:
    url = site.put("/a", "rain", ETag='"1"')

    answer = fetcher().fetch(url, etag='"1"', last_modified="Wed, 13 Sep 2023 10:00:00 GMT")

    assert answer.status == 304
    headers = site.asked[0][1]
    assert "desk@herald.example" in headers["user-agent"]
    assert headers["if-modified-since"] == "Wed, 13 Sep 2023 10:00:00 GMT"
    assert headers["host"] == site.url.removeprefix("http://")


def test_a_host_that_does_not_answer_is_a_named_refusal() -> None:
    with pytest.raises(SourceError):
        fetcher().fetch("http://127.0.0.1:1/")
