"""How Spanish asks."""

from __future__ import annotations

from retrieval.answers.questions.lexicons.lexicon import Lexicon
from retrieval.text.wordlists import word_set

SPANISH = Lexicon(
    code="es",
    asking={
        "what": "qué, que, lo que, cuál, cuáles, de qué, qué más",
        "who": "quién, quiénes, a quién, de quién, quién fue el que, quién fue la que, quién más, quien",
        "when": "cuándo, cuando, qué día, en qué día, qué fecha, en qué fecha, qué mes, en qué mes, qué año, en qué año, desde cuándo",
        "where": "dónde, donde, en qué ciudad, en qué país, adónde",
        "why": "por qué, por que, a qué se debe",
        "how-many": "cuántos, cuántas",
        "how-much": "cuánto, cuánta, cuánto tiempo, a qué precio",
        "how": "cómo, como, cuántas veces",
        "which": "qué clase de",
        "whether": "es verdad que, es cierto que, es verdad, es cierto",
    },
    auxiliaries="ha, han, había, habían, he, es, son, fue, fueron, era, eran, está, están, va, van, puede, pudo, debe, se ha, haya, hubo, será, estaba",
    acts={
        "say": "dijo, dice, dicho, decía, decir, dijeron, dicen, declaró, declara, declarado, declarar, afirmó, afirma, afirmado, aseguró, asegura, asegurado, "
        "anunció, anuncia, anunciado, señaló, señala, señalado, explicó, explica, explicado, escribió, escribe, escrito, advirtió, advierte, contó, cuenta, contado, "
        "agregó, añadió, añade, sostiene, sostuvo, testificó, diciendo",
        "speak": "habló, habla, hablado, hablar, hablaron, comentó, comenta, comentado, comentar, comentaron, mencionó, menciona, mencionado, discutió, dijo algo",
        "think": "opinó, opina, opinado, opinar, piensa, pensó, pensado, pensaba, pensar, cree, creyó, considera",
        "want": "quiere, quieren, quería, querer, pide, pidió, pedido, exige, exigió, exigido, reclama, reclamó, propone, propuso",
        "praise": "elogió, elogia, elogiado, alabó, alaba, felicitó, celebró, aplaudió, agradeció",
        "criticise": "criticó, critica, criticado, criticar, condenó, condena, condenado, atacó, ataca, acusó, acusa, acusado, denunció, denuncia, culpó, reprochó",
        "deny": "negó, niega, negado, negar, desmintió, desmiente, rechazó, rechaza, rechazado",
        "apologise": "disculpó, disculpa, disculpado, se disculpó, se ha disculpado, pidió perdón, pidió disculpas, pedido perdón, pide perdón, pide disculpas, lamentó",
        "threaten": "amenazó, amenaza, amenazado, amenazaron",
        "endorse": "apoyó, apoya, apoyado, respaldó, respalda, respaldado",
        "promise": "prometió, promete, prometido, prometer, juró, garantizó",
        "react": "reaccionó, reacciona, reaccionado, respondió, responde, respondido, responder, contestó, contesta",
        "admit": "admitió, admite, admitido, reconoció, reconoce, confesó",
        "call-on": "instó a, instó, exhortó, exhortó a, llamó a",
        "call": "llamó, llama, llamado, calificó, califica, tildó",
    },
    nouns={
        "say": "declaración, declaraciones, palabras, comentario, comentarios, cita, citas, discurso, frase, mensaje",
        "think": "opinión, opiniones, posición, postura",
        "want": "exigencias",
        "criticise": "críticas",
        "apologise": "disculpas",
        "threaten": "amenazas",
        "promise": "promesa, promesas",
        "react": "reacción, reacciones, respuesta, respuestas",
    },
    about="sobre, acerca de, acerca del, respecto a, respecto de, respecto al, en cuanto a, en cuanto al, ante",
    near_about="de, del, a, al, contra, con, por",
    of="de, del, por",
    that="que",
    anything="algo, nada",
    people="se, alguien, la gente, todos",
    pronouns="él, ella, ellos, ellas",
    negations="no, nunca, jamás",
    newest="último, última, últimos, últimas, más reciente, más recientes, reciente, recientes, lo último, qué hay de nuevo, algo nuevo, de nuevo, nuevo",
    news="noticias, noticia, artículos, artículo, novedades, novedad, titulares",
    happened="pasó, pasaba, ha pasado, pasado, pasa, sucedió, ocurrió, ocurrido, ha ocurrido, hubo, acontecimientos, acontece",
    filler="más, ya, también, todavía, recientemente, exactamente, las, los, el, la, lo, un, una, públicamente, algo de, hay, su, sus",
    adjectives="oficial, oficiales, primera",
    closing="por favor, gracias, muchas gracias",
    polite="por favor, hola, oye, y, pues, bueno, pero, dime, cuéntame, muéstrame, dígame, dame, deme, quiero saber, quisiera saber, me puedes decir, puedes decirme, busca, "
    "encuentra, sabes, qué hay de, resumen",
    greetings="hola, buenos, días, buenas, tardes, noches, muchas, gracias, adiós, sí, no, ayuda, vale",
    compare="compara, comparar, comparación entre, diferencia entre",
    versus="vs, versus, contra, frente a",
    summary="resume, resumen, resumen de, resumen del, resumir, resúmeme",
    relations={
        "after": "después de, después del, tras, luego de", "before": "antes de, antes del", "since": "desde", "until": "hasta", "between": "entre",
    },
    according="según",
    numbers={"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "diez": 10},
    before_date=r"en|el|la|los|las|del|de|desde|hasta|durante|d[ií]a|a|entre",
    joined_before=r"y|e|o|u|sobre",
    joined_after=r"y|e|o|u",
    before_outlet=word_set("en de del por a según segun"),
    articles=word_set("el la los las un una"),
    behind_outlet=word_set("sobre"),
)  # fmt: skip
