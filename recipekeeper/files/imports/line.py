"""Ingredient lines as cooks write them: number, unit, name, remark. What is not sure of itself is marked."""

from __future__ import annotations

import re
from typing import NamedTuple

from recipekeeper.files.imports.amounts import (
    BETWEEN,
    FRACTIONS,
    NOTHING,
    NUMBER,
    Measured,
    is_sizeless,
    is_unit,
    measured,
    needs_setting,
    readable,
)
from recipekeeper.files.imports.kitchen_words import LONG_MEASURES, METRIC_NAMES, NEVER_ALONE, SHORT_THINGS
from recipekeeper.files.imports.names import one_line
from recipekeeper.quantity import UnitSystem

_LONGEST = 400
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"⁄": "/", "\xad": None, "’": "'"})
_BULLET = re.compile(r"^[-*•·▢☐□●◦▪]+\s+")
_HEDGE = re.compile(
    r"(?:about|approx\.?|approximately|around|roughly|scant|heaped|heaping|generous|ca\.?|circa|~)"
    rf" ?(?=[0-9{FRACTIONS}])",
    re.IGNORECASE,
)
_MIXED_BY_HYPHEN = re.compile(rf"([0-9]+)-(?=[0-9]+/[0-9]|[{FRACTIONS}])")
_NUMBER = re.compile(rf"({NUMBER})(?: ?{BETWEEN} ?({NUMBER}))?(?![0-9])")
_THREE_AFTER_A_DOT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_WORD = r"[^\W\d_]+\.?"
_TWO_WORDS = re.compile(rf" ?({_WORD} {_WORD})(?![^\W_])")
_ONE_WORD = re.compile(rf" ?({_WORD})(?![^\W_])")
_SIZE = re.compile(r" ?\(([^()]*)\) ?")
_OTHER = re.compile(rf" ?/ ?({NUMBER} ?[^\W\d_]+\.?(?: oz\b\.?)?)(?![^\W_])")
_REMARK = re.compile(r" ?\([^()]*\)")
_JOINED = re.compile(
    rf"(?:(?:plus|and|or|und|oder|et|ou|x|×|\+|&|/|-|;)(?![^\W\d_])|[0-9{FRACTIONS}(])", re.IGNORECASE
)
_OF = re.compile(r"^(?:d'|(?:of|de|di|von|van)(?![^\W_])) ?", re.IGNORECASE)
_MORE = re.compile(rf"(?:\bplus|\band|\+) ?{NUMBER}", re.IGNORECASE)
_FURTHER = re.compile(rf"(?!00\b)(?<![0-9.]){NUMBER}(?! ?%)(?![0-9])")
_AT_THE_END = re.compile(rf"([^0-9]*?[^\W\d_])[ ,:-]+({NUMBER}) ?([^\W\d_]+)\.?")
_ENDING = re.compile(r"[^\x00-\x7f]+$")


class Line(NamedTuple):
    """What a line says."""

    name: str
    measured: Measured


def read_line(text: str, units: UnitSystem | None) -> Line:
    """The name and the amount of a line; a remark after a comma or in parentheses is left to its original."""
    line = _BULLET.sub("", one_line(text)[:_LONGEST].translate(_DASHES), count=1)
    hedge = _HEDGE.match(line)
    line = _MIXED_BY_HYPHEN.sub(r"\1 ", line[hedge.end() if hedge else 0 :], count=1)
    number = _NUMBER.match(line)
    if number is None:
        return _without_amount(line)
    doubts = [f'"{hedge[0].strip()}" is not exact.'] if hedge else []
    if len(text) > _LONGEST:
        doubts.append(f"The line is longer than {_LONGEST} letters.")
    doubts += _two_ways(number[1])
    amount, rest = _amount(number, line[number.end() :], units, doubts)
    return _named(_OF.sub("", rest.strip(" ,;")), amount, doubts, line)


def _two_ways(number: str) -> list[str]:
    can_be = _THREE_AFTER_A_DOT.fullmatch(number)
    return [f"{number} can be read two ways: the dot may group thousands."] if can_be else []


def _named(rest: str, amount: Measured, doubts: list[str], line: str) -> Line:
    """The name in the rest of a line, and what in it says that the amount is not all of it."""
    name = _name(rest)
    if not name:
        doubts.append("The line names no ingredient.")
    elif _JOINED.match(rest) or _MORE.search(rest) or _FURTHER.search(name):
        doubts.append(f'After the amount stands "{rest[:40]}", with a further number or alternative.')
    elif readable(amount.text, None) and _measure_within(amount, name):
        doubts.append(f'"{name[:40]}" holds the name of a measure.')
    return Line(name or line, Measured(amount.text, " ".join([amount.doubt, *doubts]).strip()))


def _measure_within(amount: Measured, name: str) -> bool:
    """Whether what seems to be counted is measured: `1 heaping cup`, `1 tiny pinch`."""
    if not amount.text.endswith(("piece", "pieces")):
        return False
    typed = [word.casefold() for word in name.split()[:3]]
    # Also without an ending that some wrong encoding left behind.
    words = [*typed, *(_ENDING.sub("", word) for word in typed)]
    measures = (readable(f"1 {word}", UnitSystem.US) for word in words if len(word) > 2)
    if any(is_sizeless(word) for word in words if len(word) > 1) or any(
        one and one.dimension != "count" for one in measures
    ):
        return True
    # Only a count asks whether its first word is a measure with a slip in it.
    from difflib import get_close_matches

    return bool(words and get_close_matches(words[0], LONG_MEASURES, n=1, cutoff=0.85))


def _without_amount(line: str) -> Line:
    """A line that begins with its name; one weight or volume may end it, as in `sugar 130 g`."""
    if last := _AT_THE_END.fullmatch(line):
        said = readable(f"{last[2]} {last[3]}", None)
        if said and said.dimension != "count" and said.value > 0:
            doubt = " ".join(_two_ways(last[2]))
            return Line(_name(last[1]), Measured(f"{last[2]} {last[3]}", doubt))
    doubt = "The line does not begin with an amount."
    if line.rstrip().endswith(":"):
        doubt = "The line gives no amount; it looks like a heading."
    return Line(_name(line) or line, Measured(NOTHING, doubt))


def _amount(
    number: re.Match[str], rest: str, units: UnitSystem | None, doubts: list[str]
) -> tuple[Measured, str]:
    """The amount and what stands after it."""
    typed = f"{number[1]}-{number[2]}" if number[2] else number[1]
    if size := _SIZE.match(rest):
        doubts.append(f'What one holds, "{size[1][:40]}", is not carried over.')
        rest = rest[size.end() :]
    unit, after = _unit(number[1], rest)
    unit = METRIC_NAMES.get(unit.casefold(), unit)
    if unit:
        whole = None if number[2] else _compound(typed, unit, after, units)
        return whole or _beside(measured(typed, unit, units), after, doubts)
    if rest[:1] and not rest[:1].isspace() and not size:
        found = f'"{typed}{rest.split()[0][:30]}"'
        return Measured(NOTHING, f"{found} is not a number and a unit."), rest.lstrip("-%\"'°/")
    return measured(typed, "", units), rest


def _unit(number: str, rest: str) -> tuple[str, str]:
    """The unit that begins the rest of a line, "" where its first words are none."""
    for shape in (_TWO_WORDS, _ONE_WORD):
        match = shape.match(rest)
        if match and _stands_for_a_unit(number, match[1], single=shape is _ONE_WORD):
            return match[1], rest[match.end() :]
    return "", rest


def _stands_for_a_unit(number: str, word: str, *, single: bool) -> bool:
    text = f"{number.replace(',', '.')} {METRIC_NAMES.get(word.casefold(), word)}"
    if readable(text, None) or needs_setting(text):
        return True
    return single and (is_sizeless(word) or is_unit(word) or _is_abbreviation(word))


def _is_abbreviation(word: str) -> bool:
    """Whether a word looks like a measure that is not known here, as EL and msk: nobody counts in it."""
    return word.endswith(".") or (len(word) <= 3 and word.casefold() not in SHORT_THINGS)


def _compound(number: str, unit: str, rest: str, units: UnitSystem | None) -> tuple[Measured, str] | None:
    """`1 lb 4 oz` as one amount, None where no smaller part follows."""
    second = _NUMBER.match(rest.lstrip())
    if second is None or second[2]:
        return None
    smaller, after = _unit(second[1], rest.lstrip()[second.end() :])
    whole = f"{number} {unit} {second[1]} {smaller}"
    return (Measured(whole), after) if smaller and readable(whole, units) else None


def _beside(amount: Measured, rest: str, doubts: list[str]) -> tuple[Measured, str]:
    """The amount, or the one beside it where the first depends on a setting: `1 cup (125 g)`, `1 cup/125 g`."""
    other = _SIZE.match(rest) or _OTHER.match(rest)
    if other is None:
        return amount, rest
    inner = other[1].strip().removesuffix(" each")
    said = readable(inner, None)
    if other.re is _OTHER and said is None and not needs_setting(inner):
        return amount, rest
    first = readable(amount.text, UnitSystem.US)
    if amount.text == NOTHING and said and said.value > 0:
        amount = Measured(inner)
    elif said and first and first.dimension == "count" != said.dimension:
        doubts.append(f'What one holds, "{inner[:40]}", is not carried over.')
    return amount, rest[other.end() :]


def _name(rest: str) -> str:
    """The name without remarks: what stands in parentheses, or after a comma unless it is needed to name it."""
    plain = _REMARK.sub("", _REMARK.sub("", rest))
    name, _, remark = plain.partition(",")
    if remark and set(name.casefold().replace("-", " ").split()) <= NEVER_ALONE:
        name = plain
    return name.strip(" .;:*-,'\"")
