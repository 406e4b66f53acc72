"""Content after its cue: X said that … · told Y … · called Y … · criticized … · vowed to …"""

from __future__ import annotations

from typing import NamedTuple

from retrieval.annotate.attributions.content.clauses import (
    content_end,
    has_verb,
    skip_asides,
    skip_carrier,
    skip_listener,
    starts_clause,
    trimmed,
)
from retrieval.annotate.attributions.content.objects import deed_end, is_only_named, object_end
from retrieval.annotate.attributions.content.quoted_as import quoted_as
from retrieval.annotate.attributions.content.senses import (
    is_opinion,
    is_plain_saying,
    leads_clause,
    leads_to_quote,
    opens_clause,
)
from retrieval.annotate.attributions.cues import Cue
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.attributions.sentence import Sentence
from retrieval.annotate.attributions.speaker.modifiers import subordinate_subject
from retrieval.annotate.attributions.speaker.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.speaker.speaker_before_cue import floor_before, phrase_left
from retrieval.annotate.attributions.speaker.subjects import clause_subject, is_led_by_subordinator
from retrieval.annotate.attributions.speaker.voices import can_speak, is_somebody
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CALL,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    JUDGE,
    LOOSE,
    NUMBER,
    PREPOSITION,
    PRONOUN,
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
    VERBISH,
    VOW,
)

_SHORTEST_CLAUSE = 5
_LONGEST_LEAD = 2
_STOPS = (".", "!", "?", ";", ")")
_STATEMENTS = ("that", "bare", "tell", "finding", "pre-quote")


class Found(NamedTuple):
    """A stretch of words and the rule that found it."""

    first: int
    last: int
    rule: str


def read_after_cue(sentence: Sentence, cue: Cue) -> None:
    """Claim words that begin behind a cue."""
    # "never said that …", "was said to …", "asked whether she said …": nobody is shown to have said it.
    if cue.is_negated or cue.is_passive or _is_asked(sentence, cue):
        return
    if cue.subject is None and cue.form != "participle" and _read_inverted(sentence, cue):
        return
    found = _content(sentence, cue)
    if found is None:
        return
    phrase, antecedent = speaker_of(sentence, cue)
    is_you = phrase is not None and phrase.kind == "pronoun" and not can_speak(sentence.page, phrase)
    if is_you or not _may_be_said(sentence, cue, found, phrase, antecedent):
        return
    # "The mayor, on Tuesday said …": a day cannot speak, so the subject of the clause is asked.
    if phrase is not None and not can_speak(sentence.page, antecedent or phrase):
        phrase, antecedent = _subject_instead(sentence, cue, phrase), None
    content = _unclaimed(sentence, found)
    if content is None:
        return
    if phrase is None and all(sentence.page.quote_of[at] < 0 for at in range(*content)):
        return  # Quoted words are worth showing without a name; a paraphrase of nobody is not.
    draft = Draft([content], (cue.first, cue.at + 1), phrase, found.rule, antecedent=antecedent)
    draft.is_loose = found.rule == "loose"
    draft.is_open = sentence.page.quote_of[content[1] - 1] >= 0
    sentence.claim(draft, cue)


def _read_inverted(sentence: Sentence, cue: Cue) -> bool:
    """ "In other words, explained Nancy Cordes: “…”"."""
    page = sentence.page
    phrase = phrase_right(page, cue.at + 1, sentence.last) if cue.kinds & (SAY | STATE) else None
    quote = sentence.quote_at(phrase.whole[1]) if phrase is not None else None
    if phrase is None or quote is None or page.quote_of[phrase.whole[1]] >= 0:
        return False
    sentence.claim(Draft([page.quotes[quote]], (cue.first, cue.at + 1), phrase, "inverted", is_open=True))
    return True


def _subject_instead(sentence: Sentence, cue: Cue, phrase: Phrase) -> Phrase | None:
    """The subject of the clause, where what is before the verb only ends it: "Experts *on nuclear energy* said"."""
    page = sentence.page
    ends_subject = page.flags[phrase.last - 1] & (TIME | VERBISH | ADVERB)
    hangs_on = phrase.first > sentence.first and page.flags[phrase.first - 1] & (PREPOSITION | CONJUNCTION)
    if not ends_subject and not hangs_on:
        return None
    subject = clause_subject(page, sentence.first, cue.first)
    if subject is None or not can_speak(page, subject):
        return None
    is_near = is_somebody(page, subject) and not has_verb(page, subject.whole[1], phrase.first)
    return subject if ends_subject or is_near else None


def _may_be_said(sentence: Sentence, cue: Cue, found: Found, phrase: Phrase | None, antecedent: Phrase | None) -> bool:
    """Whether a relative clause tells of speech: "Who knows?" asks, and "a scrap that sees them fall" is no opinion."""
    if cue.subject is None or cue.subject.kind != "relative":
        return True
    if sentence.page.lows[cue.subject.first] == "who":
        # "Who knows?" asks, and "anyone who thought so" is nobody.
        return antecedent is not None and sentence.page.lows[antecedent.last - 1] not in ("anyone", "everyone", "those")
    return found.rule in _STATEMENTS or (phrase is not None and is_somebody(sentence.page, phrase))


def _is_asked(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is open that somebody said it: "asked whether Putin and Kim discussed arms"."""
    if cue.subject is None:
        first = cue.first - 1
        return cue.form == "finite" and first >= sentence.first and sentence.page.lows[first] in ("when", "if", "as")
    before = cue.subject.whole[0] - 1
    return before >= sentence.first and sentence.page.lows[before] in ("whether", "if")


def _unclaimed(sentence: Sentence, found: Found) -> tuple[int, int] | None:
    """The words up to what another rule has claimed."""
    content = trimmed(sentence.page, found.first, found.last)
    if content is None or sentence.is_claimed(content[0]):
        return None
    for start, _ in sentence.claimed:
        if content is not None and content[0] < start < content[1]:
            content = trimmed(sentence.page, content[0], start)
    return content


def speaker_of(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, Phrase | None]:
    """The speaker of a cue and, for "who", whom it stands for."""
    page = sentence.page
    if cue.subject is not None and not cue.shares:
        return _relative(sentence, cue.subject) if cue.subject.kind == "relative" else (cue.subject, None)
    before = cue.first - 1
    if cue.form == "participle" and (quoted := quoted_as(sentence, cue)) is not None:
        return quoted, None
    # "She met the mayor, saying …" leaves the mayor out; "a letter saying …" is said by the letter.
    apart = PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR
    if before >= sentence.first and cue.form == "participle" and not page.flags[before] & apart:
        own = phrase_left(page, cue.first, floor_before(cue.first, sentence.first))
        if own is not None and _can_say(sentence, own):
            return (own if is_somebody(page, own) else None), None
    # "… after Dahl wrote letters accusing …": not who speaks in the main clause; "and added" may be.
    if not cue.kinds & SAY and (subject := subordinate_subject(page, cue.first, sentence.first)) is not None:
        return subject, None
    # "Reed welcomed the plan and added that …": the speaker of the cue before speaks on.
    for draft in sorted(sentence.drafts, key=lambda d: d.cue or (0, 0), reverse=True):
        if draft.cue is not None and draft.cue[0] < cue.at and draft.phrase is not None:
            return draft.phrase, draft.antecedent
    return clause_subject(page, sentence.first, cue.first), None


def _can_say(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "…ing" without a comma belongs to the phrase before it ("with Trump calling"), not to the subject."""
    page, before = sentence.page, phrase.whole[0] - 1
    if before < sentence.first or page.lows[before] in ("with", "of", "from", "by") or page.flags[before] & PUNCTUATION:
        return True
    return phrase.kind in ("name", "pronoun") and not page.flags[before] & PREPOSITION


def _relative(sentence: Sentence, phrase: Phrase) -> tuple[Phrase | None, Phrase | None]:
    """ "who said" speaks for the phrase before it; of "a report that said" the report is shown."""
    page = sentence.page
    at = phrase.first
    if at > sentence.first and page.flags[at - 1] & COMMA:
        at -= 1
    antecedent = phrase_left(page, at, floor_before(at, sentence.first))
    return (phrase, antecedent) if page.lows[phrase.first] == "who" else (antecedent, None)


def _content(sentence: Sentence, cue: Cue) -> Found | None:
    page, last = sentence.page, sentence.last
    at = cue.at + 1
    # "pointed out that …": the particle belongs to the verb.
    if at < last and page.lows[at] in page.speech.particles and page.quote_of[at] < 0:
        at += 1
        is_other = cue.kinds & SAY and page.lows[at - 1] in ("up", "back") and page.lows[at] != "that"
        if is_other and sentence.quote_at(at) is None:
            return None  # "adds up to something", "thought back to the time"
    # "as she put it, “…”".
    if at < last and page.lows[at] == "it" and page.lows[cue.at] in ("put", "puts"):
        at += 1
    # "vowed to rebuild the bridge"; not "would vow to …", which nobody did.
    is_thing = cue.kinds & LOOSE and cue.subject is not None and not is_somebody(page, cue.subject)
    if cue.kinds & (VOW | LOOSE) and not is_thing and at < last and page.lows[at] == "to" and not cue.is_modal:
        return Found(at, deed_end(page, at, _end(sentence, cue, at)), "vow" if cue.kinds & VOW else "loose")
    return _content_from(sentence, cue, at)


def _content_from(sentence: Sentence, cue: Cue, at: int) -> Found | None:
    """The words behind a cue and its particle, whoever is told and whenever it was."""
    page, last = sentence.page, sentence.last
    # "told reporters that …", "said, according to Reuters, that …", "said on Tuesday that …".
    listener = skip_listener(page, at, last) if cue.kinds & (TELL | URGE | CALL) else at
    behind = skip_asides(page, skip_carrier(page, listener, last), last)
    quote = sentence.quote_at(behind)
    if quote is not None:
        return _beside_quote(sentence, cue, at, listener, quote)
    # "said, that the bridge is safe".
    if behind + 1 < last and page.flags[behind] & COMMA and page.lows[behind + 1] == "that":
        behind += 1
    if _is_prefaced(sentence, cue, behind):
        return Found(behind + 1, content_end(page, behind + 1, last, sentence.cues), "that")
    # "she said." has no words behind it, and "would say that …" was not said.
    if behind >= last or page.flags[behind] & PUNCTUATION or cue.is_modal:
        return None
    if _takes_that(sentence, cue, behind) and behind + 1 < last and page.lows[behind + 1] not in _STOPS:
        return Found(behind, _end(sentence, cue, behind), "that")
    # "said the bridge is safe", "told him the bridge is safe", "the poll showed Reed led": a clause without "that".
    is_said = cue.kinds & SAY or (cue.kinds & TELL and listener > at) or _is_finding(sentence, cue)
    if is_said and starts_clause(page, behind) and _is_clause(sentence, cue, behind):
        rule = "bare" if cue.kinds & SAY else "tell" if cue.kinds & TELL else "finding"
        return Found(behind, _end(sentence, cue, behind), rule)
    # "urged drivers to turn back".
    if cue.kinds & URGE and at < listener < last and page.lows[listener] == "to":
        return Found(at, _end(sentence, cue, at), "urge")
    # "announced on Friday the arrest of a man".
    is_day = page.flags[at] & TIME or (page.lows[at] in ("on", "in", "this", "last") and page.flags[at + 1] & TIME)
    return _judged(sentence, cue, behind if is_day else at)


def _is_prefaced(sentence: Sentence, cue: Cue, comma: int) -> bool:
    """Whether speaker and verb are a preface: "*As Reed noted,* the bridge is safe"."""
    page, subject = sentence.page, cue.subject
    if subject is None or cue.form != "finite" or not cue.kinds & (SAY | STATE) or subject.whole[0] <= sentence.first:
        return False
    before = subject.whole[0] - 1
    is_as = page.lows[before] == "as" and before - sentence.first <= _LONGEST_LEAD
    if not is_as or comma + 2 >= sentence.last or not page.flags[comma] & COMMA:
        return False
    return opens_clause(page, comma + 1, sentence.last)


def _beside_quote(sentence: Sentence, cue: Cue, at: int, listener: int, quote: int) -> Found | None:
    """A quotation behind a cue and whoever is told, unless it is the name of a thing or a work."""
    page = sentence.page
    # "called the plan “a gift”": what is called so belongs to the words.
    if cue.kinds & CALL and listener > at:
        return Found(at, page.quotes[quote][1], "call-quote")
    # "a gift called “Night Light,”": a thing bears the name.
    if cue.kinds & CALL and page.quote_of[at] >= 0 and not _has_fronted(sentence, cue):
        return None
    # "reviewed “The Long Road”" names a work and quotes nobody.
    if sentence.is_title(quote) and not cue.kinds & (SAY | TELL | CALL):
        return None
    return _quoted(sentence, cue, quote)


def _has_fronted(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody calls it so ("*what* the mayor called “a gift”"); "a show called “Gifts”" bears the name."""
    if cue.subject is None or cue.shares or cue.subject.kind != "noun":
        return True
    page, before = sentence.page, cue.subject.whole[0] - 1
    is_word = page.lows[before] in page.speech.that or page.lows[before] in ("whom", "than")
    return before >= sentence.first and (is_word or bool(page.flags[before] & COMMA))


def _is_finding(sentence: Sentence, cue: Cue) -> bool:
    """Whether a poll or a report speaks: "the poll showed Clinton led"."""
    if not cue.kinds & STATE or cue.subject is None or cue.subject.kind != "noun":
        return False
    return any(sentence.page.flags[at] & SOURCE for at in range(cue.subject.first, cue.subject.last))


def _is_clause(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether a bare clause begins here; behind "said" any verb is enough ("the line cost too much")."""
    page = sentence.page
    if cue.kinds & SAY and not is_plain_saying(page, cue):
        return opens_clause(page, at, sentence.last)
    is_word = page.words[at].islower() and not page.flags[at] & (DETERMINER | NUMBER | PRONOUN)
    if is_word and page.lows[at + 1] == "to":
        return page.lows[at].endswith("s")  # "said goodbye to the town"
    if has_verb(page, at, sentence.last):
        return True
    is_long = sentence.last - at > _SHORTEST_CLAUSE and page.lows[cue.at] in ("said", "says")
    return is_long and bool(page.flags[at] & (DETERMINER | CAPITAL))


def _takes_that(sentence: Sentence, cue: Cue, at: int) -> bool:
    page = sentence.page
    # "said that …", "explained why …", "asked whether …".
    is_asking = page.lows[cue.at] in page.speech.asking
    if not page.flags[at] & THAT or not (is_asking or cue.kinds & (SAY | STATE | TELL | SPEAK | URGE)):
        return False
    if not cue.kinds & (SAY | STATE | TELL | URGE) and not is_asking and not leads_clause(page, cue, at, sentence.last):
        return False
    # "to say that …" without a subject is an infinitive of nobody.
    if page.lows[at] == "that":
        return cue.form != "base" or cue.subject is not None
    is_studied = cue.form == "participle" and page.flags[cue.first - 1] & (PREPOSITION | CONJUNCTION)
    if is_studied and not is_asking and not cue.kinds & (SAY | TELL):
        return False  # "by assessing how fast it grows"
    return (bool(cue.kinds & (SAY | STATE | TELL)) and page.lows[at] not in ("who", "which", "when", "where")) or (
        page.lows[cue.at] in page.speech.asking
    )


def _end(sentence: Sentence, cue: Cue, first: int) -> int:
    """Where the words end; in a clause that a subordinator leads they end at its comma."""
    page = sentence.page
    end = content_end(page, first, sentence.last, sentence.cues)
    subject = cue.subject
    if subject is None:
        return end
    # "The mayor, who said the bridge is safe, left" and "As Reed said the bridge is safe, the mayor left".
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
    if not is_opinion(page, cue, at, end):
        return None
    if page.flags[at] & PREPOSITION and not (cue.kinds & CALL and page.lows[at] in ("for", "on")):
        return _judged_of(sentence, cue, at, end)
    if cue.kinds & CALL and is_only_named(page, at, end):
        return None
    # "called the plan a gift", "called for a ban", "criticized the plan".
    if cue.kinds & (CALL | JUDGE):
        rule = "call" if cue.kinds & CALL else "judge"
        return Found(at, object_end(sentence, at, end), rule + ("-quote" if has_quote else ""))
    is_watching = (
        page.lows[cue.at] in ("see", "sees", "saw") and "as" not in page.lows[at:end]
    )  # sees them *as* a chance
    if cue.kinds & LOOSE and not is_watching and (cue.subject is None or is_somebody(page, cue.subject)):
        return Found(at, object_end(sentence, at, end), "loose")
    # "described a “wall of water”".
    if has_quote and cue.kinds & (SPEAK | STATE | SAY) and leads_to_quote(page, cue, at, end):
        return Found(at, end, "speak-quote")
    return None


def _judged_of(sentence: Sentence, cue: Cue, at: int, end: int) -> Found | None:
    """What a preposition joins to its cue."""
    page = sentence.page
    # "spoke of a “gift” to the city".
    is_known_for = page.lows[at] == "for" and cue.subject is not None and cue.subject.kind == "noun"
    if cue.kinds & SPEAK and not is_known_for and leads_to_quote(page, cue, at, end):
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
    if is_whole or last >= sentence.last:
        return Found(first, last, "pre-quote")
    return Found(first, _end(sentence, cue, first), "pre-quote")
