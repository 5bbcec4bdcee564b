"""Digests: of a fact, of an act over all its facts, and of a whole store.

A digest is the SHA-256 of a canonical text with a format number of its own, built from the fact and not
from its row, so that no migration of the tables ever changes one. What is not there is left out of the
text, so that a new optional field changes no digest of old either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from recipekeeper.batch.model import Entry
from recipekeeper.quantity import store_text
from recipekeeper.store.facts import (
    BatchFact,
    Fact,
    InstrumentFact,
    LotFact,
    MaterialFact,
    MovementFact,
    SettingFact,
    StatusFact,
    VersionFact,
)
from recipekeeper.store.model import ActLine
from recipekeeper.store.texts import compact, plan_text, time_text, value_text

FORMAT: Final = 1

Written = tuple[str, str, str]
"""A line of a manifest: the table, the key and the digest of one fact."""


def digest(fact: Fact) -> str:
    """The digest of one fact, in hex."""
    return _sha(_document(fact))


def act_digest(act: ActLine, manifest: Sequence[Written]) -> str:
    """The digest of an act over everything it says and wrote, and over the act before it."""
    return _sha(
        {
            "fact": "act",
            "id": act.id,
            "by": act.by,
            "at": _time(act.recorded_at),
            "command": act.command,
            "why": act.why,
            "previous": act.previous,
            "manifest": manifest,
        }
    )


def head(digests: Iterable[tuple[str, str]]) -> str:
    """The digest of a store, of the newest act of each station; with one station it is that act's own."""
    newest = sorted(digests)
    if len(newest) == 1:
        return newest[0][1]
    return _sha({"fact": "head", "stations": newest}) if newest else ""


def _document(fact: Fact) -> dict[str, Any]:
    match fact:
        case Entry():
            return {
                "fact": "entry",
                "id": fact.id,
                "batch": fact.batch,
                "seq": fact.seq,
                "kind": fact.kind.value,
                "recorded_at": _time(fact.recorded_at),
                "by": fact.by,
                "act": fact.act,
                "happened_at": _time(fact.happened_at),
                "step": fact.step,
                "name": fact.name,
                "value": None if fact.value is None else value_text(fact.value),
                "typed": fact.typed,
                "lot": fact.lot,
                "supersedes": fact.supersedes,
                "why": fact.why,
                "imported": fact.imported or None,
            }
        case VersionFact(number, formula, why, act):
            from recipekeeper.formula.reading.document import canonical

            text = canonical(formula.document)
            return {"fact": "version", "number": number, "formula": text, "why": why, "act": act}
        case StatusFact(code, number, seq, status, why, act):
            return {
                "fact": "status",
                "version": f"{code}@{number}",
                "seq": seq,
                "status": status.value,
                "why": why,
                "act": act,
            }
        case BatchFact(plan, act):
            return {"fact": "batch", "plan": plan_text(plan), "act": act}
        case SettingFact(name, seq, value, act):
            return {"fact": "setting", "name": name, "seq": seq, "value": value, "act": act}
        case LotFact(lot, act):
            return {
                "fact": "lot",
                "code": lot.code,
                "material": lot.material,
                "amount": store_text(lot.amount),
                "received_at": _time(lot.received_at),
                "supplier_lot": lot.supplier_lot,
                "supplier": lot.supplier,
                "expires": lot.expires,
                "paid": lot.paid,
                "sap": lot.sap,
                "note": lot.note,
                "act": act,
            }
        case MovementFact(movement, act):
            return {
                "fact": "movement",
                "lot": movement.lot,
                "seq": movement.seq,
                "kind": movement.kind.value,
                "amount": store_text(movement.amount),
                "why": movement.why,
                "at": _time(movement.at),
                "act": act,
            }
        case MaterialFact(name, seq, given, act):
            return {"fact": "material", "name": name, "seq": seq, "given": dict(given), "act": act}
        case InstrumentFact(event, act):
            from recipekeeper.store.instruments import given as said_of  # late: most acts write entries
            from recipekeeper.store.instruments import kind_of

            return {
                "fact": "instrument",
                "code": event.code,
                "seq": event.seq,
                "kind": kind_of(event),
                "given": said_of(event),
                "act": act,
            }


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    text, offset = time_text(moment)
    return f"{text} {offset:+d}"


def _sha(document: dict[str, Any]) -> str:
    said = {name: value for name, value in document.items() if value is not None}
    return sha256(compact({"format": FORMAT, **said}).encode()).hexdigest()
