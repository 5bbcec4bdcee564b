"""The allergens that food law asks to be named, and the words that people use for them."""

from __future__ import annotations

from dataclasses import dataclass

MILK, EGGS, FISH, CRUSTACEANS = "milk", "eggs", "fish", "crustaceans"
MOLLUSCS, TREE_NUTS, PEANUTS, SESAME = "molluscs", "tree nuts", "peanuts", "sesame"
WHEAT, GLUTEN, SOYBEANS, CELERY = "wheat", "cereals containing gluten", "soybeans", "celery"
MUSTARD, LUPIN, SULPHITES = "mustard", "lupin", "sulphites"


@dataclass(frozen=True, slots=True)
class AllergenList:
    """The allergens of one law, by the names they bear here."""

    name: str
    law: str
    allergens: tuple[str, ...]


US_NINE = AllergenList(
    "US nine",
    "Food Allergen Labeling and Consumer Protection Act of 2004, and FASTER Act of 2021 for sesame",
    (MILK, EGGS, FISH, CRUSTACEANS, TREE_NUTS, PEANUTS, WHEAT, SOYBEANS, SESAME),
)
EU_FOURTEEN = AllergenList(
    "EU fourteen",
    "Regulation (EU) No 1169/2011, Annex II; sulphites above 10 mg/kg",
    (
        GLUTEN,
        CRUSTACEANS,
        EGGS,
        FISH,
        PEANUTS,
        SOYBEANS,
        MILK,
        TREE_NUTS,
        CELERY,
        MUSTARD,
        SESAME,
        SULPHITES,
        LUPIN,
        MOLLUSCS,
    ),
)
LISTS = (US_NINE, EU_FOURTEEN)

ALLERGENS = tuple(dict.fromkeys(US_NINE.allergens + EU_FOURTEEN.allergens))
"""Every allergen of either list, by the name it bears here."""

_ALSO_OF_THE_EU = {WHEAT: GLUTEN}
"""Wheat is one of the cereals containing gluten, which EU law asks to be named each by its own name."""

_WORDS: dict[tuple[str, ...], str] = {
    (MILK,): "dairy, lactose, butter, cream, whey, casein, caseinate, cheese, yoghurt, yogurt",
    (EGGS,): "egg, egg white, egg yolk, egg albumen",
    (FISH,): "anchovy, anchovies",
    (
        CRUSTACEANS,
    ): "crustacean, crustacean shellfish, shrimp, shrimps, prawn, prawns, crab, lobster, crayfish",
    (MOLLUSCS,): (
        "mollusc, mollusk, mollusks, molluscan shellfish, oyster, oysters, mussel, mussels, clam, clams, squid"
    ),
    # The word alone does not say which of the two.
    (CRUSTACEANS, MOLLUSCS): "shellfish",
    (TREE_NUTS,): (
        "tree nut, nuts, nut, almond, almonds, hazelnut, hazelnuts, walnut, walnuts, cashew, cashews, pecan, "
        "pecans, brazil nut, brazil nuts, pistachio, pistachios, macadamia, macadamias"
    ),
    (PEANUTS,): "peanut, groundnut, groundnuts",
    (WHEAT,): "spelt, durum, semolina, kamut",
    (GLUTEN,): "gluten, cereals with gluten, cereals, barley, rye, oats, oat",
    (SOYBEANS,): "soy, soya, soybean, soya bean, soya beans, soy bean, soy beans",
    (SESAME,): "sesame seed, sesame seeds, tahini",
    (CELERY,): "celeriac, celery seed",
    (MUSTARD,): "mustard seed, mustard seeds, mustard powder",
    (LUPIN,): "lupine, lupin flour",
    (SULPHITES,): "sulphite, sulfite, sulfites, sulphur dioxide, sulfur dioxide, so2, metabisulphite",
}
_NAMED = {name: (name,) for name in ALLERGENS} | {
    word: names for names, words in _WORDS.items() for word in words.split(", ")
}


def allergens_of(word: str) -> tuple[str, ...]:
    """The allergens that a word on a label means, by the names they bear here; none where it means none.

    "Shellfish" means crustaceans and molluscs: the word alone does not say which.
    """
    return _NAMED.get(" ".join(word.split()).casefold(), ())


def kept_by(name: str) -> tuple[str, ...]:
    """The lists that keep an allergen: "US nine", "EU fourteen"; none for what is not an allergen of either."""
    meant = {*allergens_of(name)}
    meant |= {_ALSO_OF_THE_EU[each] for each in meant & set(_ALSO_OF_THE_EU)}
    return tuple(each.name for each in LISTS if meant & set(each.allergens))
