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
from retrieval.annotate.attributions.said.objects import deed_end, object_end
from retrieval.annotate.attributions.said.relatives import (
    has_fronted,
    is_of_noun,
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
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CALL,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    JUDGE,
    LOOSE,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SAY,
    SOURCE,
    SPEAK,
    STATE,
    SUBORDINATOR,
    TELL,
    THAT,
    TIME,
    URGE,
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
    if takes_that(sentence, cue, behind) and behind + 1 < last and page.lows[behind + 1] not in _STOPS:
        return Found(behind, _end(sentence, cue, behind), "that")
    # "said the bridge is safe", "told him the bridge is safe", "the poll showed Reed led": a clause without "that".
    is_said = cue.kinds & SAY or (cue.kinds & TELL and listener > at) or is_finding(page, cue, sentence.first)
    if is_said and may_begin_clause(sentence, cue, behind):
        rule = "bare" if cue.kinds & SAY else "tell" if cue.kinds & TELL else "finding"
        return Found(behind, _end(sentence, cue, behind), rule)
    # "urged drivers to turn back".
    if cue.kinds & URGE and at < listener < last and page.lows[listener] == "to":
        return Found(at, _end(sentence, cue, at), "urge")
    # "announced on Friday the arrest of a man".
    is_day = page.flags[at] & TIME or (page.lows[at] in ("on", "in", "this", "last") and page.flags[at + 1] & TIME)
    return _judged(sentence, cue, behind if is_day else at)


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
    if subject is None:
        return end
    # "The mayor, who said the bridge is safe, left" and "As Reed said the bridge is safe, the mayor left".
    if page.lows[first] == "that" and page.flags[first + 1] & COMMA:
        return end  # "who decided *that, despite* the rain, he would go"
    is_aside = subject.kind == "relative" and subject.first > sentence.first and page.flags[subject.first - 1] & COMMA
    if is_aside or is_led_by_subordinator(page, subject.whole[0], sentence.first):
        for at in range(first, end):
            if page.flags[at] & COMMA and page.quote_of[at] < 0:
                return at
    return end


def _judged(sentence: Sentence, cue: Cue, at: int) -> Found | None:
    page = sentence.page
    apart = PUNCTUATION | CONJUNCTION | SUBORDINATOR | AUXILIARY
    # "which the mayor described as “a gift”".
    if at + 1 < sentence.last and page.lows[at] == "as" and cue.kinds & CALL and page.quote_of[at + 1] >= 0:
        return Found(at + 1, page.quotes[page.quote_of[at + 1]][1], "pre-quote")
    # "criticized, and left" judges nothing.
    if at >= sentence.last or (page.flags[at] & apart and not page.flags[at] & DETERMINER):
        return None
    end = _end(sentence, cue, at)
    has_quote = any(page.quote_of[i] >= 0 for i in range(at, end))
    if not (is_opinion(page, cue, at, end) or frames.is_hope(page, cue)) or (
        page.flags[at] & CAPITAL and doubles.is_named_so(page, cue)
    ):
        return None
    if page.flags[at] & PREPOSITION and not (cue.kinds & CALL and page.lows[at] in ("for", "on")):
        return _judged_of(sentence, cue, at, end)
    if doubles.is_without_object(page, cue, at, end) or doubles.is_greeting(page, cue, at, end):
        return None
    if frames.is_deed(page, cue, at, end):
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


def _spoken_of(sentence: Sentence, cue: Cue, at: int, end: int) -> Found | None:
    """What is spoken of in marks: "described a “wall of water”"; but "found herself “parenting” her mother"."""
    page = sentence.page
    is_own = page.lows[at] in page.speech.reflexives and not cue.kinds & CALL
    is_own = is_own or (page.lows[cue.at].startswith(_BEGINNING) and page.lows[at].endswith("ing"))  # "began curating"
    if is_own or doubles.is_said_later(sentence, cue, end) or not cue.kinds & (SPEAK | STATE | SAY):
        return None
    quote = next(page.quote_of[i] for i in range(at, end) if page.quote_of[i] >= 0)
    dash = page.quotes[quote][0] - 1
    if page.flags[dash] & DASH and not page.flags[dash - 1] & SOURCE:
        return None  # "wrote an account of his life – “the man I was”": the words are the account's
    is_kind = bool(page.flags[page.quotes[quote][0] - 1] & DETERMINER)
    if page.lows[cue.at] in _USING and is_kind and not _holds_sentence(sentence, quote):
        return None  # "they use a “stem” handle"
    if page.lows[cue.at].startswith("boast") and not has_verb(page, at, page.quotes[quote][0]):
        return None  # "boasts a “floating” roof": it has one
    closed = object_end(sentence, at, end)
    # "discusses the “Water Plan,” *which got a new look*": the remark is not the speaker's.
    end = closed if closed < end and page.lows[closed] == "which" and page.quote_of[closed - 1] >= 0 else end
    return Found(at, end, "speak-quote") if leads_to_quote(page, cue, at, end) else None


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
