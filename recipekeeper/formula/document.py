"""A formula as nested tables of text: read, checked, and put into the one text that is stored.

The canonical text is compact JSON of the document with its keys in the order of the schema and its
defaults left out: all that the file says except layout and comments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from recipekeeper.errors import Unreadable
from recipekeeper.formula.findings import Findings
from recipekeeper.formula.model import Formula, Problem
from recipekeeper.formula.reading import Draft, read_draft
from recipekeeper.formula.shape import shaped

_FINGERPRINT_DIGITS = 12


def read(document: Mapping[str, Any]) -> tuple[Formula | None, list[Problem]]:
    """The formula that a document describes, and everything that is wrong or doubtful in it.

    The formula is None where any of the problems is an error.
    """
    # What is stored was reviewed before; only what comes in needs the rules.
    from recipekeeper.formula.review import review

    findings = Findings()
    normal = shaped(document, findings)
    draft = read_draft(normal, findings)
    review(draft, findings)
    return _formula(normal, draft, findings), findings.problems


def canonical(document: Mapping[str, Any]) -> str:
    """The text that is stored; raises Unreadable where a key or its form is not understood."""
    findings = Findings()
    normal = shaped(document, findings)
    _raise_first(findings)
    return _text(normal)


def fingerprint(document: Mapping[str, Any]) -> str:
    """The first 12 hex digits of the SHA-256 of the canonical text; raises as `canonical` does."""
    return _digest(canonical(document))


def from_canonical(text: str) -> Formula:
    """The formula that a canonical text holds; raises Unreadable where it holds none."""
    try:
        document = json.loads(text)
    except ValueError:
        raise Unreadable(
            "The stored text of a formula is not JSON; `rk store verify` names what was changed."
        ) from None
    findings = Findings()
    normal = shaped(document if isinstance(document, dict) else {}, findings)
    formula = _formula(normal, read_draft(normal, findings), findings)
    _raise_first(findings)
    if formula is None:
        raise Unreadable(
            "The stored text of a formula holds no formula; `rk store verify` names what was changed."
        )
    return formula


def _formula(normal: dict[str, Any], draft: Draft, findings: Findings) -> Formula | None:
    if findings.errors or draft.yields is None:
        return None
    return Formula(
        code=normal["code"],
        name=normal["name"],
        yields=draft.yields,
        lines=tuple(line for line in draft.lines if line is not None),
        steps=tuple(draft.steps),
        kind=draft.table.text("kind"),
        notes=draft.table.text("notes"),
        units=draft.table.units,
        yield_within=draft.yield_within,
        document=normal,
        fingerprint=_digest(_text(normal)),
    )


def _text(normal: dict[str, Any]) -> str:
    return json.dumps(normal, separators=(",", ":"))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


def _raise_first(findings: Findings) -> None:
    if findings.errors:
        first = findings.errors[0]
        raise Unreadable(f"{first.where}: {first.message}")
