"""English calendar: the tables that date finding reads."""

from __future__ import annotations

from retrieval.text.languages.calendar import Calendar
from retrieval.text.languages.english.holidays import HOLIDAYS
from retrieval.text.languages.english.verbs import forms_of
from retrieval.text.wordlists import word_set


def _values(*lines: str) -> dict[str, int]:
    """Words with their value: "january jan 1, february feb 2"."""
    groups = (group.split() for line in lines for group in line.split(","))
    return {word: int(value) for *words, value in groups for word in words}


def _names(*lines: str) -> dict[str, str]:
    """Words by what they stand for, which each group names first: "day: day days, week: week weeks"."""
    groups = (group.split(":") for line in lines for group in line.split(","))
    return {word: name.strip() for name, words in groups for word in words.split()}


def _timetable(*bases: str) -> dict[str, str]:
    """The forms of these verbs in the present: "begin" base, "begins" third, "beginning" ing."""
    forms: dict[str, str] = {}
    for base in " ".join(bases).split():
        third, _, ing = forms_of(base)
        forms |= {base: "base", third: "third", ing: "ing"}
    return forms


CALENDAR = Calendar(
    months=_values(
        "january jan 1, february feb 2, march mar 3, april apr 4, may 5, june jun 6, july jul 7, august aug 8",
        "september sept sep 9, october oct 10, november nov 11, december dec 12",
    ),
    weekdays=_values(
        "monday mon 0, tuesday tues tue 1, wednesday weds wed 2, thursday thurs thur thu 3, friday fri 4",
        "saturday sat 5, sunday sun 6",
    ),
    weekdays_of_many=_values(
        "mondays 0, tuesdays 1, wednesdays 2, thursdays 3, fridays 4, saturdays 5, sundays 6",
    ),
    abbreviations=word_set(
        "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue weds wed thurs thur thu fri sat sun",
    ),
    weak=word_set("may march mar april apr june august jan jun jul aug dec sep mon tue wed thu fri sat sun"),
    verbs=word_set("may march mar"),
    numbers=_values(
        "a an one 1, two couple 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11",
        "twelve dozen 12, thirteen 13, fourteen 14, fifteen 15, sixteen 16, seventeen 17, eighteen 18, nineteen 19",
        "twenty 20, thirty 30, forty 40, fifty 50, sixty 60, seventy 70, eighty 80, ninety 90",
    ),
    vague_numbers=_values("few several 3"),
    ordinals=_values(
        "first 1, second 2, third 3, fourth 4, fifth 5, sixth 6, seventh 7, eighth 8, ninth 9, tenth 10, eleventh 11",
        "twelfth 12, thirteenth 13, fourteenth 14, fifteenth 15, sixteenth 16, seventeenth 17, eighteenth 18",
        "nineteenth 19, twentieth 20, thirtieth 30, final -1",
    ),
    units=_names(
        "day: day days, week: week weeks wk wks, weekend: weekend weekends, month: month months",
        "quarter: quarter quarters qtr, year: year years yr yrs, decade: decade decades, century: century centuries",
        "fortnight: fortnight fortnights, hour: hour hours hr hrs, workweek: workweek",
        "workday: workday workdays",
    ),
    days=_values("yesterday -1, today tonight 0, tomorrow tmr 1"),
    shifts=_values("last previous past preceding -1, this current present same 0, next following coming upcoming 1"),
    beside_shifts=word_set("previous preceding following"),
    near_shifts=word_set("past coming upcoming"),
    prepositional_shifts=word_set("following"),
    parts=_names("early: early, earlier: earlier, mid: mid, late: late, later: later, rest: rest remaining remainder"),
    bounds=_names("early: beginning start, mid: middle, late: end"),
    daytimes=word_set("morning afternoon evening night"),
    daytimes_of_many=word_set("mornings afternoons evenings nights"),
    seasons=_values("spring 3, summer 6, fall autumn 9, winter 12"),
    decades=_values(
        "twenties 20, thirties 30, forties 40, fifties 50, sixties 60, seventies 70, eighties 80, nineties 90",
    ),
    roles=_names(
        "of: of, in: in into, on: on, the: the, a: a an, and: and, or: or, to: to, through: through thru, by: by",
        "until: until till til, between: between, from: from, since: since, before: before, after: after, for: for",
        "during: during throughout, over: over, within: within, ago: ago back, later: later, earlier: earlier",
        "at: at, eom: eom, hence: hence, now: now present, ytd: ytd",
        "date: date, than: than, less: less, that: that, every: every each any",
        "starting: beginning starting commencing, ending: ending ended, business: business working work trading",
        "calendar: calendar cy, fiscal: fiscal fy financial school academic, half: half, thousand: thousand",
        "hundred: hundred, oh: oh zero, q: q, h: h, w: w, eoy: eoy, more: more, my: my our your its their his her",
        "all: all, whole: whole entire, onward: onward onwards, period: period, up: up, as: as, no: no not, prior: prior",
    ),
    holidays=HOLIDAYS,
    counted=word_set(
        "people men women children voters votes delegates members troops soldiers officers refugees migrants cases",
        "deaths jobs workers employees students patients victims homes houses families companies pieces copies items",
        "dollars euros pounds rubles roubles yen cents percent miles kilometers kilometres km meters metres feet foot",
        "yards acres hectares square tons tonnes kg pages words points times seats calories hours minutes seconds",
        "million billion trillion thousand hundred GMT am pm o'clock percentage degrees others more or respondents",
        "likely registered hundredths",
    ),
    counting=word_set(
        "about over under nearly almost some than least most exactly only roughly approximately $ € £ # no no.",
        "number flight boeing airbus route highway room page interstate section chapter windows channel all another",
    ),
    about=word_set("around circa ca ca. c."),
    of_year=word_set(
        "election elections campaign campaigns presidential race primary primaries caucus caucuses caucuses cycle",
        "season convention budget report census olympics games world film movie book study survey speech interview",
        "debate referendum vote law crisis recession deal agreement attack attacks invasion war coup revolution",
        "summer winter general midterm midterms democratic republican nominee gop white draft finals championship",
        "model edition version album tour festival conference summit financial paris rio london beijing super",
    ),
    of_quarter=word_set("earnings results revenue revenues profit profits sales gdp growth report guidance"),
    framing=word_set("end ended ending ends finish finished finishing close closed closing"),
    of_money=word_set(
        "profit profits revenue revenues sales earnings income loss losses shares investors growth economy gdp output",
        "million billion percent dollars euros quarter's results deliveries shipments exports orders prices margins",
    ),
    mastheads=word_set(
        "times mirror telegraph mail express herald post globe sheffield addams ruby freaky black bloody"
    ),
    ages=word_set("his her their my our your its low high mid upper lower into"),
    weak_holidays=frozenset({"new year", "new year's"}),
    idioms=word_set("end time times day days course hours part player song man woman person"),
    records=word_set(
        "first second third fourth fifth only time times once more largest biggest worst best highest lowest twice"
    ),
    future=word_set(
        "will won't won’t i'll we'll you'll he'll she'll it'll they'll i’ll we’ll you’ll he’ll she’ll it’ll they’ll",
        "shall upcoming forthcoming",
    ),
    modals=word_set("would may might could should must"),
    perfect=word_set("have"),
    future_before={
        **dict.fromkeys(word_set("is are am be isn't aren't going intend intends aims vows forward"), word_set("to")),
        **dict.fromkeys(word_set("hope hopes want wants plan plans likely unlikely"), word_set("to for")),
        "set": word_set("to for"),
        **dict.fromkeys(word_set("preparing prepares gearing bracing campaigning"), word_set("for to")),
        **dict.fromkeys(
            word_set("scheduled due planned planning expected expects slated payable effective"),
            word_set("to for on in by at") | {""},
        ),
        "ahead": word_set("of"),
        "coming": word_set("on in"),
    },
    timetable=_timetable(
        "begin start open close end expire meet vote resume return reconvene run leave arrive face host launch depart",
        "go debut premiere air kick play travel head fly visit reopen retire graduate elect decide mark celebrate",
    ),
    present=word_set("is are am i'm he's she's it's we're you're they're i’m he’s she’s it’s we’re you’re they’re"),
    plural_subjects=word_set("they we you i who that which"),
    before_nouns=word_set("the a an of its his her their our my your this these those some many more no two three"),
    implicative=word_set(
        "failed managed began had used continued forced refused able gathered came went returned helped started had",
        "wanted proceeded ceased declined",
    ),
    subordinating=word_set("that which who whose where because although"),
    to_be=frozenset({("to", "be")}),
    leading=word_set("for until till to by"),
    past_ending="ed",
    no_past=word_set("need exceed proceed succeed speed indeed breed embed hundred sacred naked kindred"),
    told=word_set(
        "said says told announced reported wrote tweeted added argued noted explained declared claimed unveiled",
        "confirmed warned agreed promised proposed vowed pledged",
    ),
    past=word_set(
        "was were had did met died began found left led held went came took made gave got saw won lost ran rose",
        "fell spoke wrote sent brought bought sold built broke chose drew drove flew grew kept knew lay paid sat shot",
        "spent stood struck swept threw underwent withdrew born became shown seen taken given gone broken written",
        "spoken driven",
    ),
    unmarked=word_set("set cut put hit read shut quit spread cost split"),
    month_first_tags=("en", "en-us", "en-ca", "en-ph"),
    day_first_outlets=word_set("bbc guardian independent telegraph reuters-uk mirror"),
    month_first_outlets=word_set(
        "nyt wsj cnn npr abc nbc cbs fox politico usa york washington huffpost reuters-us bloomberg"
    ),
)
