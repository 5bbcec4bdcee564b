"""`rk CODE`, as a scanner types it: a code alone opens what it is of."""

from __future__ import annotations

from recipekeeper.batch.codes import read_code


def command_of(code: str) -> list[str]:
    """The words of the command that a scanned code stands for; raises Misused for one that was cut off."""
    scan = read_code(code)
    match scan.what:
        case "lot":
            return ["lot", "show", scan.lot or ""]
        case "step":
            return ["begin", code]
        case "formula":
            return ["formula", "show", scan.formula or ""]
        case _:
            return ["use", scan.batch or ""]
