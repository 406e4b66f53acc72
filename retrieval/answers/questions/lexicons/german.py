"""How German asks."""

from __future__ import annotations

from retrieval.answers.questions.lexicons.lexicon import Lexicon
from retrieval.text.wordlists import word_set

GERMAN = Lexicon(
    code="de",
    asking={
        "what": "was, was alles, was genau, welche Worte, worüber, wovon",
        "who": "wer, wen, wem, wessen, wer alles, wer noch, von wem, wer war es der",
        "when": "wann, an welchem Tag, in welchem Jahr, in welchem Monat, seit wann, bis wann, um wie viel Uhr",
        "where": "wo, woher, wohin, in welcher Stadt, in welchem Land",
        "why": "warum, wieso, weshalb, aus welchem Grund",
        "how-many": "wie viele, wieviele",
        "how-much": "wie viel, wieviel, wie lange, wie hoch, wie groß, wie teuer, wie alt, wie weit",
        "how": "wie, wie oft",
        "which": "welche, welcher, welches, welchen, welchem",
        "whether": "stimmt es dass, stimmt es, ist es wahr dass, ist es wahr, ob",
    },
    auxiliaries="hat, haben, hatte, hatten, habe, ist, sind, war, waren, wird, werden, wurde, wurden, kann, können, konnte, soll, sollte, "
    "will, wollte, muss, musste, darf, möchte, würde, könnte, bin, tut, sei",
    acts={
        "say": "sagen, sagt, sagte, sagten, gesagt, erklären, erklärt, erklärte, betonen, betont, betonte, schreiben, schreibt, schrieb, geschrieben, "
        "äußern, äußert, äußerte, geäußert, äußert sich, äußerte sich, sich geäußert, behaupten, behauptet, behauptete, ankündigen, angekündigt, "
        "erzählen, erzählt, erzählte, mitteilen, mitgeteilt, berichten, berichtet, warnen, warnt, warnte, gewarnt, aussagen, ausgesagt, twittern",
        "speak": "reden, redet, redete, geredet, sprechen, spricht, sprach, gesprochen, kommentieren, kommentiert, kommentierte, erwähnen, erwähnt, "
        "erwähnte, diskutieren, diskutiert",
        "think": "meinen, meint, meinte, gemeint, denken, denkt, dachte, gedacht, glauben, glaubt, glaubte, finden, findet, fand, hält, hielt, halten, steht",
        "want": "fordern, fordert, forderte, gefordert, verlangen, verlangt, verlangte, wünschen, wünscht, gewollt",
        "praise": "loben, lobt, lobte, gelobt, begrüßen, begrüßt, begrüßte, würdigen, danken, dankt, dankte, feiern, gefeiert",
        "criticise": "kritisieren, kritisiert, kritisierte, verurteilen, verurteilt, verurteilte, angreifen, attackieren, attackiert, attackierte, "
        "beschuldigen, beschuldigt, rügen, tadeln, schimpfen, vorwerfen, vorgeworfen, ablehnen, angegriffen, griff an",
        "deny": "bestreiten, bestreitet, bestritt, bestritten, leugnen, leugnet, geleugnet, dementieren, dementiert, zurückweisen, zurückgewiesen, abstreiten, abgestritten",
        "apologise": "entschuldigen, entschuldigt, entschuldigte, entschuldigt sich, entschuldigte sich, sich entschuldigt, bedauern, bedauert",
        "threaten": "drohen, droht, drohte, drohten, gedroht",
        "endorse": "unterstützen, unterstützt, unterstützte, befürworten, befürwortet",
        "promise": "versprechen, verspricht, versprach, versprochen, zusagen, zugesagt, geloben, garantieren",
        "react": "reagieren, reagiert, reagierte, antworten, antwortet, antwortete, geantwortet, erwidern, erwidert",
        "admit": "zugeben, zugegeben, gestehen, gestanden, einräumen, eingeräumt",
        "call-on": "auffordern, aufgefordert, appellieren, appelliert",
        "call": "nennen, nennt, nannte, genannt, bezeichnen, bezeichnet, bezeichnete",
    },
    nouns={
        "say": "Aussage, Aussagen, Äußerung, Äußerungen, Worte, Wort, Kommentar, Kommentare, Zitat, Zitate, Rede, Erklärung, Statement, Stellungnahme, Satz, Botschaft",
        "think": "Meinung, Meinungen, Position, Haltung, Ansicht, Ansichten, Standpunkt",
        "want": "Forderung, Forderungen",
        "criticise": "Kritik",
        "apologise": "Entschuldigung",
        "threaten": "Drohung, Drohungen",
        "promise": "Versprechen",
        "react": "Reaktion, Reaktionen, Antwort, Antworten",
    },
    about="über, zu, zum, zur, bezüglich, wegen, betreffs, zum Thema, hinsichtlich, auf, gegenüber",
    near_about="von, vom, an, mit, gegen, bei, den, die, das, dem",
    of="von, vom, der, des",
    that="dass",
    anything="etwas, was, irgendetwas, nichts, alles",
    people="man, jemand, alle, Leute, die Leute, es, sonst jemand",
    pronouns="er, sie, es",
    negations="nicht, nie, kein, keine, niemals",
    newest="neueste, neuesten, neuestes, letzte, letzten, aktuelle, aktuellen, aktuelles, Neues, das Neueste, was gibt es Neues, was gibts Neues, neue, jüngste, jüngsten, gibt es Neues",
    news="Nachrichten, Neuigkeiten, Meldungen, Artikel, Bericht, Berichte, Schlagzeilen, Nachricht, News",
    happened="geschah, geschehen, passierte, passiert, ereignete sich, war los, ist los, los, gab es, Ereignisse, vorgefallen",
    filler="eigentlich, denn, noch, auch, schon, mal, sich, genau, gerade, zuletzt, kürzlich, jetzt, öffentlich, also, nun, je, jemals, heute, bisher, so, den Satz, die Worte",
    adjectives="eigene, offizielle, öffentliche, erste",
    closing="bitte, danke, danke schön, vielen Dank",
    polite="bitte, hallo, hi, und, also, nun, sag mir, sagen Sie mir, sag mal, zeig mir, zeige mir, zeigen Sie mir, zeig, erzähl mir, gib mir, finde, suche, nenne mir, "
    "weißt du, wissen Sie, ich möchte wissen, ich will wissen, kannst du mir sagen, können Sie mir sagen, was ist mit, guten Tag, aber",
    greetings="hallo, guten, Tag, Morgen, Abend, danke, schön, sehr, vielen, Dank, tschüss, ja, nein, Hilfe, moin, servus, hi",
    compare="vergleiche, vergleich, Vergleich von, Vergleich zwischen, Unterschied zwischen",
    versus="vs, versus, gegen, verglichen mit",
    summary="fasse zusammen, Zusammenfassung, Zusammenfassung von, Überblick über, Überblick",
    relations={"after": "nach, nachdem", "before": "vor, bevor", "since": "seit", "until": "bis", "between": "zwischen"},
    according="laut, zufolge, nach Angaben von",
    contractions={"gibts": "gibt es", "wars": "war es"},
    numbers={"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "zehn": 10},
    before_date=r"im|in|am|an|vom|von|seit|bis|ab|zum|der|den|dem|die|das|jahr|jahre|zwischen",
    joined_before=r"und|oder|[üu]ber",
    joined_after=r"und|oder",
    before_outlet=word_set("in im bei von laut gegenuber aus"),
    articles=word_set("der dem die das den des ein eine einen"),
    behind_outlet=word_set("uber zu"),
    is_verb_last=True,
)  # fmt: skip
