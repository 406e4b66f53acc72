""" "Who is X?" The sentence in which an article introduces the person."""

from __future__ import annotations

from retrieval.answers.excerpts.cutting import passage_excerpt, sentences_around
from retrieval.answers.kinds.search import search_passages
from retrieval.answers.lookup import Found, Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.questions.question import Question
from retrieval.answers.speech.whom import asked_for
from retrieval.answers.terms.keys import joined_key
from retrieval.model import Article, Excerpt, PersonInArticle, Understood, because
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import tells
from retrieval.text.tokens import words

_MAX_NAME_WORDS = 4
_SUCCESSORS = frozenset({"new", "next", "incoming", "newly"})


class WhoIs:
    """*who is Peskov*."""

    name = "who-is"

    def recognises(self, question: Question, lookup: Lookup) -> bool:
        """The form says so and the slot holds a name rather than a description."""
        form = question.form
        if form.name != "who-is":
            return False
        is_short = len(form.who.split()) <= _MAX_NAME_WORDS
        is_described = form.who.startswith(("the ", "a ", "an ")) or " of " in f" {form.who} " or not is_short
        return not is_described or bool(_asked_for(question, lookup).people)

    def understand(self, question: Question, lookup: Lookup) -> Understood:
        """The person; a name that is nobody's is a topic where the archive has its words."""
        match = _asked_for(question, lookup)
        instead = None if match.people else _instead(question, lookup)
        return instead.understood if instead else _understood(match, question)

    def answer(self, question: Question, lookup: Lookup) -> Found:
        """Introductions, those with a role first, those in the asker's language before others, newest first."""
        if not _SUCCESSORS.isdisjoint(words(question.form.who)) and (told := _instead(question, lookup)):
            return told  # whom articles put so most often is not who is new
        match = _asked_for(question, lookup)
        understood = _understood(match, question)
        if not match.people:
            if instead := _instead(question, lookup):
                return instead
            reason = because("unknown-person", "The archive has nothing from or about {name}", name=question.form.who)
            return Found(understood=understood, reason=reason, near=match.near or lookup.suggestions())
        corrections = (match.correction,) if match.correction else ()
        excerpts = _introductions(match, question.language, lookup)
        if not excerpts:
            return Found(
                understood=understood,
                corrections=corrections,
                reason=because("nothing-found", "The archive does not introduce {name}", name=match.asked),
            )
        return Found(lookup.folded(excerpts), understood, corrections)


def _asked_for(question: Question, lookup: Lookup) -> Match:
    """Whom the slot names; of several names the first."""
    return next(iter(asked_for(question.form.who, question, lookup)))


def _understood(match: Match, question: Question) -> Understood:
    name = match.people[0].name if len(match.people) == 1 else match.asked
    return Understood((name,), "", question.dates, question.outlet)


def _instead(question: Question, lookup: Lookup) -> Found | None:
    """What a search finds for a name that is nobody's; None where it finds nothing."""
    found = search_passages(question, question.form.who, lookup)
    return found if found.excerpts else None


def _introductions(match: Match, language: Language, lookup: Lookup) -> list[Excerpt]:
    rows = lookup.store.names.appearances(match.keys, limit=lookup.pool)
    lookup.fetch(row.article_id for row in rows)
    excerpts = []
    for place, row in enumerate(rows):
        article = lookup.article(row.article_id)
        people = lookup.annotations(row.article_id).people
        person = next((p for p in people if joined_key(p.name) in match.keys), None)
        if article and person:
            is_foreign = article.language is not None and language_of(article.language).code != language.code
            shown = _introduction(article, person, lookup)
            is_caption = not tells(shown.text, language_of(article.language))
            excerpts.append(((is_caption, not person.roles, is_foreign, place), shown))
    return [excerpt for _, excerpt in sorted(excerpts, key=lambda pair: pair[0])]


def _introduction(article: Article, person: PersonInArticle, lookup: Lookup) -> Excerpt:
    span = person.introduction or person.mentions[0]
    whole = sentences_around(article.text, span)
    return passage_excerpt(article, whole, lookup.annotations(article.id), score=0.0, marked=(span,))
