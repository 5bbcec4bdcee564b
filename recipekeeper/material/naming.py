"""The codes that lots get here, and when two names mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_CODE = 20
"""Characters: so many a lot has in GS1's application identifier 10 (GS1 General Specifications, 3.4.1)."""

_FIRST = "LOT"
_DIGITS = 4
_WORD = re.compile(r"[A-Z0-9]*[A-Z][A-Z0-9]*")
_TELLS_NOTHING = frozenset(
    {
        "COARSE", "COLD", "DRIED", "ESSENTIAL", "EXTRA", "FINE", "FOOD", "FRAGRANCE", "FRESH", "GRADE", "GROUND",
        "OF", "OIL", "ORGANIC", "PRESSED", "PURE", "RAW", "REFINED", "THE", "UNREFINED", "VIRGIN", "WHOLE",
    }
)  # fmt: skip
"""Words that many materials have in common."""


def folded(name: str) -> str:
    """What a name is compared by: without regard to case, with single spaces."""
    return " ".join(name.split()).casefold()


def same_material(name: str, other: str) -> bool:
    """Whether two names mean one material: case, order, plurals and words such as "virgin" do not count."""
    return folded(name) == folded(other) or _is_found(name, other) or _is_found(other, name)


def _is_found(typed: str, name: str) -> bool:
    # Most names are the same to the letter, and a weighing has no need of the comparison.
    from recipekeeper.formula.substance.material import Material, Materials

    return Materials([Material(name)]).find(typed) is not None


def next_code(material: str, codes: Iterable[str]) -> str:
    """The code of the next lot of a material: `LOT-OLIVE-0007`, after the highest number given so far."""
    word = _telling_word(material)
    longest = LONGEST_CODE - len(f"{_FIRST}--") - _DIGITS
    begin = f"{_FIRST}-{word[:longest]}-" if word else f"{_FIRST}-"
    numbers = (code.removeprefix(begin) for code in codes if code.startswith(begin))
    highest = max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=0)
    number = f"{highest + 1:0{_DIGITS}}"
    if len(begin) + len(number) > LONGEST_CODE:
        # After 9999 of a long word the next sequence is that of a shorter one.
        return next_code(word[: longest - 1], codes)
    return begin + number


def _telling_word(material: str) -> str:
    """`OLIVE` of "organic olive oil" and of "oil, olive"; empty where no letter is of the Latin alphabet."""
    # A lot is received now and then; the module of all letters is not for every start.
    from unicodedata import normalize

    turned = " ".join(reversed(material.replace("ß", "ss").split(",")))
    plain = normalize("NFKD", turned).encode("ascii", "ignore").decode()
    words: list[str] = _WORD.findall(plain.upper())
    return next((word for word in words if word not in _TELLS_NOTHING), words[0] if words else "")
