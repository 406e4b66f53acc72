"""Is a name whole, whichever particles stand in it?"""

from __future__ import annotations

from itertools import product

import pytest

from retrieval.annotate import annotate
from retrieval.annotate.name_keys import PARTICLES
from retrieval.model import Article

LATIN = sorted(particle for particle in PARTICLES if particle.isascii())
PAIRS = [" ".join(pair) for pair in product(LATIN, repeat=2) if pair[0] != pair[1]]
FRAMES = {
    "en": "“The old wall will hold through the winter,” said Ida {} Aue on Monday, and the council believed her.",
    "de": "„Die alte Mauer hält den ganzen Winter“, sagte Ida {} Aue am Montag, und der Rat glaubte ihr.",
    "fr": "« Le vieux mur tiendra tout l’hiver », a déclaré Ida {} Aue lundi, et le conseil l’a crue.",
    "es": "«El viejo muro aguantará todo el invierno», dijo Ida {} Aue el lunes, y el consejo la creyó.",
    "pt": "“O velho muro vai aguentar o inverno todo”, disse Ida {} Aue na segunda-feira, e o conselho acreditou.",
}


def speakers(text: str, language: str) -> set[str | None]:
    return {found.speaker for found in annotate(Article("a", text, language=language)).attributions}


@pytest.mark.parametrize("language", FRAMES)
def test_every_particle_belongs_to_the_name_it_stands_in(language: str) -> None:
    found = {particle: speakers(FRAMES[language].format(particle), language) for particle in LATIN}

    assert found == {particle: {f"Ida {particle} Aue"} for particle in LATIN}


@pytest.mark.parametrize("language", FRAMES)
def test_every_pair_of_particles_does(language: str) -> None:
    found = {pair: speakers(FRAMES[language].format(pair), language) for pair in PAIRS}

    assert found == {pair: {f"Ida {pair} Aue"} for pair in PAIRS}
