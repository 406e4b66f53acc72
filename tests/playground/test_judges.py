"""Do the stand-in and TDLib judge alike, and do the judges of the conversations bite?"""

from __future__ import annotations

from typing import get_args

import pytest

from bot.playground.text.formatting import MOMENT_FORM
from bot.playground.text.link_addresses import checked_address
from bot.playground.world.records import Call
from bot.render.moments import MomentForm
from bot.render.telegram.links import safe_url
from tests import judges

needs_tdlib = pytest.mark.skipif(not judges.has_tdlib(), reason="needs tdjson: pip install -e '.[judges]'")
needs_emulator = pytest.mark.skipif(
    not judges.has_emulator(), reason="needs lo-bot-api-emulator: pip install -e '.[judges]'"
)
ADDRESSES = [
    "http://localhost/",
    "http://intranet/a",
    "https://news.example",
    "https://News.Example?a=b&c=d",
    "http://news.example#a",
    "http://news.example:0/",
    "http://news.example:00080/x",
    "http://news.example:65535/x",
    "http://news.example:65536/x",
    "http://news.example:70000/",
    "http://news.example:/x",
    "http://news.example:80:90/",
    "http://news.example:abc/",
    "https://[::1]/x",
    "https://[::1/",
    "https://[news.example]/",
    "http://[1::2]:99999/",
    "http://1.2.3.4/",
    "http://exam_ple.org/",
    "http://exam ple.org/",
    "http://a..b/",
    "http://.b/",
    "http://a.b./",
    "http://пример.рф/ы",
    "http://a%41.b/",
    "http://%.b/",
    "http://a,b.c/",
    "http://(a).b/",
    "http://a*b.c/",
    'http://a"b.c/',
    "http://a`b.c/",
    "http://a.b\\c",
    "http://user@news.example/",
    "http://user:word@news.example:99/q",
    "http://@news.example/",
    "http://news.example@intranet/",
    "https://news.example/a b",
    "https://news.example/<a>",
    "HTTP://news.example/Ä",
    "https:news.example",
    "https:/news.example",
    "//news.example",
    "ftp://news.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "",
]


@needs_tdlib
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_stand_in_keeps_an_address_as_tdlib_does(address: str) -> None:
    assert checked_address(address) == judges.kept_address(address)


@needs_tdlib
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_is_made_a_link_that_tdlib_drops(address: str) -> None:
    link = safe_url(address)

    assert link is None or judges.kept_address(link)


@needs_tdlib
@pytest.mark.parametrize(
    "entity",
    [
        {"type": "text_link", "offset": 0, "length": 4, "url": "http://intranet/"},
        {"type": "text_link", "offset": 0, "length": 4, "url": "http://news.example:70000/"},
        {"type": "bold", "offset": -1, "length": 4},
    ],
    ids=["no-dot", "port", "offset"],
)
def test_tdlib_condemns_a_text_that_telegram_would_refuse(entity: dict) -> None:
    wrong = Call("sendMessage", {"text": "Some words", "entities": [entity]}, 0.0, "ok")
    right = Call(
        "sendMessage", {"text": "Some words", "entities": [{"type": "bold", "offset": 0, "length": 4}]}, 0.0, "ok"
    )

    assert len(judges.verdicts([wrong, right])) == 1


@needs_tdlib
@pytest.mark.parametrize("form", ["", "r", "Dt", "t", "wt", "wDT", "tD", "dd", "x", "rw", "D t", "DT!"])
def test_the_stand_in_and_tdlib_know_the_same_forms_of_a_moment(form: str) -> None:
    is_known = not list(judges.refused_form(form))

    assert bool(MOMENT_FORM.fullmatch(form)) is is_known


@pytest.mark.parametrize("form", get_args(MomentForm))
def test_each_form_that_the_bot_writes_is_known(form: str) -> None:
    assert MOMENT_FORM.fullmatch(form)


@needs_emulator
@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "article", "id": "", "title": "A"}]}),
        (
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
        ),
    ],
)
def test_the_contract_condemns_a_call_that_telegram_would_refuse(method: str, parameters: dict) -> None:
    assert len(judges.verdicts([Call(method, parameters, 0.0, "ok")])) == 1
