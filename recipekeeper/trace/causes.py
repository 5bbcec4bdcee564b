"""What a trade knows of causes: which factor, off to which side, brings about which symptom.

It only sharpens the prior of factors that a named symptom points to. Without a symptom, or where none is
known, nothing is assumed. Words match as makers type them: without regard to case and order, in British and
American spelling, and by their beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import sqrt

from recipekeeper.trace.model import Factor, Kind

STRONG = 4.0
"""The most that knowledge multiplies the odds by. A number far off, which one good batch in fifty has, is worth fifty
times the odds: what was measured in this batch outvotes what is known of others."""
MEDIUM = 2.5
WEAK = 1.5
"""Medium and weak keep their distance on a scale of ratios: about two thirds and a third of ln 4."""

CATEGORIES = frozenset({Kind.ORDER, Kind.SKIPPED, Kind.LOT, Kind.EQUIPMENT, Kind.OPERATOR, Kind.VERSION})
"""Kinds of factor that are there or not, and have no side."""

_BEGINNING = 4
"""Letters from which on a word also stands for every word that begins so: `separat` for separated. Shorter
ones would stand for too much, as pH for phase; they match themselves and their plural."""
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[,;:!?()\n]|\.(?:\s|$)|\b(?:and|but)\b")
"""Where one thing that is said ends: words from both sides of it make no phrase."""
_NUMBERED = ("temp", "minut", "min", "hour", "time", "weight", "percent", "loss")
"""A measure that is called so is a number, whatever word stands beside it: the batter temperature is no batter."""
_NUMBERS_A_STEP = re.compile(r"step|stage|part|phase|\w{1,2}|(?:no-)?\w*\d\w*")
"""A word of the name of a step that says nothing of what is done there, as in `step 4` or `S40`."""
_DENIALS = frozenset({"no", "not", "without", "never"})
_SPELLINGS = (("mould", "mold"), ("colour", "color"), ("odour", "odor"), ("centre", "center"), ("grey", "gray"),
            ("sulph", "sulf"), ("fibre", "fiber"), ("flavour", "flavor"), ("seper", "separ"))  # fmt: skip
"""Spellings that mean the same, the American second; and the misspelling that is typed most."""


class Direction(Enum):
    """To which side a number has to be off; `words` is for what is no number: a word, a lot, a skipped step."""

    LOW = "low"
    HIGH = "high"
    EITHER = "either"
    WORDS = "words"


class Strength(Enum):
    """How directly the source supports that this factor brings about this symptom."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"

    @property
    def odds(self) -> float:
        """What it multiplies the odds by."""
        return {Strength.STRONG: STRONG, Strength.MEDIUM: MEDIUM, Strength.WEAK: WEAK}[self]


@dataclass(frozen=True, slots=True)
class Cause:
    """One factor that a trade knows to bring about a symptom.

    `rule` groups the rows of one symptom. Every tuple holds phrases, of which one has to match; where `step`
    or `name` is empty every step or name does, where `trade` is empty every trade. `kind` is None for any kind.
    `note` is the threshold in words, `own` that the maker said so.
    """

    rule: str
    trade: tuple[str, ...]
    symptom: tuple[str, ...]
    kind: Kind | None
    step: tuple[str, ...]
    name: tuple[str, ...]
    direction: Direction
    strength: Strength
    note: str = ""
    source: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Causes:
    """All that is known, the maker's own first: of two that are as strong the first counts."""

    rows: tuple[Cause, ...] = ()

    def of(self, symptom: str, made: str = "") -> tuple[Cause, ...]:
        """What is known of a symptom as somebody typed it; nothing where no phrase of any row matches.

        `made` is what was made, as the `kind` of a formula says: a trade that it names leaves the others out.
        """
        said = [_words(clause) for clause in _CLAUSE.split(symptom.casefold())]
        rows = self.in_trade(made)
        # Compared once for each symptom, which most rows share with others.
        named = {each for each in {row.symptom for row in rows} if any(_any_of(each, one) for one in said)}
        return tuple(row for row in rows if row.symptom in named)

    def in_trade(self, made: str) -> tuple[Cause, ...]:
        """What is known in the trade that makes this; everything, where it names no trade that is known."""
        wanted = _words(made.casefold())
        trades = {each for each in {row.trade for row in self.rows} if wanted and _any_of(each, wanted)}
        return tuple(row for row in self.rows if not trades or not row.trade or row.trade in trades)


def known(
    causes: Iterable[Cause], factor: Factor, side: float | None, step_text: str = "", phase: str = ""
) -> Cause | None:
    """The strongest of these causes that names the factor in that direction; None where none does.

    `causes` are those of a symptom. `side` is above 0 where the number was too high, below 0 where it was too
    low, 0 where it was as usual; of a reading in words any other number than 0 where the word was odd. It is
    None for what is blank, and for a lot, a unit, an operator, a version. `step_text` is what the formula says
    of the step, `phase` the phase of the ingredient.
    """
    naming = (cause for cause in causes if worth(cause, side) > 1 and _names(cause, factor, step_text, phase))
    return max(naming, key=lambda cause: worth(cause, side), default=None)


def worth(cause: Cause | None, side: float | None) -> float:
    """By how much a cause that names a factor multiplies its odds against the others of its kind: 1 to 4.

    A number off to the other side, or none, gives 1. Where the side is not known it gives half, as a logarithm.
    """
    if cause is None:
        return 1.0
    odds = cause.strength.odds
    if side is None:
        return odds if cause.direction is Direction.WORDS and cause.kind is not Kind.READING else sqrt(odds)
    match cause.direction:
        case Direction.LOW:
            points = side < 0
        case Direction.HIGH:
            points = side > 0
        case _:
            points = side != 0
    return odds if points else 1.0


def _names(cause: Cause, factor: Factor, step_text: str, phase: str) -> bool:
    if cause.kind not in (None, factor.kind):
        return False
    if factor.kind in CATEGORIES and cause.direction in (Direction.LOW, Direction.HIGH):
        return False
    if factor.kind is Kind.READING and cause.direction is Direction.WORDS and _is_number(factor.name):
        return False
    return _step_fits(cause, factor, step_text) and _name_fits(cause, factor, phase)


def _is_number(measure: str) -> bool:
    return _any_of(_NUMBERED, _words(measure.casefold()))


def _step_fits(cause: Cause, factor: Factor, step_text: str) -> bool:
    """By the name of the step; by its text only where the name says nothing, as `step 4`."""
    if not cause.step:
        return True
    name = _words((factor.step or "").casefold())
    if all(_NUMBERS_A_STEP.fullmatch(word) for word in name):
        name = _words(step_text.casefold())
    return _any_of(cause.step, name)


def _name_fits(cause: Cause, factor: Factor, phase: str) -> bool:
    """By the measure, ingredient or unit; a phase only as a whole: `lye` is not all of the lye solution."""
    if not cause.name or _any_of(cause.name, _words(factor.name.casefold())):
        return True
    whole = _words(phase.casefold())
    return bool(whole) and any(sorted(_words(phrase.casefold())) == sorted(whole) for phrase in cause.name)


def _any_of(phrases: Iterable[str], said: tuple[str, ...]) -> bool:
    return any(_matches(_words(phrase.casefold()), said) for phrase in phrases)


def _matches(phrase: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return bool(phrase) and all(any(_begins(word, each) for each in said) for word in phrase)


def _begins(word: str, said: str) -> bool:
    return said in (word, f"{word}s") or (len(word) >= _BEGINNING and said.startswith(word))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text; one that is denied becomes another word, so that `no zap` is no zap."""
    text = text.replace("’", "'").replace("n't", " not").replace("cannot", "can not")
    for typed, meant in _SPELLINGS:
        text = text.replace(typed, meant)
    found: list[str] = []
    denied = False
    for word in _WORD.findall(text):
        if word in _DENIALS:
            denied = True
        else:
            found.append(f"no-{word}" if denied else word)
            denied = False
    return tuple(found)
