"""Values as stored text and back, each exactly as it went in: times, quantities, plans."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final

from recipekeeper.batch.model import Plan
from recipekeeper.formula.amounts.scale import Scaled, ScaledLine
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, Setpoint, store_text

PLAN_FORMAT: Final = 1
"""The number of the form in which a plan is written; an older form stays readable for ever."""

_KEPT: Final = 4096
"""How many times and values are kept: those of a few hundred batches."""

_MINUTE = timedelta(minutes=1)

_CODE_FIRST: Final = re.compile(r'\{"batch":("[^"\\]*"),')
"""How the text of a plan begins, because its keys are in order."""

# By identity, which the formula beside its text keeps from being given to another.
_CANONICAL: Final[dict[int, tuple[Formula, str]]] = {}


def compact(document: Any) -> str:
    """JSON in the one form that digests are taken of: no spaces, keys in order, letters as they are."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@cache
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def time_text(moment: datetime) -> tuple[str, int]:
    """UTC to the microsecond, which sorts as it happened, and the maker's offset in minutes."""
    offset = moment.utcoffset()
    if offset is None:
        message = f"{moment} has no offset from UTC, and only whoever made it knows which was meant"
        raise ValueError(message)
    utc = (moment - offset).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z", round(offset / _MINUTE)


@lru_cache(_KEPT)
def time_of(text: str, offset: int) -> datetime:
    """What `time_text` was given; kept, because the rows of one act share it."""
    return datetime.fromisoformat(text).astimezone(_zone(offset))


def time_or_none(text: str | None, offset: int | None) -> datetime | None:
    """The same where nothing may be noted."""
    return None if text is None or offset is None else time_of(text, offset)


def text_or_none(moment: datetime | None) -> tuple[str | None, int | None]:
    """The same where nothing may be noted."""
    return (None, None) if moment is None else time_text(moment)


def value_text(value: Amount | Setpoint | str | None) -> tuple[str | None, str | None, str | None]:
    """What an entry says as form, text and unit: `("amount", "1022", "g")`, `("words", "trace", None)`."""
    match value:
        case None:
            return None, None, None
        case str():
            return "words", value, None
        case Amount():
            return "amount", *store_text(value)
        case Setpoint():
            return "setpoint", *store_text(value)


@lru_cache(_KEPT)
def value_of(form: str | None, text: str | None, unit: str | None) -> Amount | Setpoint | str | None:
    """What `value_text` was given; ValueError for what it never gives. Kept: batches repeat their numbers."""
    match form, text, unit:
        case None, None, None:
            return None
        case "words", str(), None:
            return text
        case "amount", str(), str():
            return Amount.of_text(text, unit)
        case "setpoint", str(), str():
            return Setpoint.of_text(text, unit)
    message = f"{form!r}, {text!r} and {unit!r} are no value of an entry"
    raise ValueError(message)


def plan_text(plan: Plan) -> str:
    """A plan as one text, with the number of its form."""
    scaled = plan.scaled
    return compact(
        {
            "format": PLAN_FORMAT,
            "batch": plan.batch,
            "formula": _canonical(plan.formula),
            "version": plan.version,
            "trial": plan.trial,
            "factor": str(scaled.factor),
            "yields": store_text(scaled.yields),
            "drift": _pair(scaled.drift),
            "lines": [_line_document(line) for line in scaled.lines],
        }
    )


def plan_of(text: str) -> Plan:
    """What `plan_text` was given; ValueError for a text of a form not known here."""
    code = _CODE_FIRST.match(text)
    if code is None:
        message = "a plan that does not begin with the code of its batch"
        raise ValueError(message)
    return replace(_uncoded_plan_of("{" + text[code.end() :]), batch=json.loads(code[1]))


@lru_cache(_KEPT)
def _uncoded_plan_of(text: str) -> Plan:
    """A plan from its text without the code; kept, because the batches of one size and version share it."""
    document = json.loads(text)
    if document["format"] != PLAN_FORMAT:
        message = f"a plan of form {document['format']!r}"
        raise ValueError(message)
    return Plan(
        batch="",
        formula=formula_of(document["formula"]),
        version=document["version"],
        trial=document["trial"],
        scaled=Scaled(
            factor=Fraction(document["factor"]),
            yields=Amount.of_text(*document["yields"]),
            lines=tuple(_line_of(line) for line in document["lines"]),
            drift=_amount(document["drift"]),
        ),
    )


@cache
def formula_of(text: str) -> Formula:
    """A formula from its canonical text; kept, because the batches of one version share it."""
    from recipekeeper.formula.reading.document import from_canonical

    return from_canonical(text)


def _canonical(formula: Formula) -> str:
    """The canonical text of a formula; kept, because the plans of a whole history share a few."""
    from recipekeeper.formula.reading.document import canonical

    if id(formula) not in _CANONICAL:
        _CANONICAL[id(formula)] = (formula, canonical(formula.document))
    return _CANONICAL[id(formula)][1]


def _pair(amount: Amount | None) -> tuple[str, str] | None:
    return None if amount is None else store_text(amount)


def _amount(pair: list[str] | None) -> Amount | None:
    return None if pair is None else Amount.of_text(*pair)


def _line_document(line: ScaledLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "phase": line.phase,
        "step": line.step,
        "exact": store_text(line.exact),
        "planned": store_text(line.planned),
        "resolution": _pair(line.resolution),
        "tolerance": _pair(line.tolerance),
    }


def _line_of(document: dict[str, Any]) -> ScaledLine:
    return ScaledLine(
        name=document["name"],
        phase=document["phase"],
        step=document["step"],
        exact=Amount.of_text(*document["exact"]),
        planned=Amount.of_text(*document["planned"]),
        resolution=_amount(document["resolution"]),
        tolerance=_amount(document["tolerance"]),
    )
