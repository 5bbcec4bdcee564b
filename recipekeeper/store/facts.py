"""What an act writes: the facts, each with the key by which a person finds it.

An `Entry` is a fact as it stands. The others are what the domain leaves to the store: a version
without its status, a status without its version, a plan with the act that froze it, a setting.
"""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.batch.model import Entry, Plan
from recipekeeper.formula.model import Formula, Status


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


Fact = VersionFact | StatusFact | BatchFact | Entry | SettingFact


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
        case SettingFact():
            return f"{fact.name}/{fact.seq}"
