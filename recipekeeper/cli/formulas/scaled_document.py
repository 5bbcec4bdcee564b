"""A formula at a size as JSON: its lines with what part they are of what, its lye, and what to look out for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.cli.document import Document, ends, line, number, quantity, step, version
from recipekeeper.quantity import Amount

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.lye import LyeState
    from recipekeeper.formula.amounts.scale import Scaled
    from recipekeeper.operations.formulas.scaling import ShownFormula


def scaled_formula(shown: ShownFormula) -> Document:
    """A formula at one size, with its steps."""
    formula, scaled = shown.version.formula, shown.scaled
    return {
        **version(shown.version),
        "kind": formula.kind or None,
        "formula_notes": formula.notes or None,
        "size": _size(shown),
        "yields": quantity(scaled.yields),
        "yield_within_percent": [number(end.value) if end else None for end in ends(formula.yield_within)],
        "factor": number(scaled.factor),
        "drift": quantity(scaled.drift),
        "total": _total(shown),
        "lye": _lye(shown.lye, scaled) if shown.lye else None,
        "lines": _lines(shown),
        "notes": [{"code": note.code, "sentence": note.sentence} for note in shown.notes],
        **_batches(shown),
        **_explained(shown),
        **_within(shown),
        "steps": [step(each) for each in formula.steps],
    }


def _within(shown: ShownFormula) -> Document:
    """What is in it all the way down; only a whole formula tells of it."""
    if shown.within is None:
        return {}
    return {
        "made_of": [
            {"ingredient": part.name, "amount": quantity(part.amount), "through": list(part.through)}
            for part in shown.within.parts
        ],
        "allergens": [
            {"allergen": one.name, "by": list(one.by), "kept_by": list(one.kept_by), "declared": one.declared}
            for one in shown.within.allergens
        ],
    }


def _size(shown: ShownFormula) -> Document:
    """How much was asked for, as it was typed, and how it was reckoned."""
    size = shown.sized.size
    way = next(iter(shown.asked.ways), "own")
    return {
        "by": way.removeprefix("--"),
        "typed": shown.asked.typed,
        "sentence": size.how,
        "measure": quantity(shown.sized.measure),
        "limits": [
            {"ingredient": one.ingredient, "have": quantity(one.have), "yields": quantity(one.yields)}
            for one in size.limits
        ],
    }


def _total(shown: ShownFormula) -> Document | None:
    found = shown.total
    if found is None:
        return None
    return {
        "rounded": quantity(found.planned),
        "exact": quantity(found.exact),
        "difference": quantity(found.difference),
    }


def _lines(shown: ShownFormula) -> list[Document]:
    lines = []
    for place, (each, part) in enumerate(zip(shown.scaled.lines, shown.parts, strict=True)):
        document = {
            **line(each),
            "percent": number(part.fraction * 100) if part else None,
            "percent_of": part.of if part else None,
        }
        if shown.explained:
            document["explained"] = shown.explained.lines[place]
        lines.append(document)
    return lines


def _lye(state: LyeState, scaled: Scaled) -> Document:
    """What the rounded weights make of a soap; `needed` saponifies all oils, at no superfat."""
    return {
        "superfat_percent": number(state.superfat * 100),
        "concentration_percent": _percent(state.concentration),
        "water_ratio": number(state.water_ratio),
        "water_percent_of_oils": _percent(state.water_of_oils),
        "alkali": [
            {
                "ingredient": name,
                "kind": alkali.value,
                "pure": quantity(_weight(pure, name, scaled)),
                "needed": quantity(_weight(pure / (1 - state.superfat), name, scaled)) if pure else None,
            }
            for name, alkali, _, pure in state.alkalis
        ],
    }


def _weight(grams: Fraction, name: str, scaled: Scaled) -> Amount:
    """In the unit in which the line is weighed."""
    line_of = scaled.line(name)
    unit = line_of.planned.unit if line_of and line_of.planned.dimension == "mass" else "g"
    return Amount.of_exact(grams * Amount.of_exact(Fraction(1), "g").exact_in(unit), unit)


def _percent(part: Fraction | None) -> float | int | None:
    return None if part is None else number(part * 100)


def _batches(shown: ShownFormula) -> Document:
    """The equal batches into which it is split; the lines are those of one."""
    batches, size = shown.sized.batches, shown.sized.size
    if batches == 1:
        return {}
    one = {"of": batches, "yields": quantity(size.yields), "factor": number(size.factor)}
    return {"batches": [{"number": place, **one} for place in range(1, batches + 1)]}


def _explained(shown: ShownFormula) -> Document:
    if shown.explained is None:
        return {}
    return {"explained": {"size": shown.explained.size, "superfat": shown.explained.superfat}}
