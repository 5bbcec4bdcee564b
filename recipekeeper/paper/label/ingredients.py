"""The list of ingredients on a label: in falling order of what was weighed, by the names that the goods need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from recipekeeper.batch.contents import expected, grams, weighed
from recipekeeper.batch.model import BatchRecord
from recipekeeper.formula.model import Line
from recipekeeper.formula.substance.allergens import GLUTEN, LISTS, TREE_NUTS, WHEAT, allergens_of
from recipekeeper.formula.substance.bringers import allergens_of_line
from recipekeeper.formula.substance.material import Materials
from recipekeeper.paper.label.inci import Listing, Run, as_saponified, inci_name

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BY_KIND = frozenset({TREE_NUTS, GLUTEN})
"""Allergens that the law wants named by their kind: almond, rye."""
_PREPARED = frozenset(
    {
        "smoked",
        "dried",
        "fresh",
        "roasted",
        "fermented",
        "ground",
        "raw",
        "hot",
        "sweet",
        "sauce",
        "powder",
        "oil",
    }
)
"""Words of a name that say how, and of no ingredient what."""
_LITTLE = frozenset({"and", "with", "of", "the", "in", "on"})


@dataclass(frozen=True, slots=True)
class Ingredients:
    """The list as it is printed, with what could not be said."""

    runs: tuple[Run, ...] = ()
    contains: tuple[str, ...] = ()
    """The allergens that its ingredients bring, by their names in law."""
    lacking: tuple[tuple[str, str], ...] = ()
    """What is not known and would have to stand there, with what to do about it."""
    notes: tuple[str, ...] = ()


def ingredients(
    record: BatchRecord,
    materials: Materials,
    goods: str | None,
    market: str,
    *,
    parts: Mapping[str, tuple[str, ...]] | None = None,
    saponified: bool = False,
) -> Ingredients:
    """The ingredients of a batch; `parts` says by its reference what the product of another formula is made of.

    A soap's are named as they were added, which is what the record holds; `saponified` names its oils as the soap
    that they became. Raises Refused where what an oil becomes has no name that is known.
    """
    made = Listing(record, materials, goods, market, parts or {})
    weights = _weights(made)
    lines = {line.name: line for line in record.plan.formula.lines}
    contains = _contains(record, materials) if goods not in ("soap", "cosmetics") else ()
    if goods == "soap" and saponified:
        listed: list[tuple[Fraction, list[Run]]] = list(as_saponified(made, weights))
    else:
        percents = _percents(made, weights) if goods == "food" and market in ("eu", "uk") else {}
        listed = [
            (weight, _named(made, lines[name], percents.get(name, ""))) for name, weight in weights.items()
        ]
    falling = sorted(_merged(listed), key=lambda pair: pair[0], reverse=True)
    declared = {name for word in record.plan.formula.allergens for name in allergens_of(word)}
    if contains or goods not in ("soap", "cosmetics"):
        made.lacking += [
            (f"which ingredient brings {each}, that the formula declares", f'give it allergens = ["{each}"]')
            for each in sorted(declared - set(contains))
        ]
    return Ingredients(
        tuple(_joined([runs for _, runs in falling])), contains, tuple(made.lacking), tuple(made.notes)
    )


def _weights(made: Listing) -> dict[str, Fraction]:
    """Grams of each ingredient by its name; those whose weight nobody knows come last."""
    lines = {line.name: line for line in made.record.plan.formula.lines}
    found: dict[str, Fraction] = {}
    planned, counted = [], []
    for scaled in made.record.plan.scaled.lines:
        amount, line = expected(made.record)[scaled.name], lines.get(scaled.name)
        if line is None or not amount.value:
            continue
        if amount.dimension == "count" and made.goods != "food":
            counted.append(line.name)
            continue
        weight = None if amount.dimension == "count" else grams(amount, line)
        if weight is None:
            what = "it is counted: weigh one" if amount.dimension == "count" else "give its density"
            made.lacking.append((f"the place of {line.name} in the list: its weight is not known", what))
        if weighed(made.record, scaled) is None:
            planned.append(line.name)
        found[scaled.name] = weight or Fraction(0)
    if planned:
        made.notes.append(f"Not weighed, so their planned weights count: {', '.join(planned)}.")
    if counted:
        made.notes.append(f"Counted and not weighed, so not in the list: {', '.join(counted)}.")
    return found


def _merged(listed: Iterable[tuple[Fraction, list[Run]]]) -> list[tuple[Fraction, tuple[Run, ...]]]:
    """The same with each name once: water for the lye and water to thin the paste are both water."""
    weights: dict[tuple[Run, ...], Fraction] = {}
    for weight, runs in listed:
        weights[tuple(runs)] = weights.get(tuple(runs), Fraction(0)) + weight
    return [(weight, runs) for runs, weight in weights.items()]


def _named(made: Listing, line: Line, percent: str) -> list[Run]:
    """One ingredient as it is called on such a label, with what it is made of, and the allergens that it brings."""
    if made.goods in ("soap", "cosmetics"):
        return [Run(inci_name(made, line))]
    brought = allergens_of_line(line, made.materials)
    runs, named = _marked(line.name, brought, made.market)
    inner = made.parts.get(line.product_of or "") or line.contains or _parts_of_material(made, line)
    if inner:
        parts = []
        for part in inner:
            of_part = allergens_of_line(
                replace(line, name=part, allergens=(), contains=(), product_of=None), made.materials
            )
            shown, clear = _marked(part, {*of_part, *brought}, made.market)
            parts.append([*shown, *_behind(of_part, clear)])
            named |= clear | set(of_part)
        runs += [Run(" ("), *_joined(parts), Run(")")]
    runs += _behind(brought, named)
    if GLUTEN in brought and GLUTEN not in named and not _kin(GLUTEN, named) and made.market in ("eu", "uk"):
        what = f"which cereal brings gluten into {line.name}"
        made.lacking.append((what, f"its label says it: name it in contains of {line.name}"))
    return [*runs, Run(percent)] if percent else runs


def _parts_of_material(made: Listing, line: Line) -> tuple[str, ...]:
    known = made.materials.find(line.name)
    return known.contains if known else ()


def _marked(name: str, allergens: Iterable[str], market: str) -> tuple[list[Run], set[str]]:
    """A name with the words that bring allergens in bold capitals, and which allergens these words make clear."""
    brought = set(allergens)
    runs, named = [], set()
    place = 0
    for word in _WORD.finditer(name):
        means = brought & set(allergens_of(word[0]))
        if means:
            runs += [Run(name[place : word.start()]), Run(word[0].upper(), strong=True)]
            place = word.end()
            own = word[0].casefold().rstrip("s")
            # Anchovy and butter are not clear to everybody: outside of the US the law wants fish and milk named.
            named |= {each for each in means if market == "us" or each in _BY_KIND or own in each}
    return [run for run in (*runs, Run(name[place:])) if run.text], named


def _behind(allergens: Iterable[str], named: set[str]) -> list[Run]:
    """` (FISH)`: the allergens that no word before makes clear."""
    left = [each for each in allergens if each not in named and not _kin(each, named)]
    return [Run(" ("), *_joined([Run(each.upper(), strong=True)] for each in left), Run(")")] if left else []


def _kin(allergen: str, named: set[str]) -> bool:
    """Whether an allergen is said by another: wheat is a cereal containing gluten."""
    return allergen == GLUTEN and WHEAT in named


def _contains(record: BatchRecord, materials: Materials) -> tuple[str, ...]:
    brought = {each for line in record.plan.formula.lines for each in allergens_of_line(line, materials)}
    order = dict.fromkeys(each for law in LISTS for each in law.allergens)
    return tuple(each for each in order if each in brought)


def _joined(items: Iterable[Iterable[Run]]) -> Iterator[Run]:
    for place, runs in enumerate(items):
        if place:
            yield Run(", ")
        yield from (run for run in runs if run.text)


# Percentages of what the name of a food speaks of


def _percents(made: Listing, weights: Mapping[str, Fraction]) -> dict[str, str]:
    """` (45 %)` behind the ingredients that the food is named after: Regulation (EU) No 1169/2011 Art. 22.

    Of the finished food where it was weighed and is less than what went in, as Annex VIII asks where water is lost.
    """
    formula = made.record.plan.formula
    title = set(_stems(formula.name)) - set(_stems(formula.kind)) - _PREPARED
    total = sum(weights.values(), Fraction(0))
    yields = made.record.state.yields
    if yields is not None and yields.dimension == "mass":
        total = min(total, yields.exact_in("g"))
    found = {}
    for name, weight in weights.items():
        if title & set(_stems(name)) and total:
            percent = weight / total * 100
            if percent > 100:
                made.lacking.append(
                    (f"how many g of {name} 100 g were prepared with", "Annex VIII 3(b): say it by --text")
                )
            else:
                found[name] = f" ({round(percent)}\u00a0%)"
    return found


def _stems(name: str) -> Iterator[str]:
    for word in _WORD.findall(name.casefold()):
        if word not in _LITTLE and len(word) > 2:
            yield re.sub(r"(?:ies|y|es|e|s)$", "", word)
