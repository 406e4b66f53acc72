"""The speaker before a cue: the phrase is read from its end to its beginning."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.phrases.name_edges import (
    WHO,
    before_bracket,
    is_contracted,
    is_plural,
    name_left,
    parts_noun,
    person_behind_office,
    remembered,
    without_determiner,
)
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    MARK,
    NEGATION,
    NUMBER,
    PAST,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    ROLE,
    SOURCE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.annotate.people.roles import behind_verb
from retrieval.text.known_words import is_ordinary
from retrieval.text.wordlists import word_set

_ATTACHING = word_set("of for at from with in on to by behind")
_HANGING = word_set("by from in at")
_FARTHEST = 120
_BEHIND_A_PHRASE = word_set("himself herself themselves itself alike")
_LONGEST = 24
_LONGEST_NICKNAME = 6
_COUNTS = frozenset({"all", "both", "one", "many", "some", "most"})
_LONGEST_ROLE = 5
_NO_ROLE = PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | NEGATION | ADVERB | TIME | CUE | VERBISH
_CLOSE_ONES = ("those", "sources", "people", "person", "anyone")
_ENDS_NOUN = PUNCTUATION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | NEGATION


def floor_before(at: int, first: int) -> int:
    """How far to the left a speaker's phrase is looked for."""
    return max(first, at - _FARTHEST)


@remembered
def phrase_left(page: Page, last: int, floor: int) -> Phrase | None:
    """The speaker's phrase that ends before token ``last``, not reaching left of ``floor``."""
    while last > floor and page.lows[last - 1] in _BEHIND_A_PHRASE:
        last -= 1
    at = last - 1
    if at < floor:
        return None
    flags, low = page.flags[at], page.lows[at]
    if (subject := _repeated(page, at, floor)) is not None:
        return subject
    if low == "it":
        return Phrase("noun", at, last, (at, last))
    if is_contracted(page, at):
        return Phrase("pronoun", at, last, (at, last))  # "so that we’ve agreed"
    if flags & PRONOUN:
        if at > floor and page.ends[at - 1] == page.starts[at] and name_left(page, at, floor) < at:
            return phrase_left(page, at, floor)  # "Peskovhe said": the pronoun repeats the name it is glued to.
        return Phrase("pronoun", at, last, (at, last))
    if low in page.speech.relatives:
        return Phrase("relative", at, last, (at, last))
    first = name_left(page, last, floor)
    if first < last:
        return _name_phrase(page, first, last, floor)
    return _noun_phrase(page, last, floor)


def _repeated(page: Page, at: int, floor: int) -> Phrase | None:
    """ "The Ministry of Health it informed": translation leaves a pronoun behind the subject of the sentence."""
    if page.lows[at] not in ("it", "he", "she") or at - floor < 1 or page.flags[at + 2] & AUXILIARY:
        return None
    wanted = BODY | GROUP if page.lows[at] == "it" else ROLE | CAPITAL
    if not any(page.flags[i] & wanted for i in range(max(floor, at - _LONGEST), at)):
        return None
    subject = phrase_left(page, before_bracket(page, at, floor), floor)
    if subject is None or subject.kind not in ("name", "noun"):
        return None
    begins = floor + 1 if page.flags[floor] & DETERMINER and subject.kind == "name" else floor
    if not all(_is_plain_noun(page, i) for i in range(begins, subject.whole[0])):
        return None
    if subject.first == floor and subject.last == floor + 1 and is_ordinary(page.lows[floor]):
        return None  # "*Except* she said"
    return subject if subject.kind == "name" or page.flags[subject.first] & DETERMINER else None


def _behind_role(page: Page, first: int, last: int, floor: int) -> Phrase:
    """A name behind its role, which may be somebody else's: "a friend *of striker Dennis Rapp*"."""
    start = _role_start(page, first - 1, floor)
    if (owned := _whose(page, start - 1, last, floor)) is not None:
        return owned
    if any(page.lows[at] == "of" and page.flags[at + 1] & ROLE for at in range(start, first - 1)):
        return Phrase("noun", start, last, (start, last))
    return Phrase("name", first, last, (start, last), without_determiner(page, start, first))


def _name_phrase(page: Page, first: int, last: int, floor: int) -> Phrase | None:
    """A name with what comes before it; "a spokeswoman for Trudeau" is no name."""
    previous = first - 1
    if previous >= floor:
        flags, low = page.flags[previous], page.lows[previous]
        if low in _ATTACHING and (attaching := _attaching_phrase(page, previous, last, floor)):
            return attaching
        if low in _HANGING and previous > floor and not page.flags[previous - 1] & PUNCTUATION:
            return _hanging_on(page, previous, last, floor)
        if low in ("and", "&") and previous > floor and (both := _joined(page, previous, last, floor)) is not None:
            return both
        if flags & POSSESSIVE:
            return _possessed(page, first, last, floor)
        if flags & DETERMINER:
            is_attached = low == "the" and previous > floor and page.lows[previous - 1] in _ATTACHING
            if is_attached and (attaching := _attaching_phrase(page, previous - 1, last, floor)):
                return attaching
            if low in ("the", "a", "an") and not page.flags[first] & TITLE:
                return Phrase("noun", previous, last, (previous, last))
            return Phrase("name", first, last, (previous, last))
        if flags & (ROLE | AGENCY) and not flags & CAPITAL:
            return _behind_role(page, first, last, floor)
        start = _behind_quotation(page, first, floor)
        if start < first:
            return Phrase("name", first, last, (start, last), (start, first))
        if (surveyed := _surveyed(page, previous, last, floor)) is not None:
            return surveyed
        is_called = _is_plain_noun(page, previous) and page.flags[previous - 1] & DETERMINER and previous - 2 > floor
        if is_called and (owned := _whose(page, previous - 2, last, floor)) is not None:
            return owned
    return Phrase("name", first, last, (first, last))


def _joined(page: Page, conjunction: int, last: int, floor: int) -> Phrase | None:
    """Two names, or one office: "*Lund and Vik* said", "*the head of Trust and Safety*, Ada Lund, said"."""
    other = phrase_left(page, conjunction, floor)
    is_office = page.flags[last] & COMMA and page.flags[conjunction - 1] & CAPITAL
    if other is None or other.last != conjunction or not (other.kind == "name" or is_office):
        return None
    return Phrase("noun", other.first, last, (other.whole[0], last))


def _whose(page: Page, of: int, last: int, floor: int) -> Phrase | None:
    """Who speaks, of somebody's: "*the press office* of the minister Ada Lund", "*the analyst* of the firm Marsh"."""
    if of <= floor or page.lows[of] != "of" or page.flags[of + 1] & CAPITAL or not page.flags[of + 1] & DETERMINER:
        return None
    head = _attached(page, of, floor)
    return Phrase("noun", head, last, (head, last)) if head is not None else None


def _surveyed(page: Page, at: int, last: int, floor: int) -> Phrase | None:
    """The text of which a name with its adjectives only tells more: "*a survey* of large company CIOs"."""
    of = at
    while of > floor and at - of < _LONGEST_ROLE and _is_plain_noun(page, of):
        of -= 1
    if of == at or of - 1 <= floor or page.lows[of] != "of" or not page.flags[of - 1] & SOURCE:
        return None
    return _attaching_phrase(page, of, last, floor)


def _is_plain_noun(page: Page, at: int) -> bool:
    """Whether a word in small letters may be a noun: it is none of the small words and no verb."""
    return page.words[at].islower() and not page.flags[at] & (_NO_ROLE | PUNCTUATION | DETERMINER)


def _behind_quotation(page: Page, name: int, floor: int) -> int:
    """Where words begin that stand between a quotation and a name, and so say who it is: "“…,” *shepherd* Ada Lund"."""
    start = name
    while start > floor and name - start < _LONGEST_ROLE and page.words[start - 1].islower():
        if page.quote_of[start - 1] >= 0 or page.flags[start - 1] & _NO_ROLE:
            return name
        start -= 1
    return start if start > floor and page.quote_of[start - 1] >= 0 else name


def _hanging_on(page: Page, preposition: int, last: int, floor: int) -> Phrase | None:
    """What a name behind a preposition tells more of: "*a study made* in the UK", "*experts quoted* by Reuters"."""
    at = preposition
    while at > floor and page.flags[at - 1] & (VERBISH | PAST | TIME | CUE) and not page.flags[at - 1] & WHO:
        at -= 1
    head = phrase_left(page, at, floor) if at > floor else None
    if head is None or head.kind not in ("name", "noun"):
        return None
    return Phrase("noun", head.whole[0], last, (head.whole[0], last))


def _attaching_phrase(page: Page, preposition: int, last: int, floor: int) -> Phrase | None:
    """The name or the noun that a phrase up to ``last`` hangs on by a preposition: "a spokeswoman *for Trudeau*"."""
    named = _name_before(page, preposition, floor)
    if named is not None:
        return Phrase("name", named.first, named.last, (named.whole[0], last), named.role)
    head = _attached(page, preposition, floor)
    if head is None and (head := _close_to(page, preposition, floor)) is None:
        return None
    person = person_behind_office(page, head, last) if page.lows[preposition] == "of" else None
    if person is not None:
        return Phrase("name", person, last, (head, last), without_determiner(page, head, person))
    return Phrase("noun", head, last, (head, last))


def _close_to(page: Page, preposition: int, floor: int) -> int | None:
    """Where people begin of whom an adjective tells more: "*people close* to Lund", "*those familiar* with it"."""
    at = preposition - 1
    verbs = VERBISH | CUE if page.lows[preposition] in ("to", "with") else 0
    is_adjective = page.words[at].islower() and not page.flags[at] & (_NO_ROLE & ~verbs)
    if at <= floor or not is_adjective or page.lows[at].endswith("s"):
        return None  # "the campaign moves to Marsh"
    if not page.flags[at - 1] & (GROUP | ROLE) and page.lows[at - 1] not in _CLOSE_ONES:
        return None
    people = phrase_left(page, at, floor)
    return people.whole[0] if people is not None and people.kind == "noun" else None


def _name_before(page: Page, preposition: int, floor: int) -> Phrase | None:
    """The person of "Ben Cardin of Maryland", "James Pethokoukis of the American Enterprise Institute"."""
    if page.lows[preposition] not in ("of", "from", "at", "with", "on"):
        return None
    first = name_left(page, preposition, floor)
    if first == preposition or page.flags[preposition - 1] & (BODY | PLACE | GROUP | ROLE):
        return None
    if preposition - first < 2:
        return None  # "a former *VP* at a bank"
    if (
        first > floor
        and page.flags[first - 1] & (DETERMINER | PREPOSITION | CUE | VERBISH)
        and not page.flags[first] & TITLE
    ):
        return None
    return _name_phrase(page, first, preposition, floor)


def _possessed(page: Page, first: int, last: int, floor: int) -> Phrase:
    """ "Trump’s Twitter" speaks as written; "CNN’s Jake Tapper" is Jake Tapper."""
    if last - first >= 2 and not page.flags[last - 1] & (BODY | GROUP):
        return Phrase("name", first, last, (first, last))
    start = name_left(page, first - 1, floor)
    if start == first - 1 and start - 2 > floor and page.flags[start - 1] & TIME:
        start -= 1  # "most of the experts in *today’s Forum*"
        head = _attached(page, start - 1, floor) if page.lows[start - 1] in _ATTACHING else None
        start = start if head is None else head
        return Phrase("noun", start, last, (start, last))
    if start - 1 > floor and page.lows[start - 1] == "of" and page.flags[start - 2] & BODY:
        start = name_left(page, start - 1, floor)  # "the University *of Marsh’s* Center for Water"
        start -= page.lows[start - 1] == "the" and start - 1 > floor
        if page.lows[start - 1] in _ATTACHING and (head := _attached(page, start - 1, floor)) is not None:
            start = head
    return Phrase("noun", start, last, (start, last))


def _role_start(page: Page, at: int, floor: int) -> int:
    """Where the role begins whose last word is token ``at``."""
    start = at
    while start > floor and at - start < 7:
        flags = page.flags[start - 1]
        if flags & DETERMINER:
            return start - 1
        if flags & (PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | PRONOUN | TIME) or (
            flags & (CUE | VERBISH | ADVERB) and not flags & (CAPITAL | ROLE)
        ):
            if page.lows[start - 1] in ("-", "–") or flags & DASH:
                break
            if page.lows[start - 1] == "of" and start - 2 > floor and page.flags[start - 2] & ROLE:
                start -= 2
                continue
            break
        start -= 1
    return behind_verb(page, start, at, floor)


def _attached(page: Page, preposition: int, floor: int) -> int | None:
    """The first token of the noun phrase that a prepositional phrase hangs on ("a spokeswoman" for …)."""
    at = preposition - 1
    if at < floor:
        return None
    flags, low = page.flags[at], page.lows[at]
    if flags & (PUNCTUATION | AUXILIARY | ADVERB | PREPOSITION | CONJUNCTION | SUBORDINATOR | TIME):
        return None
    is_who = (
        bool(flags & (WHO | BODY | TITLE))
        or low in page.speech.indefinites
        or (page.lows[preposition] == "of" and bool(flags & (DETERMINER | NUMBER)))
    )
    is_titled = page.lows[preposition] == "on" and flags & CAPITAL and page.flags[at - 1] & DETERMINER
    if not is_who and not is_titled and page.lows[preposition] not in ("of", "for", "behind"):
        return None  # but "*The Partnership* on Rivers"
    if page.lows[preposition] == "by" and not flags & SOURCE:
        return None
    if flags & (VERBISH | CUE | PAST) and not is_who:
        return None
    phrase = phrase_left(page, preposition, floor)
    if phrase is None or phrase.kind in ("pronoun", "relative"):
        return None
    start = phrase.whole[0]
    while flags & TITLE and start > floor and page.words[start - 1].islower() and not page.flags[start - 1] & _NO_ROLE:
        start -= 1  # "*a former* VP at a bank"
        if page.flags[start] & DETERMINER:
            break
    if is_who or page.flags[start] & (DETERMINER | CAPITAL):
        return start
    return None


def _noun_phrase(page: Page, last: int, floor: int) -> Phrase | None:
    """A phrase whose head is a common noun: back to its determiner, or to where its clause begins."""
    at = last - 1
    head_flags = page.flags[at]
    if head_flags & PUNCTUATION and not head_flags & MARK:
        return None
    apart = PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY | NEGATION | PAST
    if head_flags & apart and not head_flags & (DETERMINER | CAPITAL):
        return None
    start = _noun_start(page, last, floor)
    if start == last:
        return None
    if (antecedent := _before_relative(page, start, floor)) is not None:
        return antecedent
    if start - 1 >= floor and page.lows[start - 1] in _ATTACHING:
        owner = _owner(page, start - 1, last, floor)
        if owner is not None or page.lows[start - 1] == "at":
            return owner  # "at some point", of nobody
    while start < last - 1 and page.flags[start] & (COMMA | DASH | POSSESSIVE | CONJUNCTION):
        start += 1
    if last - start == 1 and start - 1 > floor and page.lows[start - 1] == "and":
        first = name_left(page, start - 1, floor)
        if first < start - 1 and (first == floor or page.flags[first - 1] & PUNCTUATION):
            return Phrase("noun", first, last, (first, last))  # "*Lund and company* said"
    return Phrase("noun", start, last, (start, last))


def _before_relative(page: Page, start: int, floor: int) -> Phrase | None:
    """The noun of a relative clause without a comma: "*a group of firms* that build bridges said"."""
    at = start if page.lows[start] == "that" else start - 1
    if at - 1 < floor or page.lows[at] not in page.speech.relatives:
        return None
    apart = PUNCTUATION | CUE | PREPOSITION | CONJUNCTION | AUXILIARY | VERBISH | ADVERB | SUBORDINATOR
    if page.flags[at - 1] & apart and not page.flags[at - 1] & WHO:
        return None
    return phrase_left(page, at, floor)


def _noun_start(page: Page, last: int, floor: int) -> int:
    """The first token of the noun phrase that ends before ``last``."""
    start = last
    while start > floor and last - start < _LONGEST:
        previous = start - 1
        quote = page.quote_of[previous]
        if quote >= 0:
            first = page.quotes[quote][0]
            said = page.text[page.quotations[quote].inner.end - 1 : page.quotations[quote].inner.end]
            if first < floor or previous - first > _LONGEST_NICKNAME or said in ",.?!":
                break
            start = first
            continue
        flags, low = page.flags[previous], page.lows[previous]
        is_inner = flags & CAPITAL and start < last and previous > floor and page.flags[previous - 1] & CAPITAL
        if is_inner:  # a Big *Ten* coach
            start = previous
            continue
        if flags & DETERMINER and not (low == "that" and (start == last or is_plural(page.lows[last - 1]))):
            is_counted = previous > floor and page.lows[previous - 1] in _COUNTS
            return previous - 1 if is_counted else previous
        if low in ("-", "/") or (low == "and" and page.flags[previous - 1] & (GROUP | ROLE) and start < last):
            start = previous
            continue
        if flags & _ENDS_NOUN or (start < last and parts_noun(flags)):
            break
        start = previous
    return start


def _owner(page: Page, preposition: int, last: int, floor: int) -> Phrase | None:
    """Who speaks where a noun phrase hangs on a preposition: "a spokesman for …", "Anna Berg of …"."""
    if page.lows[preposition] in ("in", "on", "at"):
        named = phrase_left(page, preposition, floor)
        if named is not None and named.kind in ("name", "pronoun"):
            return named  # "Jeb Bush in a Medium post said"
    return _attaching_phrase(page, preposition, last, floor)
