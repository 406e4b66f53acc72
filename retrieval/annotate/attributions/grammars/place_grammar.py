"""Grammar of bare clauses: what a verb of speech has for subject and words is told by their places beside it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.grammar import Grammar
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.phrases.subjects import clause_subject, subject_left
from retrieval.annotate.attributions.quotations.announced import (
    announced_by,
    announces,
    read_agreed,
    read_announced,
    read_first_word,
)
from retrieval.annotate.attributions.quotations.dropped import give_dropped, is_plain_word
from retrieval.annotate.attributions.said import place_sources
from retrieval.annotate.attributions.said.according import read_according
from retrieval.annotate.attributions.said.cited import find_cited
from retrieval.annotate.attributions.said.clauses import has_verb, skip_listener
from retrieval.annotate.attributions.said.content_after_cue import read_after_cue
from retrieval.annotate.attributions.said.content_before_cue import read_before_cue
from retrieval.annotate.attributions.said.opinions import holds
from retrieval.annotate.attributions.said.quoted_as import cited_at
from retrieval.annotate.attributions.said.refusals import read_refusals
from retrieval.annotate.attributions.said.settings import skip_setting
from retrieval.annotate.attributions.said.stances import read_stances
from retrieval.annotate.attributions.sentences.cues import kinds_of
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.attributions.speakers.registered import RegisteredPeople
from retrieval.annotate.attributions.speakers.speaker_names import SpeakerReader
from retrieval.annotate.attributions.turns.labels import Voices
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    BODY,
    CAPITAL,
    GIVEN,
    PLACE,
    PUNCTUATION,
    SAY,
    SPEAK,
    STATE,
    TELL,
    TIME,
    TITLE,
)
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, find_mentions, is_name_part
from retrieval.annotate.people.register import Person
from retrieval.text.known_words import is_dictionary_word, is_ordinary
from retrieval.text.languages.place_speech import PlaceSpeech

_LONGEST_SPEAKER = 25
_INITIALS = 3


class PlaceGrammar(Grammar[Page, Sentence]):
    """Reads a language whose reported clauses may stand bare ("she said the bridge was old")."""

    speech: PlaceSpeech

    def __init__(self, speech: PlaceSpeech) -> None:
        self.speech = speech

    def cut(self, text: str) -> Page:
        """A page."""
        return Page(text, self.speech)

    def sentence(self, cut: Page, tokens: Range, number: int, block: int) -> Sentence:
        """With its verbs of speech."""
        return Sentence(cut, *tokens, number, block)

    def goes_on(self, cut: Page, before: Range, sentence: Range) -> bool:
        """The marks end a sentence, the speech does not."""
        return _is_speakers_clause(cut, before, *sentence)

    def read_sentence(self, sentence: Sentence) -> None:
        """The attributions of one sentence with their carriers, in order of their cues."""
        _read_sentence(self, sentence)

    def phrase_at(self, cut: Page, first: int, limit: int) -> Phrase | None:
        """A phrase of the language."""
        return phrase_right(cut, first, limit)

    def is_somebodys(self, cut: Page, name: Phrase) -> bool:
        """With a word that no dictionary has: “…” - Fresh Snow is a song, or whatever else."""
        return not all(is_plain_word(cut, at) for at in range(name.first, name.last))

    def actor(self, sentence: Sentence) -> Phrase | None:
        """A name before a verb."""
        page = sentence.page
        other = phrase_right(page, sentence.first, sentence.last)
        if other is None or not other.is_name or page.flags[other.last - 1] & (BODY | PLACE):
            return None
        return other if has_verb(page, other.last, sentence.last) else None

    def announces(self, sentence: Sentence) -> Phrase | None:
        """The subject of the clause before the colon."""
        page, colon = sentence.page, sentence.last - 1
        subject = clause_subject(page, sentence.first, colon)
        return subject if subject is not None and announces(page, subject, colon) else None

    def told_of(self, sentence: Sentence) -> Phrase | None:  # noqa: ARG002
        """Nobody: too much is in marks."""
        return None

    def complete(self, sentences: Sequence[Sentence], number: int) -> None:
        """Who speaks where a verb has no subject: “…”, *completed*."""
        give_dropped(sentences, number)

    def cited_at(self, sentence: Sentence, at: int) -> Phrase | None:
        """A person by name."""
        return cited_at(sentence, at)

    def source(self, sentence: Sentence, at: int) -> tuple[Phrase, int] | None:
        """All up to the next comma, and an apposition behind it."""
        return place_sources.source(sentence, at)

    def may_hold(self, sentence: Sentence, at: int, phrase: Phrase) -> bool:
        """Where a clause follows a comma."""
        if sentence.page.lows[at] in self.speech.opinion:
            return holds(sentence, at, phrase)
        return place_sources.may_hold(sentence, at, phrase)

    def has_speaker(self, sentence: Sentence, at: int) -> bool:
        """By the cues of the sentence."""
        return place_sources.has_speaker(sentence, at)

    def said_from(self, sentence: Sentence, at: int, stop: int) -> Range | None:
        """Up to the end of the clause."""
        return place_sources.said_from(sentence, at, stop)

    def both_sides(self, sentence: Sentence, before: Range, around: Range, stop: int) -> list[Range]:
        """Both, where what is before has no verb."""
        return place_sources.both_sides(sentence, before, around, stop)

    def name_in(self, cut: Page, first: int, last: int) -> Phrase | None:
        """In capitals, without titles; or a role that transcripts set for a name."""
        return _name_in(cut, first, last)

    def voices(self, cut: Page, sentences: Sequence[Sentence], turns: Sequence[Turn]) -> Voices:
        """By what is said of each name, and who is quoted."""
        return _voices(cut, [draft for sentence in sentences for draft in sentence.drafts], turns)

    def people_before(
        self,
        cut: Page,
        sentences: Sequence[Sentence],  # noqa: ARG002
        block: int,
    ) -> tuple[list[Phrase], list[Phrase]]:
        """Full names that can be a person's by what is said of them."""
        end = cut.blocks[block][0]
        full = [m for m in find_mentions(cut) if m.last <= end and m.can_be_person and m.last - m.first > 1]
        return [Phrase("name", m.first, m.last, m.run) for m in full], []

    def announced_by(self, sentence: Sentence) -> Phrase | None:
        """The subject of the last verb of speech."""
        return announced_by(sentence)

    def speakers(self, cut: Page, drafts: Sequence[Draft]) -> SpeakerReader[Person]:
        """The register of the people, and who speaks among them."""
        return SpeakerReader(cut, self.speech, RegisteredPeople(cut, _speaking_names(drafts)))


def _read_sentence(g: PlaceGrammar, sentence: Sentence) -> None:
    """The attributions of one sentence, the surest constructions first."""
    find_cited(g, sentence)
    if sentence.cited is not None:
        sentence.claimed.append(sentence.cited[1])
    read_according(g, sentence)
    if sentence.spots:
        read_first_word(sentence)
        for read in (read_before_cue, read_after_cue):
            for cue in sentence.cues:
                if not sentence.is_claimed(cue.at):
                    read(sentence, cue)
    read_stances(sentence)
    read_refusals(sentence)
    read_announced(sentence)
    read_agreed(sentence)
    sentence.drafts.sort(key=lambda d: d.cue or d.content[0])


def _is_speakers_clause(page: Page, before: tuple[int, int], first: int, last: int) -> bool:
    quote = page.quote_of[before[1] - 1]
    if quote < 0 or page.quote_of[first] >= 0 or "\n" in page.text[page.ends[before[1] - 1] : page.starts[first]]:
        return False
    for at in range(first, min(first + _LONGEST_SPEAKER, last)):
        if page.quote_of[at] >= 0:
            return False
        if kinds_of(page, at) & (SAY | STATE | TELL | SPEAK) and not page.flags[at] & CAPITAL:
            phrase = subject_left(page, at, first)
            if phrase is None or phrase.whole[0] != first:
                return False
            after = skip_setting(page, skip_listener(page, at + 1, last), last)
            if after + 1 < last and page.quote_of[after + 1] >= 0 and page.text[page.ends[before[1] - 1] - 2] == ".":
                return False  # “… change.” *She adds,* “…”: the speaker's words follow.
            is_over = after >= last or (page.flags[after] & PUNCTUATION and page.quote_of[after] < 0)
            return bool(is_over) or page.lows[at + 1] in ("of", "about", "as")
    return False


def _speaking_names(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Token ranges of the names that are quoted: bodies report and announce, people are quoted word for word."""
    phrases = [p for d in drafts if d.is_quoted for p in (d.phrase, d.antecedent) if p is not None]
    return [(p.first, p.last) for p in phrases if p.kind == "name"]


def _name_in(page: Page, first: int, last: int) -> Phrase | None:
    is_capital = all(page.flags[at] & CAPITAL or page.lows[at] in (".", "-") for at in range(first, last))
    if not is_capital or (last - first == 1 and len(page.words[first]) == 1):
        return None
    is_name = is_name_part(page, first) and not page.flags[first] & PLACE and not page.flags[last - 1] & TIME
    if not is_name and page.lows[first] not in page.speech.labels:
        return None
    while first < last - 1 and (page.flags[first] & TITLE or page.lows[first] == "."):
        first += 1
    phrase = phrase_right(page, first, last)
    return phrase if phrase is not None and phrase.whole[1] == last else None


def _voices(page: Page, drafts: Sequence[Draft], turns: Sequence[Turn]) -> Voices:
    plain = {word for word in page.words if word.islower()}
    labels = {at for turn in turns for at in range(turn.draft.sentence[0], turn.draft.content[0][0])}
    phrases = (p for d in drafts for p in (d.phrase, d.antecedent) if p is not None and p.is_name)
    speaking = {(p.first, p.last) for p in phrases if p.last - p.first > 1 or page.lows[p.first] not in plain}
    last_words = {last for _, last in speaking}
    named = [m for m in find_mentions(page) if m.can_be_person and m.first not in labels]
    known = {_surname(page, m) for m in named if m.is_person or m.last in last_words}
    full = {_surname(page, m) for m in named if m.last - m.first > 1}
    ordinary = {turn.name for turn in turns if _is_ordinary(page, turn)}
    return Voices(full, {surname_key(page.slice(*where)) for where in speaking}, known, ordinary)


def _surname(page: Page, mention: Mention) -> str:
    return surname_key(page.slice(mention.first, mention.last))


def _is_ordinary(page: Page, turn: Turn) -> bool:
    """Whether a label is ordinary words, and neither a given name nor a role."""
    if " " in turn.name:
        return all(map(is_dictionary_word, turn.name.split()))
    is_given = page.flags[turn.draft.sentence[0]] & GIVEN
    return (
        len(turn.name) > _INITIALS and is_ordinary(turn.name) and not is_given and turn.name not in page.speech.labels
    )
