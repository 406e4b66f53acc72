"""German question forms."""

from __future__ import annotations

from retrieval.answers.questions.forms.table import FormTable
from retrieval.text.wordlists import word_set

_NOW = (
    r"(?:sagte|sagt|sagten|sagen|erkl[äa]rt|erkl[äa]rte|meint|meinte|denkt|dachte|h[äa]lt|hielt|betont|betonte|schreibt|schrieb|"
    r"[äa]u[ßs]+ert|[äa]u[ßs]+erte|behauptet|behauptete|antwortet|antwortete|verspricht|versprach|k[üu]ndigte|redet|spricht|sprach|glaubt)"
)
_DONE = (
    r"(?:gesagt|erkl[äa]rt|gemeint|gedacht|betont|geschrieben|ge[äa]u[ßs]+ert|behauptet|geantwortet|versprochen|angek[üu]ndigt|erz[äa]hlt|"
    r"gesprochen|geredet|mitgeteilt|kommentiert)"
)
_ABOUT = r"(?:[üu]ber|zu|zum|zur|von|vom|bez[üu]glich|wegen|betreffs)"
_TOPIC = rf"(?P<rest>(?:\s+{_ABOUT}\s.+?)?)"
_WORDS_OF = r"(?:aussagen?|[äa]u[ßs]+erung(?:en)?|worte|kommentare?|zitate?|meinung|position|reaktion(?:en)?|antwort(?:en)?|rede)"
_NAME = r"(?-i:[A-ZÄÖÜ])[\w'’.-]*(?:\s+(?:von\s+|van\s+|der\s+)*(?-i:[A-ZÄÖÜ])[\w'’.-]*){0,3}"
_NEWS = r"(?:nachrichten|neuigkeiten|meldungen|artikel|berichte?|ereignisse|zitate)"

GERMAN = FormTable(
    code="de",
    markers=word_set(
        "was wie wer wem wann worte wessen welchem welches uber ueber zu zum zur zitate aussagen nachrichten neuigkeiten neues",
        "neueste neuesten neuestes letzte aussage zitat meinung hallo danke sagte gesagt meldungen von an am",
    ),
    polite=r"^(?:(?:bitte|hallo|hi|und|also|nun)[\s,!]+|(?:sag|sagen\s+sie|zeig|zeige|erz[äa]hl)\s+(?:mir\s+)?(?:bitte\s+)?,?\s*(?=was|wer|wann|die))+(?=\S)",
    greeting=r"^(?:hallo|guten\s+(?:tag|morgen|abend)|danke(?:\s+(?:sch[öo]n|sehr))?|vielen\s+dank|tsch[üu]ss|ja|nein|hilfe|moin|servus)[\s.!?,]*$",
    newest=rf"^(?:(?:die\s+|das\s+)?(?:neueste[ns]?|letzten?|aktuellen?|aktuelle)(?:\s+{_NEWS})?|(?:die\s+)?{_NEWS}|was\s+gibt\s+es\s+neues|was\s+gibt's\s+neues)$",
    who_spoke=(
        rf"^wer\s+(?:hat\s+|haben\s+)?(?:noch\s+|etwas\s+|was\s+|sich\s+)*{_ABOUT}\s+(?P<rest>.+?)\s+(?:{_DONE})$",
        rf"^wer\s+(?:sprach|redete|[äa]u[ßs]+erte\s+sich|sagte\s+etwas|sagt\s+etwas|spricht)\s+{_ABOUT}\s+(?P<rest>.+)$",
        r"^wer\s+(?:erw[äa]hnte|kritisierte|verurteilte|unterst[üu]tzte|kommentierte)\s+(?P<rest>.+)$",
        rf"^was\s+(?:wurde|wird)\s+{_ABOUT}\s+(?P<rest>.+?)\s+{_DONE}$",
    ),
    who_said=(
        rf"^wer\s+(?:hat|hatte)\s+(?:die\s+worte\s+|den\s+satz\s+)?(?P<rest>\"[^\"]+\"?)\s*{_DONE}$",
        rf"^wer\s+(?:{_NOW}|nannte)\s*,?\s*(?:(?:den\s+satz|die\s+worte|dass)\b)?\s*[:,]?\s*(?P<rest>.+)$",
        rf"^wer\s+(?:hat|hatte)\s+(?:das\s+)?{_DONE}\s*[:,]?\s*(?:dass\s+)?(?P<rest>.+)$",
        r"^(?:wessen\s+(?:worte|zitat|satz)\s+(?:sind|ist)(?:\s+das)?|von\s+wem\s+(?:stammt|stammen|ist|sind)\s+(?:der\s+satz|das\s+zitat|die\s+worte)?)\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?P<rest>\"[^\"]+\"?)\s*[-,:;]?\s*wer\s+(?:hat\s+das\s+gesagt|sagte\s+das)\s*$",
    ),
    said=(
        rf"^was\s+(?:hat|haben|hatte)\s+(?P<who>.+?){_TOPIC}\s+{_DONE}$",
        rf"^was\s+{_NOW}\s+(?P<rest>{_ABOUT}\s.+?)\s+(?P<who>{_NAME})$",
        rf"^was\s+{_NOW}\s+(?P<who>.+?)(?P<rest>(?:\s+{_ABOUT}\s.+)?)$",
        rf"^was\s+(?P<who>{_NAME})\s+(?P<rest>(?:{_ABOUT}\s.+?)?)\s*(?:{_DONE}\s+hat|{_NOW})$",
        rf"^(?:(?:was|wie)\s+(?:ist|sind|war|waren)\s+)?(?:die\s+)?(?:letzten?\s+|neuesten?\s+)?{_WORDS_OF}\s+(?:von|vom|der|des)\s+(?P<who>.+?)(?P<rest>(?:\s+(?:[üu]ber|zu|zum|zur)\s.+)?)$",
        rf"^(?P<who>{_NAME})\s+(?:sagte|sagt|erkl[äa]rte|meinte)\b(?P<rest>(?:\s+{_ABOUT}\s.+)?)$",
    ),
    who_is=(r"^(?:wer\s+(?:ist|war|sind)|was\s+ist\s+bekannt\s+[üu]ber)\s+(?:eigentlich\s+|denn\s+)?(?P<who>.+)$",),
    when=(r"^(?:seit\s+)?(?:wann|an\s+welchem\s+tag|in\s+welchem\s+(?:jahr|monat))\s+(?P<rest>\S.*)$",),
    latest=(
        rf"^(?:was\s+gibt(?:\s+es|'s)\s+neues|(?:das\s+|die\s+)?(?:neueste[ns]?|letzten?|aktuelle[ns]?|neues)(?:\s+{_NEWS})?|{_NEWS})\s+(?:{_ABOUT}|aus|in)\s+(?P<rest>.+)$",
    ),
    happened=(
        r"^(?:was\s+(?:geschah|passierte|ereignete\s+sich|war(?:\s+los)?|gab\s+es(?:\s+neues)?|(?:ist|war)(?=.*\s(?:passiert|geschehen|los)$)|(?:ist|war)\s+(?:passiert|geschehen|los))|"
        rf"(?:die\s+)?{_NEWS})(?!\w)\s*(?:vom|von)?\s*(?P<rest>.*?)(?:\s*(?:passiert|geschehen|los))?$",
    ),
    on=r"^(?P<who>.+?)\s*(?:\s(?:[üu]ber|zu|zum|zur)\s|:\s)\s*(?P<rest>.+)$",
    link=rf"(?:etwas\s+)?{_ABOUT}\s+(?:de[rmn]\s+|das\s+|die\s+)?",
    that=r"(?:dass|,)",
    not_speakers=("geschah", "passier", "los", "es "),
    before_date=r"im|in|am|an|vom|von|seit|bis|ab|zum|der|den|dem|die|das|jahr|jahre",
    joined_before=r"und|oder|[üu]ber",
    joined_after=r"und|oder",
    before_outlet=word_set("in im bei von laut gegenuber aus"),
    articles=word_set("der dem die das"),
    behind_outlet=word_set("uber zu"),
)  # fmt: skip
