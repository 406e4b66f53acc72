"""English question forms."""

from __future__ import annotations

from retrieval.answers.questions.forms.table import FormTable
from retrieval.text.wordlists import word_set

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

_POLITE = (
    r"^(?:(?:please|pls|hey|hi|hello|ok|okay|so|and|well|now)[\s,!]+|"
    r"(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:tell|show|give|find)\s+(?:me\s+)?|"
    r"(?:please\s+)?(?:tell|show|give|find|get)\s+me\s+|do\s+you\s+know\s+|i(?:'d|\s+would)?\s+(?:want|like)\s+to\s+know\s+|"
    r"i\s+wonder\s+)+(?=\S)"
)
_GREETING = (
    r"^(?:hi|hello|hey|hiya|yo|thanks?|thank\s+you(?:\s+(?:very|so)\s+much)?|thx|ty|cheers|good\s+(?:morning|afternoon|"
    r"evening|day|night)|bye|goodbye|ok|okay|cool|great|nice|wow|lol|yes|no|test|ping|start|help|👍|🙏)"
    r"(?:\s+(?:there|bot|all|everyone|again|a\s+lot|very\s+much|so\s+much))*[\s.!?,👍🙏😊🙂]*$"
)
_WHO_SPOKE = (
    (
        rf"^who\s+(?:else\s+)?(?:has\s+|have\s+|had\s+)?{_ADVERB}(?:spoken?|speaks?|talk(?:ed|s)?|comment(?:ed|s)?)\s+"
        r"(?:about|on|of|regarding)\s+(?P<rest>.+)$"
    ),
    (
        rf"^who\s+(?:has\s+|have\s+|had\s+)?{_ADVERB}(?:mention(?:ed|s)?|address(?:ed|es)?|discuss(?:ed|es)?|"
        r"criticized|criticised|praised|condemned|denied|warned\s+(?:about|of|against))\s+(?P<rest>.+)$"
    ),
    (r"^who\s+(?:said|says|say)\s+(?:anything|something|what)\s+(?:about|on|regarding)\s+(?P<rest>.+)$"),
    (r"^what\s+(?:was|is|has\s+been|have\s+people)\s+said\s+(?:about|on|regarding)\s+(?P<rest>.+)$"),
)
_WHO_SAID = (
    (
        r"^who\s+(?:was\s+it\s+(?:that|who)\s+|is\s+it\s+(?:that|who)\s+|has\s+|had\s+|first\s+|ever\s+)*"
        r"(?:said|says?|saying|stated|declared|claimed|wrote|tweeted|told|announced|argued|insisted|warned|called|thinks|"
        r"believes|promised|used|uttered|coined)\b\s*(?:the\s+(?:words?|phrase)\s+)?(?:that\b)?\s*[:,]?\s*(?P<rest>.+)$"
    ),
    (
        r"^(?:whose\s+(?:words?|quotes?|quotation|statements?|phrase)|by\s+whom)\s+(?:are|is|was|were)?\s*"
        r"(?:these|this|those|that)?\s*[:,]?\s*(?P<rest>.+)$"
    ),
    (r"^(?:where\s+(?:is|does|was)|(?:the\s+)?(?:source|origin|author)\s+of)\b.*?(?P<rest>\".+\").*$"),
    (r"^(?P<rest>\"[^\"]+\"?)\s*(?:[-,:;]?\s*(?:who\s+said\s+(?:this|that|it)|whose\s+words))?\s*$"),
)
_SAID = (
    (
        r"^(?:(?:what|which)\s+(?:is|was|were|are|has\s+been|have\s+been)\s+|what's\s+)(?:the\s+)?(?P<who>.+?)(?:'s|')"
        rf"\s+(?:latest\s+|recent\s+|first\s+|own\s+|official\s+|public\s+)*{_WORDS_OF}\b(?P<rest>.*)$"
    ),
    (
        rf"^(?:what|which\s+things?)\s+(?:else\s+)?(?:did|does|do|has|have|had|is|was|were|will|would)\s+(?P<who>.+?)\s+"
        rf"(?:been\s+)?(?:have\s+to\s+|had\s+to\s+)?{_ADVERB}{_SAY}\b(?P<rest>.*)$"
    ),
    (
        rf"^(?:(?:what|which)\s+(?:is|was|were|are)\s+)?(?:the\s+|all\s+|any\s+)?(?:latest\s+|recent\s+)?{_WORDS_OF}\s+"
        r"(?:by|from|of|made\s+by)\s+(?P<who>.+?)(?P<rest>\s+(?:about|on|regarding|concerning|over)\s.*)?$"
    ),
    (rf"^what\s+(?P<who>.+?)\s+(?:has\s+|had\s+|have\s+)?{_ADVERB}{_SAY}\b(?P<rest>.*)$"),
    (
        rf"^(?:did|has|have|does|had|was|is)\s+(?P<who>.+?)\s+{_ADVERB}(?:{_SAY}|(?:make|made|give|given|issue[d]?|have|had)"
        rf"\s+(?:a\s+|an\s+|any\s+)?(?:{_WORDS_OF}|anything\s+to\s+say))\b(?P<rest>.*)$"
    ),
    (
        rf"^(?:how\s+often|how\s+many\s+times|how|when|where|why|on\s+what\s+day)\s+(?:did|has|have|does|had)\s+(?P<who>.+?)\s+"
        rf"{_ADVERB}{_SAY}\b(?P<rest>.*)$"
    ),
    (
        r"^(?:the\s+)?(?P<who>.+?)(?:'s|')\s+(?:latest\s+|recent\s+|public\s+|official\s+)*"
        rf"{_WORDS_OF}\b(?P<rest>(?:\s+(?:about|on|regarding|concerning|over|to|of)\s.*)?)$"
    ),
    (r"^(?P<who>.+?)\s+(?:quotes?|quotations?|statements?)\b(?P<rest>(?:\s+(?:about|on|regarding)\s.*)?)$"),
    (
        r"^(?P<who>\S+(?:\s\S+){0,3}?)\s+(?:said|says|told|thinks|commented)\s+(?:what\s+)?(?P<rest>(?:about|on|regarding)\s.*)$"
    ),
    (r"^(?P<who>\S+(?:\s\S+){0,3}?)\s+(?:said|says)\s*(?:what)?(?P<rest>)$"),
)
_ON = r"^(?:the\s+)?(?P<who>.+?)\s*(?:\s(?:on|about|regarding|re|over|concerning)\s|:\s)\s*(?P<rest>.+)$"
_WHO_IS = (
    (r"^(?:who|who\s+the\s+hell)(?:'s|\s+is|\s+was|\s+are|\s+were)\s+(?P<who>.+)$"),
    (r"^(?:what\s+is\s+known\s+about|info(?:rmation)?\s+(?:on|about)|introduce)\s+(?P<who>.+)$"),
)
_WHEN = (
    (r"^(?:since\s+)?when\s+(?:exactly\s+)?(?:did|does|do|was|were|is|are|will|would|has|have|had)\s+(?P<rest>.+)$"),
    (
        r"^(?:on\s+|in\s+)?(?:what|which)\s+(?:day|date|month|year|time)\s+(?:did|does|do|was|were|is|are|will|has|had)\s+"
        r"(?P<rest>.+)$"
    ),
    (r"^when\s+(?P<rest>\S.*)$"),
)
_HAPPENED = (
    r"^(?:what(?:'s|\s+is|\s+was|\s+were|\s+has|\s+had|\s+have)?\s*(?:the\s+)?(?:else\s+)?"
    r"(?:happen(?:ed|s|ing)?|went\s+on|going\s+on|took\s+place|(?:been\s+)?reported|in\s+the\s+news|news|new|events?)|"
    r"(?:the\s+)?(?:news|events?|articles?|headlines?))\b"
    r"\s*(?P<rest>.*)$"
)
_LATEST = (
    r"^(?:what(?:'s|\s+is|\s+are)\s+)?(?:the\s+|any\s+|anything\s+)?(?:latest|newest|recent|most\s+recent|new)\s*"
    r"(?:news|articles?|stories|updates?|developments?|quotes?)?\s+(?:on|about|from|of|with|regarding)\s+(?P<rest>.+)$"
)
_NEWEST = (
    r"^(?:what(?:'s|\s+is|\s+are)\s+)?(?:the\s+|any\s+|anything\s+)?(?:latest|newest|recent|most\s+recent|new)"
    r"(?:\s+(?:news|articles?|stories|updates?|developments?|quotes?|quotations?))?$"
)

ENGLISH = FormTable(
    code="en",
    markers=word_set("what who whose when where which how did said"),
    polite=_POLITE,
    greeting=_GREETING,
    newest=_NEWEST,
    who_spoke=_WHO_SPOKE,
    who_said=_WHO_SAID,
    said=_SAID,
    who_is=_WHO_IS,
    when=_WHEN,
    latest=(_LATEST,),
    happened=(_HAPPENED,),
    on=_ON,
    link=_LINK,
    that=r"(?:that|:|,)",
    not_speakers=("happen", "the news", "going", "new "),
    before_date=r"on|in|at|since|during|by|from|of|for|as of|dated|published|the day of",
    joined_before=r"and|or|&|about|regarding|concerning",
    joined_after=r"and|or|&",
    before_outlet=word_set("in from by at only per to via with"),
    articles=word_set("the"),
    behind_outlet=word_set("about on say said regarding"),
)
