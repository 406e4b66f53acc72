"""Words behind a cue: where they begin and end, by what stands right behind the verb and whoever is told."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.phrases.subjects import is_led_by_subordinator
from retrieval.annotate.attributions.phrases.voices import is_somebody, is_thing
from retrieval.annotate.attributions.said import doubles, frames, supposed
from retrieval.annotate.attributions.said.clause_starts import may_begin_clause, takes_that
from retrieval.annotate.attributions.said.clauses import (
    content_end,
    has_verb,
    skip_carrier,
    skip_listener,
)
from retrieval.annotate.attributions.said.cue_speaker import fronted_subject
from retrieval.annotate.attributions.said.objects import deed_end, object_end
from retrieval.annotate.attributions.said.relatives import (
    has_fronted,
    is_of_noun,
    is_of_relative,
    is_prefaced,
    is_relative_that,
    puts_it,
)
from retrieval.annotate.attributions.said.senses import (
    is_finding,
    is_finite,
    is_opinion,
    leads_to_quote,
)
from retrieval.annotate.attributions.said.settings import skip_asides
from retrieval.annotate.attributions.sentences.claims import is_said
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CALL,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    JUDGE,
    LOOSE,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    SAY,
    SOURCE,
    SPEAK,
    STATE,
    STOP,
    SUBORDINATOR,
    TELL,
    THAT,
    TIME,
    URGE,
    VERBISH,
    VOW,
)
from retrieval.annotate.page import Page

_STOPS = ".!?;)"
_BEGINNING = ("began", "begin", "start")
_WATCHING = ("see", "sees", "saw", "plans", "intends")
_USING = ("use", "uses", "used", "using")


class Found(NamedTuple):
    """A stretch of words and the rule that found it."""

    first: int
    last: int
    rule: str


def found_after(sentence: Sentence, cue: Cue) -> Found | None:
    """The words behind a cue and the rule that finds them; None where it carries none."""
    page, last = sentence.page, sentence.last
    if doubles.is_only_thought(sentence, cue) or doubles.is_promise_of_place(page, cue) or doubles.is_faith(page, cue):
        return None
    at = cue.at + 1
    if at < last and page.lows[at] == "like" and sentence.quote_at(at + 1) is None:
        return None  # "it *feels like* that has changed"
    # "pointed out that …": the particle belongs to the verb.
    if at < last and page.lows[at] in page.speech.particles and page.quote_of[at] < 0:
        at += bool(cue.kinds & CALL) or not doubles.leads_noun(page, at)
        is_other = page.lows[at - 1] == "off" or (
            cue.kinds & SAY and page.lows[at - 1] in ("up", "back") and page.lows[at] != "that"
        )
        if is_other and sentence.quote_at(at) is None:
            return None  # "adds up to something", "thought back to the time", "showing off how high she sang"
    # "as she put it, “…”".
    at += puts_it(page, cue)
    # "vowed to rebuild the bridge"; not "would vow to …", which nobody did.
    is_thing = cue.kinds & LOOSE and cue.subject is not None and not is_somebody(page, cue.subject)
    is_deed = at < last and page.lows[at] == "to"
    if cue.kinds & (VOW | LOOSE) and not is_thing and is_deed and not cue.is_modal:
        end = supposed.second_deed(page, at, deed_end(page, at, _end(sentence, cue, at)))
        is_noun = cue.kinds & VOW and page.flags[at + 1] & (DETERMINER | NUMBER | POSSESSIVE)
        if is_noun and not any(page.quote_of[i] >= 0 for i in range(at, end)):
            return None  # "agreed to a deal" tells of no words
        return Found(at, end, "vow" if cue.kinds & VOW else "loose")
    return _content_from(sentence, cue, at)


def _content_from(sentence: Sentence, cue: Cue, at: int) -> Found | None:
    """The words behind a cue and its particle, whoever is told and whenever it was."""
    page, last = sentence.page, sentence.last
    # "told reporters that …", "said, according to Reuters, that …", "said on Tuesday that …".
    listener = skip_listener(page, at, last) if cue.kinds & (TELL | URGE | CALL) else at
    behind = skip_asides(page, skip_carrier(page, listener, last), last)
    is_verb = listener < behind < last and page.flags[behind] & AUXILIARY and page.lows[behind] != "to"
    if is_verb and cue.kinds & SAY:
        return _from_setting(sentence, cue, listener, behind)
    quote = sentence.quote_at(behind)
    if quote is None and listener > at and page.lows[at] == "you" and not supposed.is_own_telling(page, cue):
        return None  # "the lamp *tells you* when it is low"
    if quote is None and listener > at and cue.kinds & TELL and page.lows[listener] == "of":
        return None  # "it *reminds me of* the old lamps that we had"
    if quote is not None:
        return _beside_quote(sentence, cue, at, listener, quote)
    # "said, that the bridge is safe".
    if behind + 1 < last and page.flags[behind] & COMMA and page.lows[behind + 1] == "that":
        behind += 1
    if is_prefaced(sentence, cue, behind):
        return Found(behind + 1, content_end(page, behind + 1, last, sentence.cues), "that")
    # "she said." has no words behind it, and "would say that …" was not said.
    if behind >= last or page.flags[behind] & PUNCTUATION or cue.is_modal:
        return None
    if behind > cue.at + 1 and (is_relative_that(sentence, behind) or is_of_noun(sentence, listener, behind)):
        return None
    if cue.kinds & CALL and page.lows[behind] == "that":
        behind = at  # "called out *the notion that* boats are safe"
    if (clause := _clause(sentence, cue, behind, is_told=listener > at)) is not None:
        return clause
    # "urged drivers to turn back".
    if cue.kinds & URGE and at < listener < last and page.lows[listener] == "to":
        return Found(at, _end(sentence, cue, at), "urge")
    # "announced on Friday the arrest of a man".
    is_day = page.flags[at] & TIME or (page.lows[at] in ("on", "in", "this", "last") and page.flags[at + 1] & TIME)
    return _judged(sentence, cue, behind if is_day else at)


def _clause(sentence: Sentence, cue: Cue, at: int, *, is_told: bool) -> Found | None:
    """A clause with "that" or without: "said the bridge is safe", "told him the bridge is safe", "showed Reed led"."""
    page = sentence.page
    if takes_that(sentence, cue, at) and at + 1 < sentence.last and page.lows[at + 1] not in _STOPS:
        return Found(at, _end(sentence, cue, at), "that")
    is_said = cue.kinds & SAY or (cue.kinds & TELL and is_told) or is_finding(page, cue, sentence.first)
    if not is_said or not may_begin_clause(sentence, cue, at):
        return None
    rule = "bare" if cue.kinds & SAY else "tell" if cue.kinds & TELL else "finding"
    return Found(at, _end(sentence, cue, at), rule)


def _from_setting(sentence: Sentence, cue: Cue, first: int, verb: int) -> Found | None:
    """The words that a setting belongs to: "said *in Norvenia sales were up*"; none of "which Lund said in May was"."""
    has_subject = _has_subject(sentence.page, first, verb, sentence.last)
    return Found(first, _end(sentence, cue, first), "bare") if has_subject else None


def _has_subject(page: Page, first: int, verb: int, last: int) -> bool:
    """Whether a setting holds the subject of the verb behind it: "said *in Norvenia sales* were up"."""
    if not page.flags[first] & PREPOSITION or page.quote_of[verb] >= 0 or not is_finite(page, verb, last):
        return False
    start = first + 1 + bool(page.flags[first + 1] & DETERMINER)
    place = name_right(page, start, verb)
    apart = PREPOSITION | SUBORDINATOR | DETERMINER | CONJUNCTION | PUNCTUATION | TIME
    nouns = range(place, verb)
    return start < place < verb and all(page.words[at].islower() and not page.flags[at] & apart for at in nouns)


def _beside_quote(sentence: Sentence, cue: Cue, at: int, listener: int, quote: int) -> Found | None:
    """A quotation behind a cue and whoever is told, unless it is the name of a thing or a work."""
    page = sentence.page
    # "called the plan “a gift”": what is called so belongs to the words.
    if cue.kinds & CALL and listener > at:
        if cue.subject is not None and is_thing(page, cue.subject):
            return None  # "a fence called the “sand clock”"
        return Found(at, page.quotes[quote][1], "call-quote")
    if page.lows[cue.at].startswith("boast") and not has_verb(page, *page.quotes[quote]):
        return None  # "boasts ‘only’ two goals a game"
    # "a gift called “Night Light,”": a thing bears the name.
    is_name = doubles.is_named_so(page, cue) or not has_fronted(sentence, cue)
    if cue.kinds & CALL and page.quote_of[at] >= 0 and is_name:
        return None
    if page.lows[cue.at] in _USING and not _holds_sentence(sentence, quote):
        return None  # "uses “fuzzy logic” to heat it"
    # "reviewed “The Long Road”" names a work and quotes nobody.
    if sentence.is_title(quote) and not cue.kinds & (SAY | TELL | CALL):
        return None
    return _quoted(sentence, cue, quote)


def _holds_sentence(sentence: Sentence, quote: int) -> bool:
    """Whether a quotation ends as a sentence or a part of one does."""
    page = sentence.page
    end = page.quotations[quote].inner.end
    return page.text[end - 1 : end] in ".,!?…" or page.text[end : end + 2].rstrip("”\"'’») ") in (",", ".")


def _end(sentence: Sentence, cue: Cue, first: int) -> int:
    """Where the words end; in a clause that a subordinator leads they end at its comma."""
    page = sentence.page
    end = content_end(page, first, sentence.last, sentence.cues)
    subject = cue.subject
    if cue.form == "participle" and page.flags[cue.first - 1] & COMMA and cue.first > sentence.first:
        end = _aside_end(sentence, cue, first, end)
    if subject is None:
        return end
    # "The mayor, who said the bridge is safe, left" and "As Reed said the bridge is safe, the mayor left".
    if page.lows[first] == "that" and page.flags[first + 1] & COMMA:
        return end  # "who decided *that, despite* the rain, he would go"
    before = page.flags[subject.whole[0] - 1] if subject.whole[0] > sentence.first else 0
    is_aside = subject.kind == "relative" and before & COMMA
    is_when = before & SUBORDINATOR and not before & (THAT | RELATIVE | DETERMINER)
    if is_when and (main := fronted_subject(sentence, first)) is not None:
        return min(end, main[0])  # "*as firms announced lamps*, buyers took note"
    if is_aside or is_led_by_subordinator(page, subject.whole[0], sentence.first):
        for at in range(first, end):
            if page.flags[at] & COMMA and page.quote_of[at] < 0:
                return at
    return end


def _aside_end(sentence: Sentence, cue: Cue, first: int, end: int) -> int:
    """Where a participle between commas ends: "A buyer*, feeling that both are strong,* places a bet"."""
    page = sentence.page
    if any(page.flags[at] & (AUXILIARY | PAST | VERBISH | CUE) for at in range(sentence.first, cue.first)):
        return end
    for at in range(first, end - 1):
        if page.flags[at] & COMMA and page.quote_of[at] < 0:
            verb = page.flags[at + 1]
            is_verb = verb & (AUXILIARY | PAST | VERBISH | CUE) or page.lows[at + 1].endswith("s")
            return at if is_verb and not verb & (CAPITAL | DETERMINER | CONJUNCTION | SUBORDINATOR) else end
    return end


def _judged(sentence: Sentence, cue: Cue, at: int) -> Found | None:
    page = sentence.page
    apart = PUNCTUATION | CONJUNCTION | SUBORDINATOR | AUXILIARY
    # "which the mayor described as “a gift”".
    if at + 1 < sentence.last and page.lows[at] == "as" and cue.kinds & CALL and page.quote_of[at + 1] >= 0:
        return Found(at + 1, page.quotes[page.quote_of[at + 1]][1], "pre-quote")
    # "criticized, and left" judges nothing.
    is_nothing = at >= sentence.last or (page.flags[at] & apart and not page.flags[at] & DETERMINER)
    if is_nothing or _is_pronoun(sentence, at):
        return None
    if cue.subject is not None and _is_of_what_goes_on(sentence, cue.subject.whole[0], at):
        return None
    end = _end(sentence, cue, at)
    has_quote = any(page.quote_of[i] >= 0 for i in range(at, end))
    is_of_speech = is_opinion(page, cue, at, end) or frames.is_hope(page, cue)
    if not is_of_speech or (page.flags[at] & CAPITAL and doubles.is_named_so(page, cue)):
        return None
    if page.flags[at] & PREPOSITION and not (cue.kinds & CALL and page.lows[at] in ("for", "on")):
        return _judged_of(sentence, cue, at, end)
    others = (doubles.is_without_object, doubles.is_greeting, frames.is_deed)
    if any(is_other(page, cue, at, end) for is_other in others):
        return None
    # "called the plan a gift", "called for a ban", "criticized the plan".
    if cue.kinds & (CALL | JUDGE):
        rule = "call" if cue.kinds & CALL else "judge"
        closed = supposed.list_end(page, at, object_end(sentence, at, end), end)
        return Found(at, closed, rule + ("-quote" if has_quote else ""))
    is_watching = page.lows[cue.at] in _WATCHING and "as" not in page.lows[at:end]  # but sees them *as* a chance
    is_held = cue.kinds & LOOSE and not is_watching and frames.holds_something(page, cue, at, end)
    if is_held and (cue.subject is None or is_somebody(page, cue.subject)):
        return Found(at, object_end(sentence, at, end), "loose")
    return _spoken_of(sentence, cue, at, end) if has_quote else None


def _is_of_what_goes_on(sentence: Sentence, subject: int, at: int) -> bool:
    """Whether the verb of what is told of follows: "The charm Lund described *applies* more to trams"."""
    page = sentence.page
    is_verb = page.lows[at].endswith("s") and not page.flags[at] & (DETERMINER | CAPITAL | PREPOSITION)
    return is_verb and is_of_relative(page, subject, sentence.first) and is_finite(page, at, sentence.last)


def _is_pronoun(sentence: Sentence, at: int) -> bool:
    """Whether a small word is all that is judged: "have proposed *some*."; but "disputes *this*."."""
    page, behind = sentence.page, at + 1
    is_alone = behind >= sentence.last or (page.flags[behind] & (STOP | CLOSING) and page.quote_of[behind] < 0)
    return bool(is_alone and page.flags[at] & DETERMINER) and page.lows[at] not in ("this", "that")


def _spoken_of(sentence: Sentence, cue: Cue, at: int, end: int) -> Found | None:
    """What is spoken of in marks: "described a “wall of water”"; but "found herself “parenting” her mother"."""
    page = sentence.page
    is_own = page.lows[at] in page.speech.reflexives and not cue.kinds & CALL
    is_own = is_own or (page.lows[cue.at].startswith(_BEGINNING) and page.lows[at].endswith("ing"))  # "began curating"
    if is_own or doubles.is_said_later(sentence, cue, end) or not cue.kinds & (SPEAK | STATE | SAY):
        return None
    quote = next(page.quote_of[i] for i in range(at, end) if page.quote_of[i] >= 0)
    if _is_only_marked(sentence, cue, at, quote):
        return None
    is_kind = bool(page.flags[page.quotes[quote][0] - 1] & DETERMINER)
    if page.lows[cue.at] in _USING and is_kind and not _holds_sentence(sentence, quote):
        return None  # "they use a “stem” handle"
    if page.lows[cue.at].startswith("boast") and not has_verb(page, at, page.quotes[quote][0]):
        return None  # "boasts a “floating” roof": it has one
    closed = object_end(sentence, at, end)
    # "discusses the “Water Plan,” *which got a new look*": the remark is not the speaker's.
    end = closed if closed < end and page.lows[closed] == "which" and page.quote_of[closed - 1] >= 0 else end
    return Found(at, end, "speak-quote") if leads_to_quote(page, cue, at, end) else None


def _is_only_marked(sentence: Sentence, cue: Cue, at: int, quote: int) -> bool:
    """Whether marks are around a word or a title: "displayed a “curated feed”", "found a chance for “Long Winter”"."""
    page, before = sentence.page, sentence.page.quotes[quote][0] - 1
    if sentence.is_title(quote) and not cue.kinds & SAY:
        return True
    # "put her *“before himself”*", "used *the phrase “wall of water”*"
    is_of_them = page.lows[before] == "it" or frames.is_object_pronoun(page, before)
    is_named = page.words[before].islower() and not page.flags[before] and page.flags[before - 1] & DETERMINER
    if not cue.kinds & (SAY | STATE) and not is_of_them and not (is_named and before > at):
        return not is_said(page, quote)
    # "wrote an account of his life – “the man I was”": the words are the account's.
    return bool(page.flags[before] & DASH and not page.flags[before - 1] & SOURCE)


def _judged_of(sentence: Sentence, cue: Cue, at: int, end: int) -> Found | None:
    """What a preposition joins to its cue."""
    page = sentence.page
    # "spoke of a “gift” to the city".
    is_known_for = page.lows[at] == "for" and cue.subject is not None and cue.subject.kind == "noun"
    if cue.kinds & SPEAK and not is_known_for and not doubles.is_way(page, cue) and leads_to_quote(page, cue, at, end):
        return Found(at + 1, object_end(sentence, at, end), "speak-quote")
    # "pushed for a new bridge" is shown with its "for"; "referring to the old bridge" without its "to".
    if not cue.kinds & LOOSE or page.lows[at] not in ("to", "for", "about", "on", "against"):
        return None
    first = at + (page.lows[at] != "for" and page.lows[cue.at] in page.speech.about)
    return Found(first, object_end(sentence, at, end), "loose")


def _quoted(sentence: Sentence, cue: Cue, quote: int) -> Found:
    """A quotation right behind the cue: alone where it is a sentence, with what follows where it is a part of one."""
    page = sentence.page
    first, last = page.quotes[quote]
    inner = page.quotations[quote].inner
    is_capital = page.text[inner.start : inner.start + 1].isupper()
    is_whole = is_capital and page.text[inner.end - 1 : inner.end] in ".,!?…—-"
    # "said “The bridge is safe.”" is whole; "said “the bridge” is safe" goes on after its mark.
    is_name = bool(cue.kinds & CALL) and page.text[inner.end - 1] == ","  # "what Velo calls *“core profit,”* it grew"
    # "shouted: “Come on, Lund” *while* he waited".
    is_left = is_capital and last < sentence.last and page.quote_of[last] < 0 and not cue.kinds & CALL
    is_left = is_left and bool(page.flags[last] & SUBORDINATOR) and not page.flags[last] & THAT
    if is_whole or is_name or is_left or last >= sentence.last:
        return Found(first, last, "pre-quote")
    return Found(first, _end(sentence, cue, first), "pre-quote")
