"""What is said in one sentence, and who says it? Tries the constructions of a cue in order of their certainty."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses import (
    content_end,
    has_verb,
    skip_listener,
    skip_setting,
    starts_clause,
    trimmed,
)
from retrieval.annotate.attributions.cues import (
    CALL,
    JUDGE,
    SAY,
    SPEAK,
    STATE,
    TELL,
    URGE,
    VOW,
    Cue,
    clause_subject,
    is_noun,
    kinds_of,
    read_cue,
    subject_right,
)
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.phrases import Phrase, phrase_left, phrase_right
from retrieval.annotate.page import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    SUBORDINATOR,
    THAT,
    Page,
)
from retrieval.text.wordlists import word_set

_OPEN_ENDS = frozenset(",?!—–-…")
_NO_GAP = PUNCTUATION | AUXILIARY | SUBORDINATOR | CUE | CONJUNCTION
_PARTICLES = word_set("out back on off up")


class SentenceReader:
    """Reads one sentence of a page; ``drafts`` are in order of their cues."""

    def __init__(self, page: Page, first: int, last: int, block: int) -> None:
        self.page = page
        self.first = first
        self.last = last
        self.block = block
        self.drafts: list[Draft] = []
        self.claimed: list[tuple[int, int]] = []
        self.cues: list[Cue] = []

    def read(self) -> list[Draft]:
        """Find every attribution of the sentence."""
        page, flags = self.page, self.page.flags
        spots = [
            at
            for at in range(self.first, self.last)
            if flags[at] & CUE and page.quote_of[at] < 0 and not (flags[at] & CAPITAL and at > self.first)
        ]
        if not spots:
            return self.drafts
        for at in spots:
            if page.lows[at] == "to" or is_noun(page, at, self.first):
                continue
            cue = read_cue(page, at, self.first)
            if cue is not None:
                self.cues.append(cue)
        self._according(spots)
        self._first_word(spots[0])
        for cue in self.cues:
            if not self._is_claimed(cue.at):
                self._behind(cue)
        for cue in self.cues:
            if not self._is_claimed(cue.at):
                self._before(cue)
        self.drafts.sort(key=lambda d: d.cue or d.content[0])
        return self.drafts

    def _is_claimed(self, at: int) -> bool:
        return any(first <= at < last for first, last in self.claimed)

    def _claim(self, draft: Draft, cue: Cue | None) -> None:
        self.claimed.extend(draft.content)
        if draft.cue is not None:
            self.claimed.append(draft.cue)
        if draft.phrase is not None and cue is not None and not cue.shares:
            self.claimed.append(draft.phrase.whole)
        draft.block = self.block
        self.drafts.append(draft)

    # -- according to ---------------------------------------------------------------------------------------------

    def _according(self, spots: list[int]) -> None:
        page = self.page
        for at in spots:
            if page.lows[at] != "to" or at == self.first or page.lows[at - 1] != "according":
                continue
            end = self._source_end(at + 1)
            phrase = self._source(at + 1, end)
            if phrase is None:
                continue
            cue = (at - 1, at + 1)
            if at - 1 - self.first <= 2:
                content = trimmed(page, end, content_end(page, end, self.last, ()))
            else:
                start = self._left_start(at - 1)
                content = trimmed(page, start, at - 1)
            if content is None or content[1] - content[0] < 2:
                continue
            self._claim(Draft([content], cue, phrase, "according"), None)
            self.claimed.append((at - 1, end))

    def _source_end(self, at: int) -> int:
        page = self.page
        while at < self.last:
            if page.quote_of[at] >= 0:
                return at
            if page.flags[at] & PUNCTUATION and page.lows[at] not in ("-", "/", "&", "(", ")"):
                return at
            if page.lows[at] in ("that", "and") and page.flags[at] & THAT:
                return at
            at += 1
        return at

    def _source(self, first: int, last: int) -> Phrase | None:
        phrase = phrase_right(self.page, first, last)
        if phrase is None:
            return None
        if phrase.kind == "noun":
            return Phrase("noun", first, phrase.last, (first, last))
        return Phrase(phrase.kind, phrase.first, phrase.last, (first, last), phrase.role)

    def _first_word(self, at: int) -> None:
        """ "Said Ellis: “…”"."""
        page = self.page
        if at != self.first or not kinds_of(page, at) & (SAY | STATE):
            return
        phrase = subject_right(page, at + 1, self.last)
        if phrase is None:
            return
        quote = self._quote_at(phrase.whole[1])
        if quote is not None:
            draft = Draft([page.quotes[quote]], (at, at + 1), phrase, "first-word", is_open=True)
            self._claim(draft, None)

    # -- the words stand before the cue ---------------------------------------------------------------------------

    def _behind(self, cue: Cue) -> None:
        """ "…," X said · "…", said X · …, X said."""
        page = self.page
        if cue.is_negated or cue.form == "participle" or not cue.kinds & (SAY | STATE | TELL | SPEAK | URGE | VOW):
            return
        phrase, start = self._post_subject(cue)
        if phrase is None:
            return
        quote_left = self._quote_ends_at(start)
        after = self._after_cue(cue, phrase)
        if quote_left is None:
            if not (page.flags[start - 1] & COMMA) or not cue.kinds & (SAY | STATE | TELL) or cue.is_modal:
                return
            if not self._is_over(after) or self._quote_at(after) is not None:
                return
        content_start = self._left_start(start)
        content = self._left_content(content_start, start, quote_left)
        if content is None:
            return
        draft = Draft([content], (cue.first, cue.at + 1), phrase, "post-quote" if quote_left is not None else "post")
        draft.is_open = quote_left is not None
        self._extend_right(draft, after, quote_left is not None)
        self._claim(draft, cue)

    def _post_subject(self, cue: Cue) -> tuple[Phrase | None, int]:
        """The speaker of words that stand before the cue, and where the speaker's clause begins."""
        page = self.page
        before = cue.first - 1
        if before > self.first and (page.flags[before] & (COMMA | DASH) or page.quote_of[before] >= 0):
            behind = cue.at + 1
            while behind < self.last and page.flags[behind] & ADVERB and not page.flags[behind] & DETERMINER:
                behind += 1
            phrase = subject_right(page, behind, self.last)
            if phrase is not None and phrase.kind != "relative" and not cue.is_passive:
                end = phrase.whole[1]
                if end >= self.last or not page.flags[end] & (AUXILIARY | CUE) or page.quote_of[end] >= 0:
                    is_quote = page.quote_of[before] >= 0 or self._quote_ends_at(cue.first) is not None
                    if is_quote or (page.flags[before] & COMMA and cue.subject is None):
                        return phrase, cue.first
        if cue.subject is None or cue.subject.kind == "relative":
            return None, cue.first
        start = cue.subject.whole[0]
        if start - 1 <= self.first:
            return None, start
        previous = page.flags[start - 1]
        if previous & (COMMA | DASH) or self._quote_ends_at(start) is not None:
            return cue.subject, start
        gap = start
        while gap > self.first and start - gap < 9 and page.quote_of[gap - 1] < 0 and not page.flags[gap - 1] & _NO_GAP:
            gap -= 1
        if gap < start and self._quote_ends_at(gap) is not None:
            return cue.subject, gap
        if page.lows[start - 1] in ("as", "and", "but") and start - 2 > self.first:
            if page.lows[start - 1] == "as" and page.flags[start - 2] & COMMA:
                return cue.subject, start - 1
            if self._quote_ends_at(start - 1) is not None and page.lows[start - 1] == "as":
                return cue.subject, start - 1
        return None, start

    def _quote_ends_at(self, at: int) -> int | None:
        """The quotation that ends right before a token, over a comma."""
        page = self.page
        i = at - 1
        if i > self.first and page.flags[i] & (COMMA | DASH) and page.quote_of[i] < 0:
            i -= 1
        if i < self.first:
            return None
        quote = page.quote_of[i]
        if quote < 0 or page.quotes[quote][1] != i + 1:
            return None
        if i + 1 == at:
            inner = page.quotations[quote].inner
            said = inner.of(page.text).rstrip("’'\" ")
            stop = said[-1] if said else ""
            if stop not in _OPEN_ENDS and not (stop == "." and page.flags[at] & CAPITAL):
                return quote if stop.isalnum() and page.quotes[quote][1] - page.quotes[quote][0] > 7 else None
        return quote

    def _left_start(self, at: int) -> int:
        """Where the words before a cue can begin: behind what is claimed already."""
        start = self.first
        for first, last in self.claimed:
            if first < at:
                start = max(start, min(last, at))
        return start

    def _left_content(self, start: int, end: int, quote: int | None) -> tuple[int, int] | None:
        page = self.page
        if quote is None:
            content = trimmed(page, start, end)
            if content is None or content[1] - content[0] < 3:
                return None
            return content
        quote_first, quote_last = page.quotes[quote]
        while (
            start < quote_first
            and page.quote_of[start] < 0
            and page.flags[start] & (PUNCTUATION | CONJUNCTION | ADVERB)
        ):
            start += 1
        if start < quote_first and not has_verb(page, start, quote_first) and page.quote_of[start] < 0:
            inner = page.quotations[quote].inner
            if page.text[inner.start : inner.start + 1].isupper():
                start = quote_first
        return (start, max(quote_last, start + 1))

    def _after_cue(self, cue: Cue, phrase: Phrase) -> int:
        page = self.page
        at = max(cue.at + 1, phrase.whole[1]) if phrase.first > cue.at else cue.at + 1
        if cue.kinds & (TELL | SPEAK | URGE) and phrase.first < cue.at:
            at = skip_listener(page, at, self.last)
        return skip_setting(page, at, self.last)

    def _is_over(self, at: int) -> bool:
        """Whether nothing more is said behind a cue: the sentence ends or a comma closes the clause."""
        page = self.page
        return at >= self.last or bool(page.flags[at] & PUNCTUATION)

    def _extend_right(self, draft: Draft, at: int, is_quote: bool) -> None:
        """ "…," X said, "…" and: The plan, he said, would fail."""
        page = self.page
        comma = at
        while comma < self.last and page.quote_of[comma] < 0 and not page.flags[comma] & PUNCTUATION:
            comma += 1
        nearest = comma
        while nearest < self.last and page.flags[nearest] & PUNCTUATION and page.quote_of[nearest] < 0:
            nearest += 1
        if nearest + 1 < self.last and page.lows[nearest] in ("and", "but") and page.quote_of[nearest + 1] >= 0:
            nearest += 1
        if nearest >= self.last:
            return
        if page.quote_of[nearest] >= 0:
            first, last = page.quotes[page.quote_of[nearest]]
            if first == nearest and page.flags[nearest - 1] & (PUNCTUATION | CONJUNCTION):
                end = content_end(page, last, self.last, self.cues) if not is_quote else last
                extent = trimmed(page, first, max(last, end))
                if extent is not None:
                    draft.content.append(extent)
            return
        if is_quote or comma != at or not page.flags[at] & COMMA:
            return
        flags, low = page.flags[nearest], page.lows[nearest]
        if low.endswith("ing") or flags & (SUBORDINATOR | PRONOUN) or low in ("and", "but", "according"):
            return
        extent = trimmed(page, nearest, content_end(page, nearest, self.last, self.cues))
        if extent is not None and extent[1] - extent[0] > 1:
            draft.content.append(extent)

    # -- the words stand behind the cue ---------------------------------------------------------------------------

    def _before(self, cue: Cue) -> None:
        """X said that … · X told Y … · X called Y … · X criticized … · X vowed to …"""
        page = self.page
        found = self._right_content(cue)
        if found is None:
            return
        first, last, rule = found
        phrase, antecedent = self._speaker_of(cue)
        if phrase is None:
            return
        content = trimmed(page, first, last)
        if content is None or self._is_claimed(content[0]):
            return
        for start, _ in self.claimed:
            if content[0] < start < content[1]:
                clipped = trimmed(page, content[0], start)
                if clipped is None:
                    return
                content = clipped
        draft = Draft([content], (cue.first, cue.at + 1), phrase, rule, antecedent=antecedent)
        draft.is_open = page.quote_of[content[1] - 1] >= 0
        self._claim(draft, cue)

    def _speaker_of(self, cue: Cue) -> tuple[Phrase | None, Phrase | None]:
        page = self.page
        if cue.subject is not None and not cue.shares:
            if cue.subject.kind == "relative":
                return self._relative(cue.subject)
            return cue.subject, None
        before = cue.first - 1
        if (
            before >= self.first
            and cue.form == "participle"
            and not page.flags[before] & (PUNCTUATION | PREPOSITION | CONJUNCTION | SUBORDINATOR)
        ):
            own = phrase_left(page, cue.first, self.first)
            if own is not None:
                return own, None
        for draft in reversed(self.drafts):
            if draft.cue is not None and draft.cue[0] < cue.at and draft.phrase is not None:
                return draft.phrase, draft.antecedent
        return clause_subject(page, self.first, cue.first), None

    def _relative(self, phrase: Phrase) -> tuple[Phrase | None, Phrase | None]:
        """ "who said" speaks for the phrase before it."""
        page = self.page
        at = phrase.first
        if at > self.first and page.flags[at - 1] & COMMA:
            at -= 1
        antecedent = phrase_left(page, at, self.first)
        if page.lows[phrase.first] != "who":
            return antecedent, None
        return phrase, antecedent

    def _right_content(self, cue: Cue) -> tuple[int, int, str] | None:
        if cue.is_negated or cue.is_passive:
            return None
        page, last = self.page, self.last
        at = cue.at + 1
        if at < last and page.lows[at] in _PARTICLES and page.quote_of[at] < 0:
            at += 1
        listener = skip_listener(page, at, last) if cue.kinds & (TELL | URGE | CALL) else at
        behind = skip_setting(page, listener, last)
        quote = self._quote_at(behind)
        if quote is not None:
            return self._quoted(cue, quote)
        if behind >= last:
            return None
        flags, low = page.flags[behind], page.lows[behind]
        if page.flags[behind] & PUNCTUATION:
            return None
        if cue.is_modal:
            return None
        if (low == "that" or (flags & THAT and low != "that")) and cue.kinds & (SAY | STATE | TELL | SPEAK | URGE):
            if (
                low == "that"
                or cue.kinds & (SAY | STATE | TELL)
                or page.lows[cue.at] in ("asked", "asks", "asking", "ask")
            ):
                return behind, content_end(page, behind, last, self.cues), "that"
        if cue.kinds & SAY or (cue.kinds & TELL and listener > at):
            if starts_clause(page, behind) and has_verb(page, behind, last):
                return behind, content_end(page, behind, last, self.cues), "bare" if cue.kinds & SAY else "tell"
        if cue.kinds & VOW and page.lows[at] == "to":
            return at, content_end(page, at, last, self.cues), "vow"
        if cue.kinds & URGE and listener > at and listener < last and page.lows[listener] == "to":
            return at, content_end(page, at, last, self.cues), "urge"
        return self._judged(cue, at)

    def _judged(self, cue: Cue, at: int) -> tuple[int, int, str] | None:
        page, last = self.page, self.last
        if at >= last or (
            page.flags[at] & (PUNCTUATION | CONJUNCTION | SUBORDINATOR | AUXILIARY) and not page.flags[at] & DETERMINER
        ):
            return None
        end = content_end(page, at, last, self.cues)
        has_quote = any(page.quote_of[i] >= 0 for i in range(at, end))
        if cue.kinds & (CALL | JUDGE):
            rule = "call" if cue.kinds & CALL else "judge"
            return at, end, rule + ("-quote" if has_quote else "")
        if has_quote and cue.kinds & (SPEAK | STATE | SAY):
            return at, end, "speak-quote"
        return None

    def _quote_at(self, at: int) -> int | None:
        """The quotation that begins here, over a comma or a colon."""
        page = self.page
        while at < self.last and page.quote_of[at] < 0 and page.lows[at] in (",", ":"):
            at += 1
        if at >= self.last or page.quote_of[at] < 0:
            return None
        quote = page.quote_of[at]
        return quote if page.quotes[quote][0] == at else None

    def _quoted(self, cue: Cue, quote: int) -> tuple[int, int, str] | None:
        """A quotation right behind the cue: alone where it is a sentence, with what follows where it is a part of one."""
        page = self.page
        first, last = page.quotes[quote]
        inner = page.quotations[quote].inner
        whole = page.text[inner.start : inner.start + 1].isupper() and page.text[inner.end - 1 : inner.end] in ".,!?…—-"
        if whole or last >= self.last:
            return first, min(last, self.last) if last <= self.last else last, "pre-quote"
        return first, content_end(page, last, self.last, self.cues), "pre-quote"
