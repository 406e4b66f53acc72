""" "Who spoke about Y?" Statements on a topic, whoever made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retrieval.answers.conditions import holds_enough
from retrieval.answers.excerpts.grouping import without_doubles
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.acts import TOLD_ACTS
from retrieval.answers.speech.deeds import doers_of
from retrieval.answers.terms.query_terms import term_weights, text_stems
from retrieval.model import Excerpt, Understood, because


class WhoSpoke:
    """*who spoke about weapons*, *what was said about Ukraine*."""

    name = "who-spoke"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so."""
        return question.form.name == "who-spoke"

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The topic, its days and its outlet."""
        return Understood(topic=question.form.rest, dates=question.dates, outlet=question.outlet)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Statements by named speakers that carry at least half of the topic's weight.

        Where it is asked who praised, denied or promised, the sentences that tell so come first, and of what is plainly
        done or not done nothing else comes. Who wanted something may only be told to have called for it.
        """
        topic = question.form.rest
        understood = self.understand(question, lookup)
        act = question.asks.act
        if act in TOLD_ACTS and question.asks.thing == "who":
            done = doers_of(act, topic, question, lookup)
            reason = because("nothing-found", "The archive holds nothing on that")
            return Found(done, understood) if done else Found(understood=understood, reason=reason)
        terms = lookup.terms(topic, question)
        weights = term_weights(terms, lookup.engine, "quotations")
        hits = lookup.hits("quotations", terms, question) if terms else ()
        excerpts = [e for e in lookup.said(hits) if holds_enough(terms, weights, text_stems(e.text, question.language))]
        wanted = doers_of(act, topic, question, lookup) if act == "want" and question.asks.thing == "who" else []
        if wanted:
            said = sorted(lookup.folded(excerpts), key=_named_first)
            return Found(without_doubles(without_doubles(_beside(wanted, said), wanted), said), understood)
        if not excerpts:
            return Found(
                understood=understood,
                reason=because("nothing-found", "Nobody in the archive speaks about {topic}", topic=topic),
            )
        excerpts.sort(key=_named_first)
        folded = lookup.folded(excerpts)
        return Found(_somebody_in_turn(folded, lookup) if act == "react" else folded, understood)


def _beside(deeds: Sequence[Excerpt], said: Sequence[Excerpt]) -> list[Excerpt]:
    """What is said in the sentences that tell of a deed: they name who did it."""
    return [e for e in said if any(e.article_id == d.article_id and e.span.touches(d.span) for d in deeds)]


def _somebody_in_turn(excerpts: Sequence[Excerpt], lookup: Lookup) -> list[Excerpt]:
    """Each speaker's best first, then each one's second; people before bodies and things ("the *rules* say")."""
    named = {excerpt.speaker for excerpt in excerpts if excerpt.speaker}
    somebody = {
        name for name in named if any(p.is_person for p in lookup.directory.find(name, may_correct=False).people)
    }
    turns: Counter[str | None] = Counter()
    placed = []
    for excerpt in excerpts:
        placed.append((turns[excerpt.speaker], excerpt.speaker not in somebody, excerpt))
        turns[excerpt.speaker] += 1
    return [excerpt for _, _, excerpt in sorted(placed, key=lambda turn: turn[:2])]


def _named_first(excerpt: Excerpt) -> tuple[bool, float]:
    return (excerpt.speaker is None, -excerpt.score)
