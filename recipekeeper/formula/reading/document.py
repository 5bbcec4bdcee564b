"""A formula as nested tables of text: read, checked, and put into the one text that is stored.

The canonical text is compact JSON of the document with its keys in the order of the schema and its
defaults left out: all that the file says except layout and comments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from recipekeeper.errors import Unbalanced, Unreadable
from recipekeeper.formula.findings import Findings, Problem, place
from recipekeeper.formula.model import Formula, Law, Line, Origin
from recipekeeper.formula.reading.shape import shaped
from recipekeeper.formula.reading.values import Draft, read_draft

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.product import Find
    from recipekeeper.formula.substance.material import Materials

_FINGERPRINT_DIGITS = 12


def read(
    document: Mapping[str, Any], materials: Materials | None = None, find: Find | None = None
) -> tuple[Formula | None, list[Problem]]:
    """The formula that a document describes, and everything that is wrong or doubtful in it.

    The formula is None where it cannot be read. What it leaves to a table of materials (the SAP of an oil
    beside an alkali, the density of what is measured out) or to another formula, which `find` gives, is
    written into its document, so that it stays what it was whatever they say later.
    """
    # What is stored was reviewed before; only what comes in needs the rules.
    from recipekeeper.formula.reading.parts import review_parts
    from recipekeeper.formula.reading.pinning import pinned
    from recipekeeper.formula.reading.review import review

    findings = Findings()
    normal = shaped(document, findings)
    if materials is not None:
        normal = pinned(normal, materials, findings, find)
    draft = read_draft(normal, findings)
    review_parts(draft, findings, materials)
    formula = _formula(normal, draft, findings)
    review(draft, formula, findings)
    return None if findings.errors else formula, findings.problems


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
    table = draft.table
    formula = Formula(
        code=normal["code"],
        name=normal["name"],
        yields=draft.yields,
        lines=_with_lye([line for line in draft.lines if line is not None], draft.lye_lines),
        steps=tuple(draft.steps),
        kind=table.text("kind"),
        notes=table.text("notes"),
        units=table.units,
        yield_within=draft.yield_within,
        basis=draft.basis,
        basis_amount=draft.basis_amount,
        lye=draft.lye,
        fill=draft.fill,
        density=draft.density,
        vessel_fill=draft.vessel_fill,
        allergens=table.names("allergens"),
        best_before=draft.best_before,
        silenced=normal.get("silence", {}),
        base=table.maybe("base"),
        document=normal,
        fingerprint=_digest(_text(normal)),
    )
    if all(line.origin is Origin.GIVEN and line.law is not Law.PER_UNIT for line in formula.lines):
        return formula
    # Only what is not written as an amount has to be computed, and most that is weighed is written so.
    from recipekeeper.formula.amounts.balance import settled

    try:
        return settled(formula)
    except Unbalanced as refused:
        findings.error(_place(formula, refused), refused.message)
        return None


def _with_lye(written: list[Line], lye: list[Line]) -> tuple[Line, ...]:
    """The lines as they are weighed: those of the lye after the last oil."""
    after = max((number for number, line in enumerate(written, 1) if line.sap), default=0)
    return (*written[:after], *lye, *written[after:])


def _place(formula: Formula, refused: Unbalanced) -> str:
    """Where in the file: of a line, counted as they are written."""
    if refused.line is None:
        return refused.key
    if formula.lines[refused.line].origin is Origin.LYE:
        return "lye"
    before = [line for line in formula.lines[: refused.line] if line.origin is not Origin.LYE]
    return place(f"ingredient[{len(before) + 1}]", refused.key)


def _text(normal: dict[str, Any]) -> str:
    return json.dumps(normal, separators=(",", ":"))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


def _raise_first(findings: Findings) -> None:
    if findings.errors:
        first = findings.errors[0]
        raise Unreadable(f"{first.where}: {first.message}")
