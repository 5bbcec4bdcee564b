"""The codes on a printed sheet that a scanner types: one grammar for writing and reading them.

:RK:B:SOAP-LAV-261121-1      the batch
:RK:S:SOAP-LAV-261121-1/3    its third step
:RK:F:SOAP-LAV/3             version 3 of the formula, on a blank sheet
:RK:F:SOAP-LAV/3/5           step 5 of it, in whichever batch of it is made from that sheet
:RK:L:LOT-OLIVE-0007         the lot

Capitals, digits and `:/-.` make the smallest QR codes (ISO/IEC 18004, alphanumeric mode); Code 128 holds them as
well. The colon in front is no key of the guided run, where the letter behind it would be one; it may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.errors import Misused
from recipekeeper.formula.findings import shown

PREFIX = ":RK:"
CODES_BEGIN = PREFIX[0]

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Scan:
    """What one code says. Of `batch` and `formula` one is set, unless it is a lot."""

    batch: str | None = None
    formula: str | None = None
    """`SOAP-LAV@3`."""
    step: int | None = None
    """The number of the step, from 1."""
    lot: str | None = None

    @property
    def what(self) -> str:
        """What it is the code of, in a word."""
        if self.lot is not None:
            return "lot"
        return "step" if self.step is not None else "batch" if self.batch is not None else "formula"

    def __str__(self) -> str:
        """What stands behind the letter, in words: `step 3 of SOAP-LAV-261121-1`."""
        name = self.lot or self.batch or self.formula or ""
        return f"{f'step {self.step} of ' if self.step else ''}{name}"


def batch_code(batch: str) -> str:
    """`:RK:B:SOAP-LAV-261121-1`."""
    return f"{PREFIX}B:{batch}"


def step_code(batch: str, number: int) -> str:
    """`:RK:S:SOAP-LAV-261121-1/3`; steps count from 1."""
    return f"{PREFIX}S:{batch}/{number}"


def formula_code(reference: str, number: int | None = None) -> str:
    """`:RK:F:SOAP-LAV/3` for SOAP-LAV@3, with `/5` for its fifth step."""
    return f"{PREFIX}F:{reference.replace('@', '/')}{f'/{number}' if number else ''}"


def lot_code(lot: str) -> str:
    """`:RK:L:LOT-OLIVE-0007`; a supplier's lot stands as it was typed."""
    return f"{PREFIX}L:{lot}"


def is_code(text: str) -> bool:
    """Whether a text is meant as one of these codes."""
    return _whole(text)[: len(PREFIX)].upper() == PREFIX


def _whole(text: str) -> str:
    """The text without space around it, and with the colon in front."""
    return f":{text.strip().removeprefix(':')}"


def read_code(text: str) -> Scan:
    """What a code says; Misused where it is none, as when a scan was cut off."""
    tidy = _whole(text)
    letter, colon, name = tidy[len(PREFIX) :].partition(":")
    if is_code(tidy) and colon and name.strip() and len(tidy) <= _LONGEST:
        scan = _read(letter.upper(), name.strip())
        if scan is not None:
            return scan
    raise Misused(
        f"{shown(tidy)} is no whole code of a sheet, such as :RK:B:SOAP-LAV-261121-1. Scan it once more."
    )


def _read(letter: str, name: str) -> Scan | None:
    if letter == "L":
        return Scan(lot=name)
    first, *numbers = name.upper().split("/")
    if not first or not all(_is_number(each) for each in numbers):
        return None
    match letter, [int(each) for each in numbers]:
        case "B", []:
            return Scan(batch=first)
        case "S", [step]:
            return Scan(batch=first, step=step)
        case "F", [version]:
            return Scan(formula=f"{first}@{version}")
        case "F", [version, step]:
            return Scan(formula=f"{first}@{version}", step=step)
        case _:
            return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 10_000


def code_of(text: str, *kinds: str) -> Scan | None:
    """What a typed argument says if it is a code of these kinds; None where it is a name.

    Raises Misused for a code of another kind, because what was scanned was meant otherwise.
    """
    if not is_code(text):
        return None
    scan = read_code(text)
    if scan.what in kinds:
        return scan
    wanted = " or ".join(f"a {kind}" for kind in kinds)
    raise Misused(f"{text.strip()} is the code of a {scan.what}, {scan}; {wanted} is meant here.")
