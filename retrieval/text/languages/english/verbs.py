"""English verbs of speech, each with its constructions."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.text.languages.place_speech import Verbs
from retrieval.text.wordlists import word_set

_VOWELS = "aeiou"
# Verbs of several syllables that still double their last letter.
_DOUBLING = word_set("admit commit concur confer defer permit quip rebut refer regret submit")
# base, third person, past, participle in -ing, past participle where it is another word
_IRREGULAR = {
    row.split()[0]: row.split()
    for row in (
        "say says said saying",
        "tell tells told telling",
        "write writes wrote writing written",
        "think thinks thought thinking",
        "know knows knew knowing known",
        "find finds found finding",
        "hold holds held holding",
        "swear swears swore swearing sworn",
        "speak speaks spoke speaking spoken",
        "sing sings sang singing sung",
        "read reads read reading",
        "see sees saw seeing seen",
        "foresee foresees foresaw foreseeing foreseen",
        "show shows showed showing shown",
        "mean means meant meaning",
        "feel feels felt feeling",
        "understand understands understood understanding",
        "go goes went going gone",
        "put puts put putting",
        "hit hits hit hitting",
        "lead leads led leading",
        "begin begins began beginning begun",
        "beg begs begged begging",
        "bet bets bet betting",
        "retort retorts retorted retorting",
        "shoot shoots shot shooting",
        "lie lies lied lying",
        "blog blogs blogged blogging",
        "slam slams slammed slamming",
        "rap raps rapped rapping",
        "nod nods nodded nodding",
        "dub dubs dubbed dubbing",
        "plan plans planned planning",
        "tout touts touted touting",
        "second seconds seconded seconding",
    )
}


def forms_of(base: str) -> list[str]:
    """Third person, past and -ing form of a verb.

    >>> forms_of("deny"), forms_of("quip"), forms_of("argue")
    (['denies', 'denied', 'denying'], ['quips', 'quipped', 'quipping'], ['argues', 'argued', 'arguing'])
    """
    if base in _IRREGULAR:
        return _IRREGULAR[base][1:4]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("e"):
        return [base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"]
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = base + base[-1] if base in _DOUBLING else base
    return [third, stem + "ed", stem + "ing"]


def verbs(*lines: str) -> Verbs:
    """Every form of the verbs on these lines."""
    bases = word_set(*lines)
    return Verbs(
        finite=frozenset(form for base in bases for form in _finite(base)),
        base=bases,
        participle=frozenset(forms_of(base)[2] for base in bases),
    )


def _finite(base: str) -> Iterable[str]:
    yield from forms_of(base)[:2]
    if base in _IRREGULAR:
        yield from _IRREGULAR[base][4:]


PERFECT = frozenset(form for row in _IRREGULAR.values() for form in row[4:])
# Past tenses of the verbs that are irregular and of no other use: what is ambiguous ("put", "left", "felt") is not here.
PASTS = word_set(
    "arose ate awoke became began bit blew bore bought broke brought built came caught chose clung crept dealt drank",
    "drew drove fell fled flew forgave forgot fought froze gave got grew hid hung kept knew laid lay led lent lost made",
    "met overcame overtook paid ran rang rode rose sank sang sat sent shook shone shot shrank slept slid sold sought",
    "spent spoke sprang stole stood strode strove struck stuck swam swept swore swung taught thought threw took tore",
    "underwent undertook understood upheld was were went wept withdrew withstood woke won wore wove wrote",
)

# A bare clause may follow these.
SAY = verbs(
    "say add note announce argue suggest claim insist acknowledge warn explain predict report assert declare",
    "write contend maintain allege recall reveal believe think concede",
)
# Of those above, what has no other object than a clause: nobody says or thinks “four goals”.
CLAUSAL = frozenset(
    form for base in ("say", "think", "believe", "argue", "contend", "insist") for form in (base, *forms_of(base))
)
# These need "that", a colon or marks: without them something else may follow ("stressed the need").
STATE = verbs(
    "state stress emphasize emphasise underline underscore admit agree advise affirm answer assure aver boast",
    "caution charge clarify comment complain conclude confess confide confirm counter deny disclose elaborate",
    "estimate exclaim fear foresee guess hint hope imagine imply indicate interject joke lament mention moan",
    "mutter murmur muse object observe opine pledge point pray proclaim profess promise pronounce propose",
    "protest quip read reaffirm realize reason rebut recount reiterate rejoin relate remark remember repeat",
    "reply respond retort rule scoff speculate surmise suspect swear testify theorize threaten tweet vow",
    "snipe ponder grouse gripe grumble posit dictate wonder worry tout blog post find show know decide learn",
    "determine demonstrate signal recommend demand request urge prove understand write brag concur attest",
    "quote cite inform feel expect fret suppose",
    # As press in translation has it ("the minister highlighted that …", "…, evaluated the senator").
    "affirm highlight evaluate assess guarantee reinforce justify ponder reckon detail specify",
    "hypothesize theorise postulate stipulate certify ascertain foretell divulge intimate insinuate",
)
TELL = verbs("tell assure inform remind warn notify advise convince persuade")
JUDGE = verbs(
    "criticize criticise praise defend denounce blast dismiss reject question mock slam condemn deride decry",
    "applaud commend hail laud lambast lambaste ridicule rebuke assail bemoan lament accuse blame dispute",
    "cite mention describe express reiterate stress emphasize tout welcome propose recount recall acknowledge",
    "announce deny disavow downplay demand explain disparage belittle liken",
)
CALL = verbs("call dub label term describe classify brand nickname characterize characterise portray name")
VOW = verbs("vow promise pledge threaten refuse decline offer agree swear hope ask demand propose claim")
URGE = verbs("urge ask encourage beg implore order instruct advise warn invite challenge beseech exhort")
# Next to marks these are cues too; elsewhere they are what a body does.
SPEAK = verbs(
    "ask begin continue laugh sigh shout yell scream cry bark snap whisper sing chant shrug smile grin nod",
    "gush rant fume go intone croon growl snarl bellow thunder roar call plead crow enthuse marvel note",
    "venture volunteer offer quote interrupt shoot fire hit tease close open conclude finish start recite rap",
    "sneer drawl stammer bluster chime inquire query tweet email text type post caption title headline",
    "describe cite refer mock dub deem label brand speak talk lecture preach scold chide deadpan chuckle",
    "gripe grouse grumble vent rail thank greet welcome introduce praise criticize slam blast denounce",
    "condemn decry tout hail use mention invoke repeat echo display put lead accuse blame attack ridicule",
    "dismiss defend reject question deny vow promise pledge urge demand warn discuss",
    "complete complement justify evaluate assess celebrate regret confess consider recall summarize",
    "summarise joke weep sob mumble stutter cackle giggle grunt hiss sniff wail yelp holler babble ramble muse",
    "gloat swoon sing-song interpose intervene persist protest thunder trumpet demur elaborate",
)
# What somebody thinks, wants or does for or against something: words of theirs only by a loose reading.
LOOSE = Verbs(
    finite=word_set(
        "endorsed supported attacked opposed discussed echoed talked pointed railed wants sees hopes hoped",
        "prefers intends plans",
    ),
    participle=word_set("referring"),
)
