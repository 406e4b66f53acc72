"""English reported speech: the tables that attribution reads."""

from __future__ import annotations

from retrieval.text.languages.english import names, verbs
from retrieval.text.languages.english.outlets import OUTLETS
from retrieval.text.languages.place_speech import PlaceSpeech
from retrieval.text.wordlists import word_set

SPEECH = PlaceSpeech(
    say=verbs.SAY,
    state=verbs.STATE,
    tell=verbs.TELL,
    judge=verbs.JUDGE,
    call=verbs.CALL,
    vow=verbs.VOW,
    urge=verbs.URGE,
    speak=verbs.SPEAK,
    loose=verbs.LOOSE,
    asking=word_set(
        "ask asks asked asking wonder wonders wondered wondering question questions questioned questioning",
        "inquire inquires inquired inquiring doubt doubts doubted doubting",
    ),
    about=word_set("referring referred refers talked talks pointed points focused railed rails"),
    clausal=verbs.CLAUSAL,
    cite=word_set("quoted cited"),
    citing=("quoting", "citing"),
    by_words=word_set("by"),
    of_words=word_set("of"),
    particles=word_set("out back on off up"),
    reflexives=word_set("himself herself itself themselves"),
    them={"him": "he", "his": "he", "her": "she", "them": "they"},
    possessives=word_set("his her"),
    articles=word_set("the"),
    that=word_set("that whether if how why what where when who which"),
    according=(
        "according to",
        "in the words of",
        "in the view of",
        "in the opinion of",
        *(f"in the {noun} of" for noun in ("evaluation", "assessment", "estimation", "judgment", "judgement")),
        # As machine translation has "segundo": "Second the minister, …".
        "second",
    ),
    opinion=word_set("for"),
    negations=word_set(
        "not never n’t n't didn’t didn't doesn’t doesn't don’t don't hasn’t hasn't haven’t haven't won’t",
        "won't wouldn’t wouldn't couldn’t couldn't hadn’t hadn't can’t can't cannot nor without",
    ),
    auxiliaries=word_set(
        "has have had is are was were be been being will would can could may might must shall should do does",
        "did ’s ’ve ’d ’ll ’re 's 've 'd 'll 're to",
    ),
    adverbs=word_set(
        "long also later then once often again even still already always ever now just soon first further else",
        "rather too instead earlier afterward afterwards meanwhile however therefore thus yesterday today",
        "tonight tomorrow back together down away repeatedly recently reportedly previously simply only almost perhaps indeed",
        "likewise",
    ),
    determiners=word_set(
        "the a an this that these those his her its their our my your some any many most several few all both",
        "each every another other one two three four five six seven eight nine ten no more certain various",
        "such dozens hundreds",
    ),
    prepositions=word_set(
        "of for to from with at in by on about into over under after before during since until against among",
        "between through without within near behind beyond amid despite via around across along inside",
        "outside toward towards like upon off amidst amongst above below as per throughout alongside beside besides",
        "onto beneath underneath aboard atop unlike versus",
    ),
    companions=word_set("to with"),
    conjunctions=word_set("and but or yet nor"),
    subordinators=word_set(
        "when while as because although though if unless after before since until whereas whether where that",
        "which who whose whom what how why than so",
    ),
    he=word_set("he"),
    she=word_set("she"),
    they=word_set("they"),
    me=word_set("i we you"),
    relatives=word_set("who which that"),
    indefinites=word_set(
        "it one some many others both all several few most someone somebody everyone everybody anyone nobody",
        "none another those these this critics",
    ),
    times=word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july",
        "august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov.",
        "dec. yesterday today tonight tomorrow last next this earlier late early morning afternoon evening",
        "night noon midnight week month year weekend day days weeks months years ago hours minutes later",
        "recently summer winter spring fall autumn",
    ),
    sources=word_set(
        "statement interview report letter email e-mail memo tweet post speech filing lawsuit complaint study",
        "survey poll article book column editorial op-ed essay transcript release announcement affidavit",
        "indictment ruling opinion order document documents analysis memoir message video ad advertisement",
        "website testimony remarks brief petition resolution page story piece review headline paper proposal",
        "motion warrant text autobiography note communique publication statements reports polls studies records data figures results findings",
        "research polling suit broadcast conversation",
    ),
    roles=names.ROLES,
    role_endings=("man", "woman", "men", "women", "person", "ist", "ists", "ician", "ologist", "keeper", "maker"),
    groups=names.GROUPS,
    agency_nouns=word_set(
        "agency newspaper magazine outlet network website daily weekly broadcaster channel newswire service portal radio",
    ),
    outlets=OUTLETS,
    asked=word_set(
        "asked sought heard contacted interviewed questioned consulted approached quoted cited given sent",
    ),
    before_carriers=word_set("to with for on in"),
    networks=word_set("twitter facebook instagram youtube"),
    titles={
        **dict.fromkeys(
            word_set("mr sir lord king prince pope father brother congressman councilman chairman spokesman herr"), "he"
        ),
        **dict.fromkeys(
            word_set(
                "mrs ms miss dame lady madam madame queen princess sister congresswoman councilwoman",
                "chairwoman spokeswoman",
            ),
            "she",
        ),
    },
    male_names=names.MALE,
    female_names=names.FEMALE,
    nations=names.NATIONS,
    places=names.PLACES,
    bodies=names.BODIES,
    acronyms=names.ACRONYMS,
    not_names=names.NOT_NAMES,
    pasts=verbs.PASTS,
    perfect=verbs.PERFECT,
    unspoken=word_set("ensured arranged happened seemed appeared mattered managed helped required pretended dreamed"),
    stances=word_set(
        "convinced confident hopeful certain sure adamant optimistic worried concerned afraid doubtful clear"
    ),
    spoken_nouns=word_set(
        "claim claims allegation allegations accusation accusations assertion assertions argument suggestion",
        "suggestions complaint complaints statement statements promise promises pledge vow warning warnings",
        "prediction contention insistence remark remarks view belief",
    ),
    unwilling=word_set("want wants wanted wish wishes wished care prefer prefers preferred choose chose opt opted"),
    comments=word_set("comment respond reply answer talk speak elaborate discuss say confirm reveal disclose explain"),
    mine=word_set("me my mine myself us our ours ourselves your yours yourself yourselves"),
    has_dialogue_dashes=False,
    question_labels=word_set("q question"),
    answer_labels=word_set("a answer"),
    labels=word_set("moderator audience host anchor reporter interviewer voice"),
)
