"""How English asks."""

from __future__ import annotations

from retrieval.answers.questions.lexicons.lexicon import Leaning, Lexicon, Wishing
from retrieval.text.wordlists import word_set

ENGLISH = Lexicon(
    code="en",
    asking={
        "what": "what, what kind of, what else, which things, everything, everything that, all that",
        "who": "who, whom, whose, by whom, who else, who the hell, who was it that, who was it who, who is it that",
        "when": "when, what day, which day, what date, what year, which year, what month, on what day, on which day, in what year, "
        "in which year, what time, since when, which month",
        "where": "where, in which city, in which country",
        "why": "why, how come, what made, what caused, what led to, for what reason, the reason for, reason for, reasons for, "
        "what is the reason, what was the reason, what is the reason for, what was the reason for, what are the reasons for, "
        "what were the reasons for, the reason, the reason why, reason why, reasons why, the reasons for, cause of, the cause of, "
        "what is the cause of, what was the cause of, what is behind, what was behind, how did it come that",
        "how-many": "how many, number of",
        "how-much": "how much, how long, how heavy, how close, how far, how big, how old, how tall, how high, at what price",
        "how": "how, how often, how many times",
        "which": "which, what is the name of, what was the name of, name of",
        "whether": "is it true, is it true that, whether, if it is true that",
    },
    auxiliaries="do, does, did, is, are, was, were, be, been, being, am, has, have, had, will, would, can, could, shall, should, "
    "may, might, must, has been, have been, have to, had to, has to, going to, wont, wouldnt, didnt, dont, doesnt, isnt, wasnt, "
    "arent, werent, hasnt, havent, hadnt, cant, couldnt, shouldnt",
    acts={
        "say": "say, says, said, saying, tell, told, tells, telling, state, stated, states, declare, claim, remark, announce, argue, suggest, write, "
        "wrote, written, writes, tweet, post, posted, express, explain, insist, add, added, describe, confirm, report, reported, reports, predict, recommend, "
        "on about, going on about, banging on about, rambling about, warn, utter, coin, coined, quote, quoted, give a speech, weigh in, open up, make of, address, have to say",
        "speak": "speak, spoke, spoken, speaks, talk, comment, mention, discuss, speak out, spoke out, touch on, talked about",
        "think": "think, thinks, thought, thinking, believe, feel, felt, see, stand on, stand, consider",
        "want": "want, wants, wanted, demand, ask for, asked for, ask, urge, propose, seek, request, insist on, plan, hope, call for, "
        "called for, calls for, calling for, push for, pushed for",
        "praise": "praise, laud, hail, commend, applaud, compliment, thank, thanked, celebrate, welcome, pay tribute to, paid tribute to, like",
        "criticise": "criticise, criticize, criticised, criticized, slam, slammed, blast, condemn, denounce, attack, rip, ripped, bash, blame, rebuke, lambast, lambasted, "
        "lash out at, lashed out at, hit out at, mock, accuse, scold, call out, called out, fault, oppose, object to, dislike, hate",
        "deny": "deny, denied, denies, reject, dismiss, dispute, refute, contradict",
        "apologise": "apologise, apologize, apologised, apologized, say sorry, said sorry, regret",
        "threaten": "threaten, threatened, threatens",
        "endorse": "endorse, endorsed, support, back, backed, stand by, stand behind, vote for, approve of, approve",
        "promise": "promise, promised, pledge, vow, vowed, commit to, swear, swore, guarantee",
        "react": "react, respond, reply, replied, replies, answer, hit back, fire back, clap back, take to",
        "admit": "admit, admitted, concede, acknowledge, confess",
        "call-on": "call on, called on, calls on, calling on, call upon, called upon, appeal to, beg",
        "call": "call, called, calls, calling, label, labelled, labeled, dub, dubbed, liken, compare to",
    },
    nouns={
        "say": "comment, comments, statement, statements, remark, remarks, words, quote, quotes, quotation, quotations, claim, claims, speech, "
        "speeches, message, msg, memo, letter, testimony, announcement, interview, explanation, warning, warnings, tweet, tweets, excuse, excuses",
        "think": "view, views, opinion, opinions, position, positions, stance, stances, take, takes, thoughts, thought, feelings, attitude",
        "want": "demand, demands, plan, plans, proposal, proposals, request, wish",
        "praise": "praise, tribute, tributes, compliments",
        "criticise": "criticism, attack on, attacks on, rebuke",
        "deny": "denial, denials",
        "apologise": "apology, apologies",
        "threaten": "threat, threats",
        "endorse": "endorsement, support for",
        "promise": "promise, promises, pledge, pledges, vow",
        "react": "reaction, reactions, response, responses, reply, replies, answer, answers, comeback, rebuttal, clapback",
        "admit": "admission, confession",
    },
    about="about, mentioning, that mentions, that mention, on, regarding, concerning, re, over, around, as to, of, in regard to, in regards to, with regard to, with regards to, "
    "when it comes to, on the subject of, when asked about, towards, toward",
    near_about="of, to, at, for, with, against",
    of="by, from, of, made by, given by, attributed to",
    that="that",
    anything="anything, something, nothing, much, anything to say, a lot, more, stuff, things, publicly, it",
    people="people, anyone, anybody, someone, somebody, everyone, everybody, others, they, folks, you, there, we, it",
    pronouns="he, she, they, it, him, her",
    negations="not, never, no, wont, didnt, dont, doesnt, isnt, wasnt, cant, couldnt, wouldnt, hasnt, havent, refuse to, refused to, "
    "decline to, declined to, fail to, failed to",
    newest="latest, newest, most recent, recent, new, the latest, last, any new, anything new, whats new, something new, fresh, updates",
    news="news, article, articles, story, stories, update, updates, development, developments, headline, headlines, the news, "
    "breaking news, coverage, info, infos, information, details, background",
    happened="happen, happens, happened, happening, went on, going on, go on, took place, take place, occurred, been reported, reported, "
    "in the news, up with, the deal, the deal with, the story with, events, went down",
    filler="in the world, around the world, worldwide, all over the world, also, just, ever, actually, recently, really, then, even, already, exactly, all, once, publicly, officially, personally, "
    "the, a, an, so, well, lately, now, currently, still, else, any, today, this time, "
    "have to, had to, apparently, in public, issue, issued, make, made, give, given, gave, release, released, offer, offered, put out, ever, "
    "has been, had been, were, yet, again",
    adjectives="own, official, public, full, exact, first, initial, previous, actual, best, top, all, of the",
    closing="please, again, pls, plz, thanks, thank you, thx, ty, lol, lmao, bro, tho, though, cheers, and why, and how, and when, or nah, or not, or no, or what, innit, eh, huh, fr, btw, many thanks, thanks in advance, exactly, mate, asap",
    polite="please, yall, y'all, folks, anybody know, anyone knows, anybody knows, does anybody know, let me know, can anyone tell me, can someone tell me, can somebody tell me, you know, do u know, hows about, pls, plz, hey, hi, hello, yo, btw, ok, okay, so, and, well, now, but, um, q, question, quick question, can you tell me, could you tell me, "
    "can you show me, could you show me, can you find, would you tell me, will you tell me, can you please tell me, can you, could you, "
    "tell me, show me, give me, find me, get me, find, show, list, give, do you know, does anyone know, anyone know, i want to know, i would like to know, "
    "id like to know, i wonder, i was wondering, wondering, just wondering, lets see, im curious, curious, remind me, tell us, "
    "i need, im looking for, looking for, search for, look up, any idea, what about, how about, and what about, thanks, thank you, thx, "
    "sorry, bro, dude, guys, mate, lol, in short, exactly, tho, though, tell me what you know, anything from, anything by, any word from, any word on, any word about, like, so like",
    greetings="hi, hello, hey, hiya, yo, thanks, thank, you, very, so, much, thx, ty, cheers, good, morning, afternoon, evening, day, night, "
    "bye, goodbye, ok, okay, cool, great, nice, wow, lol, yes, no, test, ping, start, help, there, bot, all, everyone, again, a, lot, 👍",
    compare="compare, comparison of, comparison between, difference between, differences between, contrast",
    versus="vs, versus, v, compared to, compared with, as opposed to, against",
    summary="summarize, summarise, summary, summary of, a summary of, sum up, overview, overview of, an overview of, recap, recap of, "
    "tldr, tl dr, brief me on, explain, catch me up on, fill me in on",
    relations={
        "after": "after, following, in the wake of, right after, once",
        "before": "before, prior to, ahead of, right before",
        "since": "since, ever since",
        "until": "until, till",
        "between": "between",
    },
    toward="to, at, the jury, reporters, journalists, the press, the media, jurors, the court",
    according="according to",
    contractions={
        "lemme": "let me", "gimme": "give me", "wanna": "want to", "gonna": "going to", "dya": "do you", "d'you": "do you",
        "whatre": "what are", "whatve": "what have", "whove": "who have", "whatdid": "what did", "whodid": "who did", "pplz": "people",
        "ppl": "people", "sb": "somebody", "sth": "something", "rn": "now",
        "whats": "what is", "what're": "what are", "whos": "who is", "wheres": "where is", "whens": "when is", "whys": "why is",
        "hows": "how is", "whatd": "what did", "whod": "who did", "howd": "how did", "whyd": "why did", "wat": "what", "wut": "what",
        "wot": "what", "wht": "what", "wats": "what is", "wots": "what is", "y": "why",
        "didn't": "did not", "don't": "do not", "doesn't": "does not", "isn't": "is not", "wasn't": "was not", "won't": "will not",
        "can't": "can not", "couldn't": "could not", "wouldn't": "would not", "hasn't": "has not", "haven't": "have not",
        "aren't": "are not", "weren't": "were not", "hes": "he is", "shes": "she is", "theyre": "they are", "u": "you", "abt": "about",
    },
    numbers={"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a few": 3},
    before_date=r"on|in|at|since|during|by|from|of|for|as of|dated|published|the day of|between|back in",
    joined_before=r"and|or|&|about|regarding|concerning",
    joined_after=r"and|or|&",
    leaning=Leaning(
        more="more, what else, some more, next, next page, the rest, else, go on, continue, rest of it, rest of them, the others",
        whole="in full, full article, full text, full story, whole article, whole text, whole story, entire article, entire text, the article, in context, context, read on, read more, source, the source, published, from, appear",
        other="and, or, what about, how about, and what about, and how about, or what about",
        only="only, just, but only",
        by="from, by, in, according to, via, at",
        said="what did {person} say",
        said_on="what did {person} say about {topic}",
        who_is="who is {person}",
        who_said="who said “{topic}”",
        who_spoke="who spoke about {topic}",
        latest="latest",
        latest_on="latest on {topic}",
        happened="what happened",
        when_said="when did {person} speak",
        when_said_on="when did {person} speak about {topic}",
        when="when {topic}",
        according="according to {outlet}",
        out_of="from {outlet}",
    ),
    wishing=Wishing(
        tell="tell me, notify me, alert me, inform me, message me, ping me, let me know, tell us, let us know, give me a shout",
        when="when, if, whenever, as soon as, once, every time",
        follow="follow, subscribe to, subscribe me to, watch for, watch",
        keep="keep me posted, keep me updated, keep an eye, keep me informed",
        named="is named, are named, gets named, get named, is mentioned, are mentioned, gets mentioned, get mentioned, comes up",
        mention="mention of, mentions of, news of",
        speaks="speaks, speak, is quoted, are quoted, says, say, talks, talk, comments, comment",
        with_what="with",
        appear="appears, comes out, comes in",
        everything="everything, all, anything",
    ),
    asks_age=word_set("old"),
    asks_time=word_set("long"),
    asks_money=word_set("much price cost costs cheap expensive"),
    before_outlet=word_set("in from by at only per to via with"),
    articles=word_set("the a an"),
    behind_outlet=word_set("about on say said regarding"),
    is_verb_first=False,
    owns_with_s=True,
)  # fmt: skip
