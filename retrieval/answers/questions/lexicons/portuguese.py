"""How Portuguese asks."""

from __future__ import annotations

from retrieval.answers.questions.lexicons.lexicon import Lexicon
from retrieval.text.wordlists import word_set

PORTUGUESE = Lexicon(
    code="pt",
    asking={
        "what": "o que, o quê, que, quê, o que é que, qual, quais, de que, o que mais",
        "who": "quem, de quem, quem foi que, quem é que, quem mais",
        "when": "quando, que dia, em que dia, que data, em que data, que mês, em que mês, que ano, em que ano, desde quando, quando foi que, quando é que",
        "where": "onde, em que cidade, em que país, aonde",
        "why": "por que, por quê, porque, porquê, por que razão",
        "how-many": "quantos, quantas",
        "how-much": "quanto, quanta, quanto tempo, a que preço",
        "how": "como, quantas vezes",
        "which": "que tipo de",
        "whether": "é verdade que, é verdade, é certo que, será que",
    },
    auxiliaries="tem, têm, tinha, tinham, é, são, foi, foram, era, eram, está, estão, vai, vão, pode, deve, há, será, estava, é que",
    acts={
        "say": "disse, diz, dito, dizia, dizer, disseram, dizem, dizendo, declarou, declara, declarado, declarar, afirmou, afirma, afirmado, garantiu, garante, anunciou, "
        "anuncia, anunciado, explicou, explica, explicado, escreveu, escreve, escrito, alertou, alerta, contou, conta, acrescentou, ressaltou, testemunhou",
        "speak": "falou, fala, falado, falar, falaram, comentou, comenta, comentado, comentar, comentaram, mencionou, menciona, mencionado, discutiu, disse algo",
        "think": "opinou, opina, opinado, pensa, pensou, pensava, pensar, acha, achou, acredita, considera",
        "want": "quer, querem, queria, querer, pede, pediu, exige, exigiu, exigido, reivindica, propõe, propôs",
        "praise": "elogiou, elogia, elogiado, louvou, parabenizou, celebrou, aplaudiu, agradeceu",
        "criticise": "criticou, critica, criticado, criticar, condenou, condena, condenado, atacou, ataca, acusou, acusa, denunciou, denuncia, culpou, repreendeu",
        "deny": "negou, nega, negado, negar, desmentiu, desmente, rejeitou, rejeita",
        "apologise": "desculpou, desculpa, se desculpou, desculpou-se, pediu desculpa, pediu desculpas, pede desculpas, pedir desculpas, pediu perdão, lamentou",
        "threaten": "ameaçou, ameaça, ameaçado, ameaçaram",
        "endorse": "apoiou, apoia, apoiado, endossou",
        "promise": "prometeu, promete, prometido, prometer, jurou",
        "react": "reagiu, reage, reagir, respondeu, responde, respondido, responder",
        "admit": "admitiu, admite, reconheceu, reconhece, confessou",
        "call-on": "apelou a, apelou, instou, exortou",
        "call": "chamou, chama, chamado, qualificou",
    },
    nouns={
        "say": "declaração, declarações, palavras, comentário, comentários, citação, citações, discurso, frase, mensagem",
        "think": "opinião, opiniões, posição",
        "want": "exigências",
        "criticise": "críticas",
        "apologise": "pedido de desculpas, desculpas",
        "threaten": "ameaças",
        "promise": "promessa, promessas",
        "react": "reação, reações, resposta, respostas",
    },
    about="sobre, acerca de, acerca do, acerca da, acerca dos, acerca das, a respeito de, a respeito do, a respeito da, em relação a, em relação à, em relação ao, "
    "quanto a, quanto à, quanto ao",
    near_about="de, do, da, dos, das, ao, à, aos, às, a, contra, com",
    of="de, do, da, dos, das, por, pelo, pela",
    that="que",
    anything="algo, nada, alguma coisa",
    people="se, alguém, as pessoas, todos",
    pronouns="ele, ela, eles, elas",
    negations="não, nunca, jamais",
    newest="último, última, últimos, últimas, mais recente, mais recentes, recente, recentes, de novo, novo, algo novo, novas",
    news="notícias, notícia, artigos, artigo, novidades, novidade, manchetes",
    happened="aconteceu, acontecia, acontece, ocorreu, houve, se passou, sucedeu, acontecimentos, acontecido",
    filler="mais, já, também, ainda, recentemente, exatamente, as, os, o, a, um, uma, publicamente, seu, sua",
    adjectives="oficial, oficiais, primeira",
    closing="por favor, obrigado, obrigada, muito obrigado, muito obrigada",
    polite="por favor, olá, oi, e, bem, então, mas, diga-me, diz-me, me diga, me diz, me mostre, mostre-me, conte-me, me conte, me dê, dê-me, quero saber, gostaria de saber, "
    "você pode me dizer, procure, encontre, sabe, e quanto a",
    greetings="olá, oi, bom, dia, boa, tarde, noite, muito, obrigado, obrigada, tchau, adeus, sim, não, ajuda",
    compare="compare, comparar, comparação entre, diferença entre",
    versus="vs, versus, contra, frente a",
    summary="resuma, resumo, resumo de, resumo do, resumo da, resumir",
    relations={
        "after": "depois de, depois do, depois da, após", "before": "antes de, antes do, antes da", "since": "desde", "until": "até", "between": "entre",
    },
    according="segundo, de acordo com",
    numbers={"dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "dez": 10},
    before_date=r"em|no|na|nos|nas|do|da|de|desde|até|ate|durante|dia|a|à|entre",
    joined_before=r"e|ou|sobre",
    joined_after=r"e|ou",
    before_outlet=word_set("em no na de do da por pelo pela ao segundo"),
    articles=word_set("o a os as um uma"),
    behind_outlet=word_set("sobre"),
)  # fmt: skip
