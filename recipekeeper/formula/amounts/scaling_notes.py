"""What does not simply grow with the batch: said where the words of the formula show that it has such a thing.

Rules of thumb, each with where it comes from; they ask for a measurement or a taste, and change no amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from recipekeeper.formula.amounts.figures import figure, quantity
from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import Scaled, ScaledLine
from recipekeeper.formula.model import Formula, Law

WORTH_A_NOTE = Fraction(1, 5)
"""By how much a size has to differ from the formula's own before it is spoken of. Our own choice."""

TASTE = (Fraction(75, 100), Fraction(80, 100))
"""With what part of the linear amount of salt, hot spice, cloves or leavening a bigger batch begins
(caterercareers.com, thekitchennation.com)."""

SEASONS = Fraction(1, 10)
"""What is a smaller part of all that is weighed seasons it. Our own choice."""

_EVAPORATES = r"boil|simmer|reduc(?:e|es|ed|ing)\b|evaporat|cook down"
_HEATS = r"heat|warm|melt|boil|bring to (?:a|the) (?:boil|temperature)|bring to temperature"
_COOLS = r"cool|chill"
_COOKS = r"simmer|cook|bak(?:e|es|ed|ing)\b"
_MIXES = r"blend|knead|homogeni[sz]|emulsif|shear|trace"
_GELS = r"gel\b|insulat|blanket|set\b|cover (?:it|them|the mould|the mold)"
_FERMENTS = r"ferment|prove\b|proof|bulk|culture"
_TASTED = re.compile(
    r"\b(?:salt|chil(?:l?i|e)(?:e?s)?|chipotle|habanero|jalape[nñ]o|cayenne|pepper(?:s|corns?)?|clove|cloves|"
    r"cinnamon|nutmeg|allspice|cumin|mustard|ginger|spices?|spice mix|cardamom|star anise)\b",
    re.IGNORECASE,
)
_LEAVENS = re.compile(
    r"\b(?:yeast|baking powder|baking soda|bicarbonate|ammonium carbonate)\b", re.IGNORECASE
)
_SCENTS = re.compile(
    r"\b(?:essential oils?|fragrance(?: oil)?|parfum|perfume|e\.?o\.?|f\.?o\.?)(?=$|[^\w])", re.IGNORECASE
)
_SALT = re.compile(r"\bsalt\b", re.IGNORECASE)


def scaling_notes(formula: Formula, scaled: Scaled) -> tuple[Note, ...]:
    """What to look at because the batch is bigger or smaller than the formula; none near its own size."""
    factor = scaled.factor
    if abs(factor - 1) <= WORTH_A_NOTE:
        return ()
    return (*_of_steps(formula, factor), *_of_lines(formula, scaled))


def _of_steps(formula: Formula, factor: Fraction) -> Iterator[Note]:
    """What each kind of step is known to do.

    Sources: kitchenscience.scitoys.com/scaling and trantor.is chapter 10 (heat and surface), homebrewtalk.com
    623310 (boil-off), weaksaucephilly.com (simmering), soapmakingforum.com 47298 (mixing), soapguild.org (gel).
    """
    times = figure(factor)
    if steps := _named(formula, _EVAPORATES):
        yield Note(
            "evaporation",
            f"{steps}: the same kettle loses as much water in an hour from {times} times the batch; one of beer lost "
            "the same gallon from three gallons and from five. Stop by weight or by a reading, not by the clock.",
        )
    if steps := _named(formula, _HEATS):
        yield Note(
            "heating",
            f"{steps}: on the same hob heating takes about {times} times as long, as the weight does; twice the volume "
            "has only 1.25 times the surface.",
        )
    if steps := _named(formula, _COOLS):
        yield Note(
            "cooling",
            f"{steps}: cooling takes about {figure(_cube_root(factor))} times as long in a vessel of the same shape.",
        )
    if steps := _named(formula, _COOKS):
        yield Note(
            "cooking",
            f"{steps}: cooking does not take {times} times as long. By one maker's rule 15 min become 20 to 25 min for "
            "three times the batch, and 25 to 30 min for five times.",
        )
    if steps := _named(formula, _MIXES):
        yield Note(
            "mixing",
            f"{steps}: how long it takes goes by the power of the mixer for each kilogram; the same mixer needs "
            f"{'longer' if factor > 1 else 'a shorter time'} here.",
        )
    if is_soap(formula) and (steps := _named(formula, _GELS)):
        yield Note(
            "gel",
            f"{steps}: a bigger mass gels hotter, and soap in small cavities may not gel at all. Watch the core.",
        )
    if steps := _named(formula, _FERMENTS):
        yield Note(
            "fermenting",
            f"{steps}: a ferment goes by temperature, salt and starter, and not by volume: it takes as long as before.",
        )


def _named(formula: Formula, verbs: str) -> str:
    """The steps that are called so, or else those whose text tells to do so: `Boil`, `and boil`, `let it boil`."""
    by_name = [step.name for step in formula.steps if re.search(rf"\b(?:{verbs})", step.name, re.IGNORECASE)]
    told = re.compile(rf"(?:^|[.;:,]\s+|\b(?:and|then|to|it|them|to a)\s+)(?:{verbs})", re.IGNORECASE)
    return ", ".join(by_name or [step.name for step in formula.steps if told.search(step.text)])


def _cube_root(factor: Fraction) -> Fraction:
    return Fraction(float(factor) ** (1 / 3)).limit_denominator(1000)


def _of_lines(formula: Formula, scaled: Scaled) -> Iterator[Note]:
    soap = is_soap(formula)
    ferments = bool(_named(formula, _FERMENTS)) or "ferment" in formula.kind.casefold()
    linear = {line.name for line in formula.lines if line.law is Law.LINEAR}
    lines = [line for line in scaled.lines if line.name in linear]
    if soap:
        scents = [line for line in lines if _SCENTS.search(line.name)]
        if scents and scaled.factor > 1:
            yield _fragrance(scents)
        return
    tasted = [
        line
        for line in lines
        if _TASTED.search(line.name)
        and _is_little(line, scaled)
        and not (ferments and _SALT.search(line.name))
    ]
    if tasted:
        yield _begin_with("taste", tasted, scaled.factor, "taste before the rest goes in")
    if leavens := [line for line in lines if _LEAVENS.search(line.name)]:
        yield _begin_with(
            "leavening", leavens, scaled.factor, "judge by a small loaf before the rest goes in"
        )


def _is_little(line: ScaledLine, scaled: Scaled) -> bool:
    """Whether it seasons the rest, and is not what the formula is made of, as the chillies of a mash are."""
    if line.exact.dimension != "mass":
        return True
    weights = (each.exact.exact_in("g") for each in scaled.lines if each.exact.dimension == "mass")
    return line.exact.exact_in("g") < sum(weights, Fraction(0)) * SEASONS


def _begin_with(code: str, lines: list[ScaledLine], factor: Fraction, then: str) -> Note:
    if factor < 1:
        names = ", ".join(line.name for line in lines)
        return Note(
            code,
            f"{names}: not always in step with the size; taste or measure before the last of it goes in.",
        )
    least, most = TASTE
    begins = ", ".join(
        f"{line.name} {figure(Fraction(line.exact.value) * least, 1)} to "
        f"{quantity(Fraction(line.exact.value) * most, line.exact.unit, 1)}"
        for line in lines
    )
    return Note(code, f"Begin with 75 to 80 % of what the size calls for, and {then}: {begins}.")


def _fragrance(lines: list[ScaledLine]) -> Note:
    """A fragrance that was a problem with 25 g in 500 g is worse in 5 kg: soapmakingforum.com 47298."""
    names = ", ".join(
        f"{line.name} {quantity(Fraction(line.planned.value), line.planned.unit)}" for line in lines
    )
    return Note(
        "fragrance",
        f"{names}: what a fragrance does to trace and heat grows with the mass; one that is a nuisance with 25 g in a "
        "500 g batch is worse in one of 5 kg. Have the mould ready before it goes in.",
    )
