"""What was renamed stays joined: lines, steps and checks say what they were called before."""

from __future__ import annotations

from collections.abc import Sequence


def joined(wanted: Sequence[str], pairs: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """From every name in lower case that leads to a wanted one to that wanted name.

    `pairs` are the names of all versions, each with what it `was`; they join in either direction.
    """
    known = {name.casefold(): name for name in wanted}
    links = [(name.casefold(), was.casefold()) for name, was in pairs if was]
    grew = True
    while grew:
        grew = False
        for one, other in (*links, *((was, name) for name, was in links)):
            if one in known and other not in known:
                known[other] = known[one]
                grew = True
    return known
