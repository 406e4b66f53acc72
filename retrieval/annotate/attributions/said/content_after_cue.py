"""Content after its cue: X said that … · told Y … · called Y … · criticized … · vowed to …"""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody
from retrieval.annotate.attributions.said import doubles, supposed
from retrieval.annotate.attributions.said.clauses import (
    content_end,
    trimmed,
)
from retrieval.annotate.attributions.said.cue_speaker import (
    fronted_subject,
    speaker_of,
    subject_instead,
)
from retrieval.annotate.attributions.said.quoted_as import quotes_as
from retrieval.annotate.attributions.said.relatives import (
    is_object_of_who,
    is_of_relative,
)
from retrieval.annotate.attributions.said.senses import (
    is_plain_saying,
)
from retrieval.annotate.attributions.said.told_by import read_told_by
from retrieval.annotate.attributions.said.words_after_cue import Found, found_after
from retrieval.annotate.attributions.sentences.cues import Cue
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    AUXILIARY,
    CALL,
    COMMA,
    PRONOUN,
    SAY,
    STATE,
    THAT,
    VERBISH,
)
from retrieval.annotate.page import Page

_PRONOUN_AND_VERB = 2
_LONGEST_OFFICE = 4
_OPENS_CONDITION = ("whether", "if", "had", "should", "were")
_STATEMENTS = ("that", "bare", "tell", "finding", "pre-quote")


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
    found = None if supposed.is_concluded(sentence, cue) else found_after(sentence, cue)
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
    if content is None or _is_cut_off(sentence, cue, content):
        return
    if phrase is None and not _is_quoted(sentence, cue, content, found.rule):
        return  # Quoted words are worth showing without a name; a paraphrase of nobody is not.
    draft = Draft([content], (cue.first, cue.at + 1), phrase, found.rule, antecedent=antecedent)
    draft.is_loose = found.rule == "loose"
    draft.is_open = sentence.page.quote_of[content[1] - 1] >= 0
    sentence.claim(draft, cue)


def _is_cut_off(sentence: Sentence, cue: Cue, content: tuple[int, int]) -> bool:
    """Whether the rest of a clause stands before it: "the step that everyone thought *he would*"."""
    page, (first, last) = sentence.page, content
    subject = cue.subject
    if page.flags[first] & AUXILIARY and page.lows[first] != "to" and _is_made_known(page, cue):
        return True  # "One of the lamps *announced is* a copy"
    if subject is not None and page.lows[subject.first] in page.speech.me and not page.flags[first] & THAT:
        before = page.lows[max(sentence.first, subject.first - 2) : subject.first]
        if any(low.endswith("est") for low in before):
            return True  # "the *nastiest row I think* I’ve ever seen"
    behind = first + _PRONOUN_AND_VERB
    is_step = cue.subject is not None and is_of_relative(page, cue.subject.whole[0], sentence.first)
    is_over = behind == last or (is_step and behind < last and page.flags[behind] & COMMA)
    return bool(is_over and page.flags[behind - 1] & AUXILIARY and page.flags[first] & PRONOUN)


def _is_made_known(page: Page, cue: Cue) -> bool:
    """Whether a word in -ed tells more of the things before it."""
    subject = cue.subject
    is_thing_before = subject is not None and subject.kind == "noun" and page.words[cue.at - 1].islower()
    is_ing = page.lows[cue.at + 1].endswith("ing")  # "The pupils reported *being* followed"
    return bool(page.flags[cue.at] & VERBISH and is_thing_before) and cue.first == cue.at and not is_ing


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
    if phrase is not None and (fronted := _behind_fronted(sentence, cue, phrase)) is not None:
        sentence.claim(Draft([fronted], (cue.first, cue.at + 1), phrase, "inverted"))
        return True
    quote = sentence.quote_at(phrase.whole[1]) if phrase is not None else None
    if phrase is None or quote is None or page.quote_of[phrase.whole[1]] >= 0:
        return False
    sentence.claim(Draft([page.quotes[quote]], (cue.first, cue.at + 1), phrase, "inverted", is_open=True))
    return True


def _behind_fronted(sentence: Sentence, cue: Cue, phrase: Phrase) -> tuple[int, int] | None:
    """What follows a speaker's clause behind an adverb: "Sadly, says Lund, *the pier is old*"."""
    page, comma = sentence.page, phrase.whole[1]
    is_adverb = cue.first - 2 == sentence.first and page.lows[sentence.first].endswith("ly")
    is_between = comma < sentence.last and page.flags[cue.first - 1] & page.flags[comma] & COMMA
    if not is_adverb or not is_between or not cue.kinds & SAY or not can_speak(page, phrase):
        return None
    return trimmed(page, comma, content_end(page, comma + 1, sentence.last, sentence.cues))


def _may_be_said(sentence: Sentence, cue: Cue, found: Found, phrase: Phrase | None, antecedent: Phrase | None) -> bool:
    """Whether a relative clause tells of speech: "Who knows?" asks, and "a scrap that sees them fall" is no opinion."""
    if supposed.is_choice(sentence, cue, found.first):
        return False
    if cue.subject is None or cue.subject.kind != "relative":
        return True
    if found.rule == "loose" and phrase is not None and supposed.is_anybody(sentence.page, antecedent or phrase):
        return False
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
