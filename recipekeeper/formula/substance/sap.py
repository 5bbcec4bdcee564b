"""How much alkali saponifies a fat: a number that means nothing without its alkali."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import plain, read_number
from recipekeeper.quantity.refusal import shortened


class Alkali(Enum):
    """What saponifies."""

    NAOH = "NaOH"
    KOH = "KOH"


KOH_PER_NAOH = Fraction("1.4025")
"""How many grams of KOH do what one gram of NaOH does: 56.1/40.0.

It is the divisor by which SoapCalc's published results come out to the last printed digit (907.18 g of
oils with 130.09 g of NaOH, soapmakingforum.com/threads/calculating-oils.53906); the ratio of the accurate
molar masses, 1.40274, and the rounded 1.403 give 130.07 and 130.04 g.
"""

MOST_KOH = Fraction("0.330")
"""g KOH per g: no oil has more. Fractionated coconut oil, with the shortest acids, has 0.325 to 0.327."""

LEAST_KOH = Fraction("0.010")
"""g KOH per g: nothing that makers saponify has less. Candelilla wax has the least, about 0.043 (recalled);
what is far below it is a value per gram in milligrams, or the other way about."""

EXAMPLES = ("190 mg KOH/g", "0.135 g NaOH/g")

_WRITTEN = re.compile(
    r"(?P<number>[0-9][0-9.,]*|[.,][0-9]+)\s*(?P<weight>mg|g)\s*"
    r"(?:(?P<alkali>koh|naoh)\s*(?:/|per)\s*g|(?:/|per)\s*g\s*(?P<alkali_behind>koh|naoh))",
    re.IGNORECASE,
)
_NAMES_AN_ALKALI = re.compile(r"koh|naoh", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Sap:
    """A saponification value as it was written; the unit names the alkali: "mg KOH/g", "g NaOH/g"."""

    value: Decimal
    unit: str

    @property
    def alkali(self) -> Alkali:
        """The alkali that the value counts."""
        return Alkali.NAOH if "NaOH" in self.unit else Alkali.KOH

    @property
    def koh(self) -> Fraction:
        """In grams of KOH per gram of fat, exact."""
        return self._grams * (KOH_PER_NAOH if self.alkali is Alkali.NAOH else 1)

    @property
    def naoh(self) -> Fraction:
        """In grams of NaOH per gram of fat, exact."""
        return self._grams / (KOH_PER_NAOH if self.alkali is Alkali.KOH else 1)

    @property
    def _grams(self) -> Fraction:
        return Fraction(self.value) / (1000 if self.unit.startswith("mg") else 1)

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"


def read_sap(text: str) -> Sap:
    """A saponification value with its alkali: `190 mg KOH/g`, `0.135 g NaOH/g`.

    Raises QuantityError where the alkali or the unit is missing, and for what no fat has.
    """
    match = _WRITTEN.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        raise _refused(text, _what_is_missing(text))
    alkali = Alkali.KOH if (match["alkali"] or match["alkali_behind"]).casefold() == "koh" else Alkali.NAOH
    try:
        value = read_number(match["number"])
    except QuantityError:
        raise _refused(text, "has a number that cannot be read; its decimal mark is a dot") from None
    sap = Sap(value, f"{match['weight'].casefold()} {alkali.value}/g")
    if not LEAST_KOH <= sap.koh <= MOST_KOH:
        raise _refused(text, _impossible(sap))
    return sap


def _what_is_missing(text: str) -> str:
    if _NAMES_AN_ALKALI.search(text) is None:
        return "does not say of which alkali: a SAP value is so much KOH, or so much NaOH, per gram of oil"
    return "is not a SAP value, which is a weight of KOH or NaOH per gram of oil"


def _impossible(sap: Sap) -> str:
    if not sap.value:
        return "would need no alkali at all; leave it out for what does not saponify"
    most = MOST_KOH if sap.alkali is Alkali.KOH else MOST_KOH / KOH_PER_NAOH
    limit = f"no oil needs more than {float(most):.3f} g {sap.alkali.value} per gram"
    found = limit if sap.koh > MOST_KOH else "nothing that saponifies needs so little"
    other, factor = ("g", 1000) if sap.unit.startswith("mg") else ("mg", Fraction(1, 1000))
    slipped = LEAST_KOH <= sap.koh * factor <= MOST_KOH
    return f"cannot be: {found}" + (f". Perhaps its unit is {other}" if slipped else "")


def _refused(text: str, reason: str) -> QuantityError:
    examples = " or ".join(f'"{example}"' for example in EXAMPLES)
    return QuantityError(f"{shortened(text)} {reason}. Write {examples}.")
