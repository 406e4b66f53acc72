"""Content after its cue: X said that … · told Y … · called Y … · criticized … · vowed to …"""

from __future__ import annotations

from typing import NamedTuple

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.subjects import is_led_by_subordinator
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody, is_thing
from retrieval.annotate.attributions.said import doubles, supposed
from retrieval.annotate.attributions.said.clause_starts import may_begin_clause, takes_that
from retrieval.annotate.attributions.said.clauses import (
    content_end,
    has_verb,
    skip_carrier,
    skip_listener,
    trimmed,
)
from retrieval.annotate.attributions.said.cue_speaker import (
    fronted_subject,
    speaker_of,
    subject_instead,
)
from retrieval.annotate.attributions.said.objects import deed_end, object_end
from retrieval.annotate.attributions.said.quoted_as import quotes_as
from retrieval.annotate.attributions.said.relatives import (
    has_fronted,
    is_object_of_who,
    is_of_noun,
    is_prefaced,
    is_relative_that,
    puts_it,
)
from retrieval.annotate.attributions.said.senses import (
    is_finding,
    is_opinion,
    is_plain_saying,
    leads_to_quote,
)
from retrieval.annotate.attributions.said.settings import skip_asides
from retrieval.annotate.attributions.said.told_by import read_told_by
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CALL,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    JUDGE,
    LOOSE,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    SAY,
    SPEAK,
    STATE,
    SUBORDINATOR,
    TELL,
    TIME,
    URGE,
    VOW,
)

_SHORTEST_CLAUSE = 5
_PRONOUN_AND_VERB = 2
_LONGEST_OFFICE = 4
_OPENS_CONDITION = ("whether", "if", "had", "should", "were")
_STOPS = ".!?;)"
_LEARNING = ("learn", "know", "knew")
_BEGINNING = ("began", "begin", "start")
_WATCHING = ("see", "sees", "saw", "plans", "intends")
_USING = ("use", "uses", "used", "using")
_AMOUNTS = ("nothing", "little", "much", "something", "anything")
_STATEMENTS = ("that", "bare", "tell", "finding", "pre-quote")


class Found(NamedTuple):
    """A stretch of words and the rule that found it."""

    first: int
    last: int
    rule: str


def read_after_cue(sentence: Sentence, cue: Cue) -> None:
    """Claim words that begin behind a cue."""
    # "never said that …", "was said to …", "asked whether she said …": nobody is shown to have said it.
    if not cue.is_negated and cue.is_passive:
        read_told_by(sentence, cue)
    if cue.is_negated or cue.is_passive or _is_asked(sentence, cue) or quotes_as(sentence, cue):
        return
    if cue.subject is None and cue.form != "participle" and _read_inverted(sentence, cue):
        return
    if supposed.is_second_infinitive(sentence, cue) or supposed.is_agent_named(sentence.page, cue):
        return
    found = None if supposed.is_concluded(sentence, cue) else _content(sentence, cue)
    if found is None:
        return
    found, phrase, antecedent = _spoken_by(sentence, cue, found)
    if found is None:
        return
    is_done_by_none = doubles.is_done_by_none(sentence.page, cue, found.rule, phrase)
    if is_done_by_none or not _may_be_said(sentence, cue, found, phrase, antecedent):
        return
    # "The mayor, on Tuesday said …": a day cannot speak, so the subject of the clause is asked.
    if phrase is not None and not can_speak(sentence.page, antecedent or phrase):
        phrase, antecedent = subject_instead(sentence, cue, phrase), None
    content = _unclaimed(sentence, found)
    if content is None or _is_cut_off(sentence, content):
        return
    if phrase is None and not _is_quoted(sentence, cue, content, found.rule):
        return  # Quoted words are worth showing without a name; a paraphrase of nobody is not.
    draft = Draft([content], (cue.first, cue.at + 1), phrase, found.rule, antecedent=antecedent)
    draft.is_loose = found.rule == "loose"
    draft.is_open = sentence.page.quote_of[content[1] - 1] >= 0
    sentence.claim(draft, cue)


def _is_cut_off(sentence: Sentence, content: tuple[int, int]) -> bool:
    """Whether the rest of a clause stands before it: "the step that everyone thought *he would*"."""
    page, (first, last) = sentence.page, content
    return last - first == _PRONOUN_AND_VERB and bool(page.flags[last - 1] & AUXILIARY and page.flags[first] & PRONOUN)


def _spoken_by(sentence: Sentence, cue: Cue, found: Found) -> tuple[Found | None, Phrase | None, Phrase | None]:
    """What is said, who says it and whom a "who" stands for; nothing for a participle that opens a sentence alone."""
    if cue.at > sentence.first or cue.form != "participle":
        return found, *speaker_of(sentence, cue)
    fronted = fronted_subject(sentence, found.first) if found.rule in ("that", "bare") else None
    return (None, None, None) if fronted is None else (found._replace(last=fronted[0]), fronted[1], None)


def _is_quoted(sentence: Sentence, cue: Cue, content: tuple[int, int], rule: str) -> bool:
    """Whether words are shown though nobody is found to say them: they hold a quotation, and are no object of a deed.

    "Adding them as a “guest” solves it" tells what to do.
    """
    if rule == "speak-quote":
        return False  # "The lamps are light and *offer* an “open” design"
    quote_of = sentence.page.quote_of
    is_clause = cue.form != "participle" or rule in _STATEMENTS or bool(cue.kinds & CALL)
    return quote_of[content[0]] >= 0 or (is_clause and any(quote_of[at] >= 0 for at in range(*content)))


def _read_inverted(sentence: Sentence, cue: Cue) -> bool:
    """ "In other words, explained Nancy Cordes: “…”"."""
    page = sentence.page
    phrase = phrase_right(page, cue.at + 1, sentence.last) if cue.kinds & (SAY | STATE) else None
    quote = sentence.quote_at(phrase.whole[1]) if phrase is not None else None
    if phrase is None or quote is None or page.quote_of[phrase.whole[1]] >= 0:
        return False
    sentence.claim(Draft([page.quotes[quote]], (cue.first, cue.at + 1), phrase, "inverted", is_open=True))
    return True


def _may_be_said(sentence: Sentence, cue: Cue, found: Found, phrase: Phrase | None, antecedent: Phrase | None) -> bool:
    """Whether a relative clause tells of speech: "Who knows?" asks, and "a scrap that sees them fall" is no opinion."""
    if cue.subject is None or cue.subject.kind != "relative":
        return True
    if sentence.page.lows[cue.subject.first] == "who":
        # "Who knows?" asks, and "anyone who thought so" is nobody.
        if antecedent is None or (
            found.rule not in _STATEMENTS and is_object_of_who(sentence, cue, found.last, antecedent)
        ):
            return False
        return sentence.page.lows[antecedent.last - 1] not in ("anyone", "everyone", "those")
    if phrase is not None and found.rule in _STATEMENTS and not is_plain_saying(sentence.page, cue):
        return not supposed.is_plain_thing(sentence.page, phrase)
    return found.rule in _STATEMENTS or (phrase is not None and is_somebody(sentence.page, phrase))


def _is_asked(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is open that somebody said it: "asked whether Putin and Kim discussed arms"."""
    if supposed.is_case(sentence, cue):
        return True
    if cue.subject is None:
        first = cue.first - 1
        opens = ("when", "if", "as", "what")  # "found *what* claimed to be a map"
        return cue.form == "finite" and first >= sentence.first and sentence.page.lows[first] in opens
    page, start = sentence.page, cue.subject.whole[0]
    is_one_clause = not any(page.flags[at] & COMMA for at in range(sentence.first, start))  # "If elected, Vik said …"
    if is_one_clause and start - sentence.first <= _LONGEST_OFFICE and page.lows[sentence.first] in _OPENS_CONDITION:
        return True  # "*Whether* Judge Vik said so is not known", "*Had* the trainer Vik said so, …"
    if start > sentence.first and cue.form == "base" and page.flags[start - 1] & AUXILIARY:
        return page.lows[sentence.last - 1] == "?"  # "What *do they tell* us about the town?"
    return start > sentence.first and page.lows[start - 1] in ("whether", "if")


def _unclaimed(sentence: Sentence, found: Found) -> tuple[int, int] | None:
    """The words up to what another rule has claimed."""
    content = trimmed(sentence.page, found.first, found.last)
    if content is None or sentence.is_claimed(content[0]):
        return None
    for start, _ in sentence.claimed:
        if content is not None and content[0] < start < content[1]:
            content = trimmed(sentence.page, content[0], start)
    return content


def _content(sentence: Sentence, cue: Cue) -> Found | None:
    page, last = sentence.page, sentence.last
    if doubles.is_only_thought(sentence, cue) or doubles.is_promise_of_place(page, cue) or doubles.is_faith(page, cue):
        return None
    at = cue.at + 1
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


def _beside_quote(sentence: Sentence, cue: Cue, at: int, listener: int, quote: int) -> Found | None:
    """A quotation behind a cue and whoever is told, unless it is the name of a thing or a work."""
    page = sentence.page
    # "called the plan “a gift”": what is called so belongs to the words.
    if cue.kinds & CALL and listener > at:
        if cue.subject is not None and is_thing(page, cue.subject):
            return None  # "a fence called the “sand clock”"
        return Found(at, page.quotes[quote][1], "call-quote")
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
    if not is_opinion(page, cue, at, end) or (page.flags[at] & CAPITAL and doubles.is_named_so(page, cue)):
        return None
    if page.flags[at] & PREPOSITION and not (cue.kinds & CALL and page.lows[at] in ("for", "on")):
        return _judged_of(sentence, cue, at, end)
    if doubles.is_without_object(page, cue, at, end) or doubles.is_greeting(page, cue, at, end):
        return None
    # "called the plan a gift", "called for a ban", "criticized the plan".
    if cue.kinds & (CALL | JUDGE):
        rule = "call" if cue.kinds & CALL else "judge"
        closed = supposed.list_end(page, at, object_end(sentence, at, end), end)
        return Found(at, closed, rule + ("-quote" if has_quote else ""))
    is_watching = page.lows[cue.at] in _WATCHING and "as" not in page.lows[at:end]  # but sees them *as* a chance
    if cue.kinds & LOOSE and not is_watching and (cue.subject is None or is_somebody(page, cue.subject)):
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
    is_whole = page.text[inner.start : inner.start + 1].isupper() and page.text[inner.end - 1 : inner.end] in ".,!?…—-"
    # "said “The bridge is safe.”" is whole; "said “the bridge” is safe" goes on after its mark.
    is_name = bool(cue.kinds & CALL) and page.text[inner.end - 1] == ","  # "what Velo calls *“core profit,”* it grew"
    if is_whole or is_name or last >= sentence.last:
        return Found(first, last, "pre-quote")
    return Found(first, _end(sentence, cue, first), "pre-quote")
