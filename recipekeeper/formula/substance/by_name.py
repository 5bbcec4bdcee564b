"""What the name of an ingredient says of it, where lye is made up: an alkali, a solution of one, a fat."""

from __future__ import annotations

import re
from collections.abc import Collection

from recipekeeper.formula.substance.roles import OIL_PHASES, is_alkali, is_water
from recipekeeper.formula.substance.sap import Alkali

_POTASH = re.compile(r"\b(potassium|koh|potash)\b")
_SOLUTION = re.compile(r"\b(solution|master[ -]?batch(ed)?)\b")
_FAT = re.compile(
    r"\b(oils?|butter|tallow|lard|fat|suet|shortening|ghee|margarine|beeswax|lanolin|jojoba|stearin"
    r"|(?:stearic|palmitic|lauric|myristic|oleic) acid)\b"
)
_SCENT = re.compile(
    r"\b(essential|fragrance|fragrant|perfume|parfum|aroma|flavou?r(?:ing)?|e\.?o|f\.?o|absolute|mineral|paraffin|"
    r"vitamin e|lavender|lavandin|(?:pepper|spear)?mint|tea tree|lemon|lemongrass|litsea|orange|lime|grapefruit|"
    r"bergamot|mandarin|tangerine|citronella|citrus|eucalyptus|rosemary|clove|cinnamon|cassia|patchouli|cedar|"
    r"cedarwood|ylang|geranium|rose|rosewood|sandalwood|vetiver|pine|fir|spruce|cypress|juniper|thyme|basil|sage|"
    r"oregano|anise|fennel|chamomile|frankincense|myrrh|neroli|petitgrain|ginger|nutmeg|cardamom|birch)\b"
)


def alkali_of(name: str) -> Alkali | None:
    """Which alkali an ingredient of that name is; lye without more is that of sodium."""
    if not is_alkali(name):
        return None
    return Alkali.KOH if _POTASH.search(name.casefold()) else Alkali.NAOH


def is_solution(name: str) -> bool:
    """Whether an alkali of that name has water in it, so that its strength has to be said."""
    return _SOLUTION.search(name.casefold()) is not None or is_water(name)


def is_fat(name: str, phase: str, oil_phases: Collection[str] = ()) -> bool:
    """Whether a line beside an alkali has to be taken for a fat: by its phase, or by its name.

    An essential oil is one by name only; what is neither water nor alkali nor scent in a phase of oils is
    taken for a fat, because a fat that is overlooked leaves its lye behind.
    """
    folded = name.casefold()
    if is_alkali(folded) or is_water(folded) or _SCENT.search(folded):
        return False
    return phase.casefold() in OIL_PHASES | {each.casefold() for each in oil_phases} or bool(
        _FAT.search(folded)
    )
