"""Names as people shorten them: without regard to case, by a prefix that fits one thing only."""

from __future__ import annotations

from collections.abc import Iterable

from recipekeeper.errors import Ambiguous, NotFound
from recipekeeper.formula.findings import shown

_LONGEST = 100
"""Letters; no name is longer, and comparing takes time that grows with them."""


def match(typed: str, choices: Iterable[str], what: str, where: str = "", *, near: bool = False) -> str:
    """The one of `choices` that is meant by `typed`: a whole name wins over a prefix.

    With `near` a name is meant as well by the beginnings of some of its words: `essential`, `bar weight`.
    Raises Ambiguous with the choices where a prefix fits several, NotFound with the nearest names.
    `what` and `where` make the sentence: "ingredient", "in SOAP-LAV@1".
    """
    names = list(dict.fromkeys(choices))
    key = " ".join(typed.split()).casefold()
    for fits in (
        [name for name in names if name == typed],
        [name for name in names if name.casefold() == key],
        [name for name in names if name.casefold().startswith(key)] if key else [],
        [name for name in names if _has_words(name, key)] if near and key else [],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            listed = ", ".join(fits[:12]) + (" …" if len(fits) > 12 else "")
            raise Ambiguous(
                f"{shown(typed)} fits several {_several(what)}{_in(where)}: {listed}. Write more of the name."
            )
    raise NotFound(f"There is no {what} {shown(typed)}{_in(where)}. {nearest(typed, names, what)}")


def _has_words(name: str, key: str) -> bool:
    """Whether each typed word begins a word of the name, in their order."""
    words = iter(name.casefold().split())
    return all(any(word.startswith(typed) for word in words) for typed in key.split())


def nearest(typed: str, names: list[str], what: str) -> str:
    """A sentence with the names nearest to what was typed, or all of them where they are few."""
    if not names:
        return f"There is no {what} at all yet."
    import difflib  # late: only a refusal needs it

    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(typed[:_LONGEST].casefold(), list(folded), n=3, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(folded[name] for name in close) + "?"
    if len(names) <= 12:
        return "There is " + ", ".join(names) + "."
    return f"None of the {len(names)} {_several(what)} has a name like it."


def _several(what: str) -> str:
    return " and ".join(f"{one}es" if one.endswith("ch") else f"{one}s" for one in what.split(" or "))


def _in(where: str) -> str:
    return f" {where}" if where else ""
