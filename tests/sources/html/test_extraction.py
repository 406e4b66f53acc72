"""How much of a news page's own text, and nothing else, is taken? Pages of several templates and languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from retrieval.model import Article
from retrieval.sources.html.pages import read_page

NOW = datetime(2024, 6, 1, tzinfo=UTC)
TEXTS = {
    "en": (
        "Council votes to rebuild the old bridge",
        "The town council voted on Tuesday to rebuild the old bridge over the river, after two years of argument.",
        "“We have waited too long,” said the mayor, Ann Miller, after the vote. “Now the work can begin.”",
        "The work is to cost 12 million euros, a third of which comes from the state, according to the council.",
        "Opponents had asked for a tunnel instead. They said that they would go to court in the coming weeks.",
    ),
    "de": (
        "Stadtrat stimmt für den Neubau der alten Brücke",
        "Der Stadtrat hat am Dienstag nach zwei Jahren Streit für den Neubau der alten Brücke über den Fluss gestimmt.",
        "„Wir haben zu lange gewartet“, sagte Bürgermeisterin Anna Müller nach der Abstimmung im Rathaus der Stadt.",
        "Die Arbeiten sollen zwölf Millionen Euro kosten, ein Drittel davon trägt nach Angaben der Stadt das Land.",
        "Die Gegner hatten einen Tunnel verlangt. Sie kündigten an, in den kommenden Wochen vor Gericht zu ziehen.",
    ),
    "fr": (
        "Le conseil vote la reconstruction du vieux pont",
        "Le conseil municipal a voté mardi la reconstruction du vieux pont sur la rivière, après deux ans de débats.",
        "« Nous avons trop attendu », a déclaré la maire, Anne Meunier, après le vote. « Le travail peut commencer. »",
        "Les travaux doivent coûter 12 millions d’euros, dont un tiers est payé par l’État, selon le conseil.",
        "Les opposants demandaient un tunnel. Ils ont annoncé qu’ils iraient devant le juge dans les semaines à venir.",
    ),
    "ru": (
        "Совет проголосовал за восстановление старого моста",
        "Городской совет во вторник проголосовал за восстановление старого моста через реку после двух лет споров.",
        "«Мы слишком долго ждали, — сказала мэр Анна Мельникова после голосования. — Теперь можно начинать работу».",
        "Работы обойдутся в 12 миллионов евро, треть из которых заплатит государство, сообщили в городском совете.",
        "Противники требовали построить туннель. Они заявили, что в ближайшие недели обратятся в суд.",
    ),
}
MENU = "".join(f'<li><a href="/{n}">{n.title()}</a></li>' for n in ("home", "politics", "business", "sport", "culture"))
RELATED = "".join(f'<li><a href="/r/{n}">Another story about something else number {n}</a></li>' for n in range(6))


def classic(title: str, body: list[str], lang: str) -> str:
    return (
        f'<html lang="{lang}"><head><title>{title} | The Herald</title>'
        '<meta property="article:published_time" content="2023-09-13T08:00:00+02:00"></head><body>'
        f"<div id=cookie-banner><p>We use cookies to improve your experience.</p><button>Accept</button></div>"
        f"<nav><ul>{MENU}</ul></nav><article><h1>{title}</h1><p class=byline>By John Smith</p>"
        f"{''.join(f'<p>{p}</p>' for p in body)}</article><aside><h3>Related</h3><ul>{RELATED}</ul></aside>"
        "<footer><p>© 2023 The Herald. All rights reserved.</p></footer></body></html>"
    )


def json_ld(title: str, body: list[str], lang: str) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title><script type="application/ld+json">'
        '{"@type":"NewsArticle","datePublished":"2023-09-13T08:00:00+02:00","author":{"name":"John Smith"}}</script>'
        f"</head><body><header><ul>{MENU}</ul></header><main><h1>{title}</h1><div class=article-body>"
        f"<p>{body[0]}</p><script>track('x')</script><p>{body[1]}</p><div class=newsletter>"
        "<p>Sign up for our newsletter</p><form><input></form></div>"
        f"{''.join(f'<p>{p}</p>' for p in body[2:])}</div></main><footer><ul>{MENU}</ul></footer></body></html>"
    )


def time_element(title: str, body: list[str], lang: str) -> str:
    return (
        f'<html lang="{lang}"><head><title>{title}</title></head><body><div class=wrap><div class=menu>{MENU}</div>'
        f'<div class=content><h2>{title}</h2><time datetime="2023-09-13">13.09.2023</time><div class=story>'
        f"{''.join(f'<p>{p}</p>' for p in body)}</div><div class=share><a>Share this</a><a>Tweet</a></div>"
        f"</div><div class=sidebar><ul>{RELATED}</ul></div></div></body></html>"
    )


def microdata(title: str, body: list[str], lang: str) -> str:
    return (
        f'<html lang="{lang}"><head><title>{title}</title></head><body><ul>{MENU}</ul>'
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop=headline>'
        f'{title}</h1><meta itemprop="datePublished" content="2023-09-13"><div itemprop=articleBody>'
        f"{''.join(f'<p>{p}</p>' for p in body)}</div></div><section class=comments><h3>Comments</h3>"
        "<p>First! I never liked that thing, and nobody asked me anyway.</p></section></body></html>"
    )


def plain(title: str, body: list[str], lang: str) -> str:
    return (
        f'<html lang="{lang}"><head><title>{title}</title><meta name="date" content="2023-09-13"></head><body>'
        f"<h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in body)}<p><a href='/'>Back</a></p></body></html>"
    )


def quoted(title: str, body: list[str], lang: str) -> str:
    return (
        f'<html lang="{lang}"><head><title>{title}</title><meta property="article:published_time" content="2023-09-13">'
        f"</head><body><nav>{MENU}</nav><article><header><h1>{title}</h1></header><p>{body[0]}</p>"
        f"<figure><img src=a.jpg></figure><blockquote><p>{body[1]}</p></blockquote>"
        f"<h2>{title.split()[0]}</h2>{''.join(f'<p>{p}</p>' for p in body[2:])}<p>Read more: Something else</p>"
        f"</article><div class=related>{RELATED}</div></body></html>"
    )


TEMPLATES: tuple[Callable[[str, list[str], str], str], ...] = (classic, json_ld, time_element, microdata, plain, quoted)
CASES = [(template, language) for template in TEMPLATES for language in TEXTS]


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def f1(found: str, expected: str) -> float:
    ours, theirs = shingles(found), shingles(expected)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def extracted(template: Callable[[str, list[str], str], str], language: str) -> tuple[Article | None, str]:
    title, *body = TEXTS[language]
    url = f"https://herald.example/{template.__name__}-{language}"
    found = read_page(template(title, body, language).encode(), url=url, now=NOW)
    return (found if isinstance(found, Article) else None), "\n".join(body)


def test_the_main_text_is_taken_and_the_rest_left() -> None:
    scores = [f1(found.text, expected) if found else 0.0 for found, expected in (extracted(*case) for case in CASES)]

    assert len(scores) >= 20
    assert sum(scores) / len(scores) >= 0.95


def test_the_date_of_publication_is_right() -> None:
    found = [extracted(*case)[0] for case in CASES]
    days = [article.published.day.isoformat() if article and article.published else None for article in found]

    assert days.count("2023-09-13") / len(days) >= 0.9


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0].__name__}-{case[1]}")
def test_every_paragraph_stands_word_for_word_and_no_notice_does(case: tuple[Callable[..., str], str]) -> None:
    found, expected = extracted(*case)

    assert found is not None
    assert [line for line in expected.split("\n") if line not in found.text] == []
    assert not re.search(r"cookies|newsletter|All rights|Another story", found.text)
    assert found.title == TEXTS[case[1]][0]
    assert found.language == case[1]
