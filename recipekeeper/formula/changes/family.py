"""How formulas descend from one another: what a version is a variant of, and which are variants of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recipekeeper.formula.model import Version


@dataclass(frozen=True, slots=True)
class Kin:
    """A version with the variants that were made of it, and theirs."""

    version: Version
    variants: tuple[Kin, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """What a version was made from; `version` is None where the store does not have it."""

    reference: str
    version: Version | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A version with all it descends from, the nearest first, and all that descends from it."""

    version: Version
    bases: tuple[Base, ...]
    variants: tuple[Kin, ...]


def family(code: str, versions: Sequence[Version]) -> tuple[Lineage, ...]:
    """The versions of a formula, oldest first, each with its family among all `versions`."""
    known = {version.reference: version for version in versions}
    made: dict[str, list[Version]] = {}
    for version in sorted(versions, key=lambda each: (each.formula.code, each.number)):
        if version.formula.base:
            made.setdefault(_reference(version.formula.base), []).append(version)
    own = sorted((each for each in versions if each.formula.code == code), key=lambda each: each.number)
    return tuple(Lineage(each, _bases(each, known), _variants(each, made, (each.reference,))) for each in own)


def code_of(reference: str) -> str:
    """The code in `LAV-BAST@2`."""
    return _reference(reference).partition("@")[0]


def _reference(typed: str) -> str:
    return typed.strip().upper()


def _bases(version: Version, known: Mapping[str, Version]) -> tuple[Base, ...]:
    bases: list[Base] = []
    seen = {version.reference}
    current: Version | None = version
    while current is not None and current.formula.base:
        reference = _reference(current.formula.base)
        if reference in seen:
            break
        seen.add(reference)
        current = known.get(reference)
        bases.append(Base(reference, current))
    return tuple(bases)


def _variants(
    version: Version, made: Mapping[str, Sequence[Version]], above: tuple[str, ...]
) -> tuple[Kin, ...]:
    return tuple(
        Kin(each, _variants(each, made, (*above, each.reference)))
        for each in made.get(version.reference, ())
        if each.reference not in above
    )
