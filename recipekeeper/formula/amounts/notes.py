"""A remark on a formula at one size: what a maker should know besides the amounts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One remark: `code` for programs, `sentence` for people."""

    code: str
    sentence: str
