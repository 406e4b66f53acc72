"""Which kinds of question are there? One class each; the first that recognises a question answers it."""

from retrieval.answers.kinds.day import Day
from retrieval.answers.kinds.event_date import EventDate
from retrieval.answers.kinds.greeting import Greeting
from retrieval.answers.kinds.kind import QuestionKind
from retrieval.answers.kinds.latest import Latest
from retrieval.answers.kinds.said_about import SaidAbout
from retrieval.answers.kinds.search import LongSearch, Search
from retrieval.answers.kinds.watch import Watch
from retrieval.answers.kinds.when import When
from retrieval.answers.kinds.who_is import WhoIs
from retrieval.answers.kinds.who_said import WhoSaid
from retrieval.answers.kinds.who_spoke import WhoSpoke

QUESTION_KINDS: tuple[QuestionKind, ...] = (
    Greeting(),
    Watch(),
    LongSearch(),
    WhoSaid(),
    EventDate(),
    WhoSpoke(),
    SaidAbout(),
    WhoIs(),
    When(),
    Latest(),
    Day(),
    Search(),
)

__all__ = ["QUESTION_KINDS", "QuestionKind"]
