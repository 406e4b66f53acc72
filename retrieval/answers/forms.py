"""What form does a question have? Patterns over its wording; what fills a slot is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FormName = Literal[
    "greeting", "who-said", "who-spoke", "who-is", "said-about", "on", "when", "happened", "latest", "bare"
]

_SAY = (
    r"(?:sa(?:y|id|ys|ying)|t(?:ell|old|ells)|stat(?:e|ed|es)|declar(?:e|ed|es)|claim(?:ed|s)?|th(?:ink|inks|ought)|"
    r"comment(?:ed|s)?|remark(?:ed|s)?|announc(?:e|ed|es)|argu(?:e|ed|es)|promis(?:e|ed|es)|warn(?:ed|s)?|"
    r"suggest(?:ed|s)?|wr(?:ite|ote|itten)|tweet(?:ed|s)?|post(?:ed|s)?|mention(?:ed|s)?|talk(?:ed|s)?|"
    r"sp(?:eak|oke|oken|eaks)|express(?:ed)?|believ(?:e|ed|es)|den(?:y|ied|ies)|explain(?:ed|s)?|respond(?:ed|s)?|"
    r"react(?:ed|s)?|answer(?:ed|s)?|repl(?:y|ied|ies)|admit(?:ted|s)?|insist(?:ed|s)?|add(?:ed|s)?|address(?:ed)?|"
    r"propos(?:e|ed|es)|demand(?:ed|s)?|criticiz(?:e|ed)|criticis(?:e|ed)|recommend(?:ed|s)?|predict(?:ed|s)?|"
    r"describ(?:e|ed|es)|call(?:ed|s)?|vow(?:ed|s)?|pledg(?:e|ed|es)|confirm(?:ed|s)?|report(?:ed|s)?)"
)
_WORDS_OF = (
    r"(?:comments?|statements?|remarks?|views?|positions?|opinions?|stances?|words|reactions?|responses?|takes?|"
    r"quotes?|quotations?|thoughts|replies|reply|answers?|claims?|speech|speeches|message|warnings?)"
)
_ADVERB = r"(?:(?:ever|also|just|actually|recently|really|then|even|already|exactly|all|once|publicly)\s+)*"
_LINK = (
    r"(?:anything|something|nothing|much|lately|else|publicly|to\s+say|when\s+asked)?\s*"
    r"(?:in\s+regards?\s+to|with\s+regard\s+to|about|on|regarding|concerning|re|over|of|around|as\s+to|to)?\s+"
)

_POLITE = re.compile(
    r"^(?:(?:please|pls|hey|hi|hello|ok|okay|so|and|well|now)[\s,!]+|"
    r"(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:tell|show|give|find)\s+(?:me\s+)?|"
    r"(?:please\s+)?(?:tell|show|give|find|get)\s+me\s+|do\s+you\s+know\s+|i(?:'d|\s+would)?\s+(?:want|like)\s+to\s+know\s+|"
    r"i\s+wonder\s+)+(?=\S)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|yo|thanks?|thank\s+you(?:\s+(?:very|so)\s+much)?|thx|ty|cheers|good\s+(?:morning|afternoon|"
    r"evening|day|night)|bye|goodbye|ok|okay|cool|great|nice|wow|lol|yes|no|test|ping|start|help|👍|🙏)"
    r"(?:\s+(?:there|bot|all|everyone|again|a\s+lot|very\s+much|so\s+much))*[\s.!?,👍🙏😊🙂]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """How a question is put.

    Attributes:
        name: "on" is "X on Y", "bare" has no form at all.
        who: the words in the slot of the speaker or person; empty where the form has none.
        rest: the words after it; the topic, the fragment, the event.
        is_quoted: ``rest`` stood in quotation marks.
    """

    name: FormName
    who: str = ""
    rest: str = ""
    is_quoted: bool = False


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_WHO_SPOKE = (
    _pattern(
        rf"^who\s+(?:else\s+)?(?:has\s+|have\s+|had\s+)?{_ADVERB}(?:spoken?|speaks?|talk(?:ed|s)?|comment(?:ed|s)?)\s+"
        r"(?:about|on|of|regarding)\s+(?P<rest>.+)$"
    ),
    _pattern(
        rf"^who\s+(?:has\s+|have\s+|had\s+)?{_ADVERB}(?:mention(?:ed|s)?|address(?:ed|es)?|discuss(?:ed|es)?|"
        r"criticized|criticised|praised|condemned|denied|warned\s+(?:about|of|against))\s+(?P<rest>.+)$"
    ),
    _pattern(r"^who\s+(?:said|says|say)\s+(?:anything|something|what)\s+(?:about|on|regarding)\s+(?P<rest>.+)$"),
    _pattern(r"^what\s+(?:was|is|has\s+been|have\s+people)\s+said\s+(?:about|on|regarding)\s+(?P<rest>.+)$"),
)
_WHO_SAID = (
    _pattern(
        r"^who\s+(?:was\s+it\s+(?:that|who)\s+|is\s+it\s+(?:that|who)\s+|has\s+|had\s+|first\s+|ever\s+)*"
        r"(?:said|says?|saying|stated|declared|claimed|wrote|tweeted|told|announced|argued|insisted|warned|called|thinks|"
        r"believes|promised|used|uttered|coined)\b\s*(?:the\s+(?:words?|phrase)\s+)?(?:that\b)?\s*[:,]?\s*(?P<rest>.+)$"
    ),
    _pattern(
        r"^(?:whose\s+(?:words?|quotes?|quotation|statements?|phrase)|by\s+whom)\s+(?:are|is|was|were)?\s*"
        r"(?:these|this|those|that)?\s*[:,]?\s*(?P<rest>.+)$"
    ),
    _pattern(r"^(?:where\s+(?:is|does|was)|(?:the\s+)?(?:source|origin|author)\s+of)\b.*?(?P<rest>\".+\").*$"),
    _pattern(r"^(?P<rest>\"[^\"]+\"?)\s*(?:[-,:;]?\s*(?:who\s+said\s+(?:this|that|it)|whose\s+words))?\s*$"),
)
_SAID = (
    _pattern(
        r"^(?:(?:what|which)\s+(?:is|was|were|are|has\s+been|have\s+been)\s+|what's\s+)(?:the\s+)?(?P<who>.+?)(?:'s|')"
        rf"\s+(?:latest\s+|recent\s+|first\s+|own\s+|official\s+|public\s+)*{_WORDS_OF}\b(?P<rest>.*)$"
    ),
    _pattern(
        rf"^(?:what|which\s+things?)\s+(?:else\s+)?(?:did|does|do|has|have|had|is|was|were|will|would)\s+(?P<who>.+?)\s+"
        rf"(?:been\s+)?(?:have\s+to\s+|had\s+to\s+)?{_ADVERB}{_SAY}\b(?P<rest>.*)$"
    ),
    _pattern(
        rf"^(?:(?:what|which)\s+(?:is|was|were|are)\s+)?(?:the\s+|all\s+|any\s+)?(?:latest\s+|recent\s+)?{_WORDS_OF}\s+"
        r"(?:by|from|of|made\s+by)\s+(?P<who>.+?)(?P<rest>\s+(?:about|on|regarding|concerning|over)\s.*)?$"
    ),
    _pattern(rf"^what\s+(?P<who>.+?)\s+(?:has\s+|had\s+|have\s+)?{_ADVERB}{_SAY}\b(?P<rest>.*)$"),
    _pattern(
        rf"^(?:did|has|have|does|had|was|is)\s+(?P<who>.+?)\s+{_ADVERB}(?:{_SAY}|(?:make|made|give|given|issue[d]?|have|had)"
        rf"\s+(?:a\s+|an\s+|any\s+)?(?:{_WORDS_OF}|anything\s+to\s+say))\b(?P<rest>.*)$"
    ),
    _pattern(
        rf"^(?:how\s+often|how\s+many\s+times|how|when|where|why|on\s+what\s+day)\s+(?:did|has|have|does|had)\s+(?P<who>.+?)\s+"
        rf"{_ADVERB}{_SAY}\b(?P<rest>.*)$"
    ),
    _pattern(
        r"^(?:the\s+)?(?P<who>.+?)(?:'s|')\s+(?:latest\s+|recent\s+|public\s+|official\s+)*"
        rf"{_WORDS_OF}\b(?P<rest>(?:\s+(?:about|on|regarding|concerning|over|to|of)\s.*)?)$"
    ),
    _pattern(r"^(?P<who>.+?)\s+(?:quotes?|quotations?|statements?)\b(?P<rest>(?:\s+(?:about|on|regarding)\s.*)?)$"),
    _pattern(
        r"^(?P<who>\S+(?:\s\S+){0,3}?)\s+(?:said|says|told|thinks|commented)\s+(?:what\s+)?(?P<rest>(?:about|on|regarding)\s.*)$"
    ),
    _pattern(r"^(?P<who>\S+(?:\s\S+){0,3}?)\s+(?:said|says)\s*(?:what)?(?P<rest>)$"),
)
_ON = _pattern(r"^(?:the\s+)?(?P<who>.+?)\s*(?:\s(?:on|about|regarding|re|over|concerning)\s|:\s)\s*(?P<rest>.+)$")
_WHO_IS = (
    _pattern(r"^(?:who|who\s+the\s+hell)(?:'s|\s+is|\s+was|\s+are|\s+were)\s+(?P<who>.+)$"),
    _pattern(r"^(?:what\s+is\s+known\s+about|info(?:rmation)?\s+(?:on|about)|introduce)\s+(?P<who>.+)$"),
)
_WHEN = (
    _pattern(
        r"^(?:since\s+)?when\s+(?:exactly\s+)?(?:did|does|do|was|were|is|are|will|would|has|have|had)\s+(?P<rest>.+)$"
    ),
    _pattern(
        r"^(?:on\s+|in\s+)?(?:what|which)\s+(?:day|date|month|year|time)\s+(?:did|does|do|was|were|is|are|will|has|had)\s+"
        r"(?P<rest>.+)$"
    ),
    _pattern(r"^when\s+(?P<rest>\S.*)$"),
)
_HAPPENED = _pattern(
    r"^(?:what(?:'s|\s+is|\s+was|\s+were|\s+has|\s+had|\s+have)?\s*(?:the\s+)?(?:else\s+)?"
    r"(?:happen(?:ed|s|ing)?|went\s+on|going\s+on|took\s+place|(?:been\s+)?reported|in\s+the\s+news|news|new|events?)|"
    r"(?:the\s+)?(?:news|events?|articles?|headlines?))\b"
    r"\s*(?P<rest>.*)$"
)
_LATEST = _pattern(
    r"^(?:what(?:'s|\s+is|\s+are)\s+)?(?:the\s+|any\s+|anything\s+)?(?:latest|newest|recent|most\s+recent|new)\s*"
    r"(?:news|articles?|stories|updates?|developments?|quotes?)?\s+(?:on|about|from|of|with|regarding)\s+(?P<rest>.+)$"
)
_NEWEST = _pattern(
    r"^(?:what(?:'s|\s+is|\s+are)\s+)?(?:the\s+|any\s+|anything\s+)?(?:latest|newest|recent|most\s+recent|new)"
    r"(?:\s+(?:news|articles?|stories|updates?|developments?|quotes?|quotations?))?$"
)

_TRAILING = re.compile(r"[\s?!.;,:…]+$")
_LINK_START = re.compile(rf"^\s*{_LINK}", re.IGNORECASE)
_THAT = re.compile(r"^(?:that|:|,)\s+", re.IGNORECASE)


def plain_marks(text: str) -> str:
    """Straight quotation marks and apostrophes for every other kind; positions stay as they were."""
    return text.translate(_MARKS)


_MARKS = (
    {ord(c): '"' for c in "“”„‟«»″"} | {ord(c): "'" for c in "‘’‚‛′`"} | {ord(c): " " for c in "\t\n\r\u00a0\u202f"}
)


def form_of(question: str) -> Form:
    """Recognise how a question is put; never fails, "bare" is the answer to the rest.

    >>> form_of("What did Peskov say about weapons?")
    Form(name='said-about', who='Peskov', rest='weapons', is_quoted=False)
    >>> form_of('who said “sacred struggle”?')
    Form(name='who-said', who='', rest='sacred struggle', is_quoted=True)
    """
    text = " ".join(plain_marks(question).split())
    if not text or _GREETING.match(text):
        return Form("greeting")
    text = _POLITE.sub("", text)
    text = _TRAILING.sub("", text) or text
    if _NEWEST.match(text):
        return Form("latest")
    return _quotation_form(text) or _speaker_form(text) or _event_form(text) or _loose_form(text)


def _quotation_form(text: str) -> Form | None:
    for pattern in _WHO_SPOKE:
        if (found := pattern.match(text)) and '"' not in found["rest"]:
            return Form("who-spoke", rest=found["rest"].strip())
    for pattern in _WHO_SAID:
        if found := pattern.match(text):
            rest, is_quoted = unquoted(found["rest"])
            return Form("who-said", rest=rest, is_quoted=is_quoted)
    return None


def _speaker_form(text: str) -> Form | None:
    for pattern in _SAID:
        found = pattern.match(text)
        if found and not found["who"].lower().startswith(("happen", "the news", "going", "new ")):
            return Form("said-about", who=found["who"].strip(), rest=topic_of(found["rest"] or ""))
    return None


def _event_form(text: str) -> Form | None:
    for pattern in _WHO_IS:
        if found := pattern.match(text):
            return Form("who-is", who=found["who"].strip())
    for pattern in _WHEN:
        if found := pattern.match(text):
            return Form("when", rest=found["rest"].strip())
    if found := _LATEST.match(text):
        return Form("latest", rest=found["rest"].strip())
    if found := _HAPPENED.match(text):
        return Form("happened", rest=found["rest"].strip())
    return None


def _loose_form(text: str) -> Form:
    if found := _ON.match(text):
        return Form("on", who=found["who"].strip(), rest=found["rest"].strip())
    return Form("bare", rest=text)


def topic_of(rest: str) -> str:
    """The topic in the words that follow the verb ("anything about weapons" → "weapons")."""
    rest = _LINK_START.sub("", f" {rest.strip()} ").strip()
    return _THAT.sub("", rest).strip()


def unquoted(words: str) -> tuple[str, bool]:
    """The words inside quotation marks where there are any, and whether there were.

    >>> unquoted('that "deep roots" thing')
    ('deep roots', True)
    """
    words = words.strip()
    found = re.search(r'"([^"]+)"?', words) or re.fullmatch(r"'(.+)'", words)
    if found:
        return found[1].strip(), True
    return words, False
