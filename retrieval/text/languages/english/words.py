"""English stop words, which say nothing about a question's topic, in normal form (``don't`` is ``dont``)."""

from __future__ import annotations

from retrieval.text.wordlists import word_set

QUESTION_WORDS = word_set(
    "what whats which who whos whom whose when whens where wheres why whys how hows whether",
    "did does do is are was were has have had can could will would should shall may might must",
    "tell show give find explain please",
)

STOP_WORDS = QUESTION_WORDS | word_set(
    # articles, pronouns
    "a an the this that these those such",
    "i im ive id me my mine myself we our ours ourselves us you your yours yourself yourselves",
    "he hes his him himself she shes her hers herself it its itself they theyre theyve their theirs them themselves",
    "one ones someone somebody anyone anybody everyone everybody something anything everything nothing nobody none",
    # forms of be, have, do and the modal verbs
    "am be been being isnt arent wasnt werent having hasnt havent hadnt doing done doesnt dont didnt",
    "cant cannot couldnt wont wouldnt shouldnt mustnt neednt ought let lets",
    "thats theres heres weve youre youve youll youd theyll theyd itll itd",
    # joining words and prepositions
    "and or but nor if then else because as until while though although than so yet both either neither not no",
    "of at by for with about against between into through during before after above below to from up down in",
    "out on off over under again further onto upon within without toward towards across along around among amid",
    "regarding concerning",
    # small adverbs and quantities
    "here there now just only also too very more most much many few other others another some any each every all",
    "own same ever even still once",
)

# Ends of words and names that are words as well, but not the words behind a name: Trumpist, Bergman, Johnston.
ENDINGS = word_set(
    "s es ed er ers ing ism ist ists ian ians like ness less ly ful ish ite ites land lands man men son ville burg ton",
    "town gate ology age ages al ally able ary ory ive ment ments ship ships hood dom est ion ions or ors ia ie ies en",
    "ens th ty ic ics ans un re de co pre non anti sub super inter over under out dis mis trans pro semi multi mega",
    "mini micro",
) - {"or"}

# Past forms of verbs that do not end in -ed.
IRREGULAR_PASTS = word_set(
    "arose awoke became began bent bet bit bled blew bore bought bound bred broke brought built burnt burst came",
    "cast caught chose clung cost crept cut dealt did drank drew drove dug fed fell felt fled flew flung forbade",
    "forgave forgot fought found froze gave got grew had heard held hid hit hung hurt kept knelt knew laid leapt",
    "learnt led left lent let lit lost made meant met misled overcame oversaw overthrew paid put quit ran rang read",
    "rebuilt rid rode rose said sang sank sat saw sent set shone shook shot shrank shut slept slid sold sought",
    "spelt spent split spoke sprang spread stole stood stuck stung struck strove strode swam swept swore swung",
    "taught thought threw told took tore undertook understood undid upheld upset was went were withdrew withheld",
    "withstood woke won wore wove wrote",
)
