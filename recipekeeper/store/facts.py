"""What an act writes: the facts, each with the key by which a person finds it.

An `Entry` is a fact as it stands. The others are what the domain leaves to the store: a version
without its status, a status without its version, a plan with the act that froze it, a setting; a lot
and a movement with the act that recorded them, what a maker said of a material, and what happened to an
instrument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recipekeeper.batch.model import Entry, Plan
from recipekeeper.formula.model import Formula, Status

if TYPE_CHECKING:
    # Only what names a lot has need of the lots, and few readings name an instrument.
    from recipekeeper.batch.instrument import InstrumentEvent
    from recipekeeper.material.model import Lot, Movement


@dataclass(frozen=True, slots=True)
class VersionFact:
    """One version of a formula was added."""

    number: int
    formula: Formula
    why: str
    act: str


@dataclass(frozen=True, slots=True)
class StatusFact:
    """A version was released or retired."""

    code: str
    number: int
    seq: int
    status: Status
    why: str | None
    act: str


@dataclass(frozen=True, slots=True)
class BatchFact:
    """A plan was frozen."""

    plan: Plan
    act: str


@dataclass(frozen=True, slots=True)
class SettingFact:
    """Something was set."""

    name: str
    seq: int
    value: str
    act: str


@dataclass(frozen=True, slots=True)
class LotFact:
    """A lot was received; `lot` without `by` and `act`."""

    lot: Lot
    act: str


@dataclass(frozen=True, slots=True)
class MovementFact:
    """A lot was counted, or some of it discarded; `movement` without `by` and `act`."""

    movement: Movement
    act: str


@dataclass(frozen=True, slots=True)
class MaterialFact:
    """A maker's own values of a material, by field; none where they are forgotten."""

    name: str
    seq: int
    given: Mapping[str, str]
    act: str


@dataclass(frozen=True, slots=True)
class InstrumentFact:
    """An instrument was added, checked or retired; `event` without `by` and `act`."""

    event: InstrumentEvent
    act: str


Fact = (
    VersionFact
    | StatusFact
    | BatchFact
    | Entry
    | SettingFact
    | LotFact
    | MovementFact
    | MaterialFact
    | InstrumentFact
)


def key(fact: Fact) -> str:
    """What a person calls the row: `SOAP-LAV@3`, `SOAP-LAV-261121-1/4`."""
    match fact:
        case Entry():
            return f"{fact.batch}/{fact.seq}"
        case VersionFact():
            return f"{fact.formula.code}@{fact.number}"
        case StatusFact():
            return f"{fact.code}@{fact.number}/{fact.seq}"
        case BatchFact():
            return fact.plan.batch
        case SettingFact() | MaterialFact():
            return f"{fact.name}/{fact.seq}"
        case LotFact():
            return fact.lot.code
        case MovementFact():
            return f"{fact.movement.lot}/{fact.movement.seq}"
        case InstrumentFact():
            return f"{fact.event.code}/{fact.event.seq}"
