"""Words for what something costs, in the languages of questions; a closed class of nouns."""

from __future__ import annotations

from retrieval.text.wordlists import word_set

_PRICES = word_set(
    "price prices cost costs fare fares preis preise kosten prix cout couts precio precios coste costo preco precos",
    "custo цена цены стоимость ціна ціни вартість",
)


def is_price(word: str) -> bool:
    """Whether a normal form is a word for what something costs.

    >>> is_price("fare"), is_price("ferry")
    (True, False)
    """
    return word in _PRICES
