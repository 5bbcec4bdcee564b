"""What every reader of foreign recipes gives, and how it is gathered without losing anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.amounts import NOTHING, Measured, needs_setting
from recipekeeper.files.imports.names import first_words, lines_of, numbered, one_line, writable
from recipekeeper.quantity import UnitSystem

Document = dict[str, Any]
_WHOLE = "1 piece"
_MOST = 1000
"""Ingredients, or steps: more of them is no recipe."""
_MOST_RECIPES = 500
_LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Imported:
    """One recipe as the keys of a formula file, and one sentence for each thing that could not be carried over.

    An ingredient has its line as it was found under `original`, and under `doubt` why its amount or its name
    is not to be relied on.
    """

    document: Document
    notes: tuple[str, ...] = ()


def refuse_too_many(recipes: int) -> None:
    """Raises Unreadable where a file holds more recipes than anybody looks through."""
    if recipes > _MOST_RECIPES:
        raise Unreadable(f"it holds {recipes} recipes; at most {_MOST_RECIPES} are imported from one file.")


class _Names:
    """Names of one kind that are made writable and are given once only."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self.numbered: dict[str, list[str]] = {}
        self.rewritten: dict[str, str] = {}

    def own(self, found: str, otherwise: str) -> str:
        name = writable(found) or otherwise
        if one_line(found) not in ("", name):
            self.rewritten[one_line(found)] = name
        given, number = name, self._taken.get(name.casefold(), 1)
        while given.casefold() in self._taken:
            number += 1
            given = numbered(name, number)
        self._taken[name.casefold()] = number
        self._taken.setdefault(given.casefold(), 1)
        if given != name:
            self.numbered.setdefault(name, []).append(given)
        return given


class Sketch:
    """One recipe while it is read.

    `units` is the setting that the recipe's cups and spoons are read with; the document carries it where
    one of its amounts needs it.
    """

    def __init__(self, title: str, kind: str = "", units: UnitSystem | None = None) -> None:
        self.title = one_line(title)[:200]
        self.kind = writable(kind)
        self.units = units
        self._yields = ""
        self._remarks: list[str] = []
        self._notes: dict[str, None] = {}
        self._ingredients: list[Document] = []
        self._ingredient_names = _Names()
        self._steps: list[Document] = []
        self._step_names = _Names()

    def note(self, sentence: str) -> None:
        """Say once what could not be carried over."""
        self._notes.setdefault(one_line(sentence), None)

    def not_carried(self, fields: Iterable[str], whose: str) -> None:
        """Name the fields of the file that have no place in a formula."""
        if names := sorted({one_line(field)[:40] for field in fields}):
            shown = ", ".join(names[:40]) + (" and more" if len(names) > 40 else "")
            self.note(f"Of {whose}, this is not carried over: {shown}.")

    def remark(self, text: str) -> None:
        """Keep what is text in the notes of the formula."""
        if text := self._whole(text):
            self._remarks.append(text)

    def _whole(self, text: str) -> str:
        kept = lines_of(text)
        if len(kept) > _LONGEST_TEXT:
            self.note(f'The text that begins "{kept[:40]}" is cut after {_LONGEST_TEXT} letters.')
        return kept[:_LONGEST_TEXT]

    def yields(self, amount: str) -> None:
        """What the recipe makes."""
        self._yields = amount

    def ingredient(
        self, name: str, measured: Measured, original: str, *, phase: str = "", fixed: bool = False
    ) -> str:
        """Add a line; gives the name that it bears from now on."""
        number = len(self._ingredients) + 1
        if number > _MOST:
            raise Unreadable(f"a recipe in it has more than {_MOST} ingredients.")
        given = self._ingredient_names.own(name, f"ingredient {number}")
        doubt = measured.doubt
        if not writable(name):
            doubt = f"{doubt} The file gives no name.".strip()
        line: Document = {"name": given, "phase": writable(phase), "amount": measured.text}
        if fixed:
            line["scales"] = "fixed"
        line["original"] = one_line(original)[:500] or given
        line["doubt"] = one_line(doubt)
        self._ingredients.append(line)
        return given

    def step(
        self,
        text: str,
        *,
        name: str = "",
        uses: Sequence[str] = (),
        equipment: str = "",
        lasts: str = "",
        within: str = "",
        checks: Sequence[Document] = (),
    ) -> str:
        """Add a step; without a name it is called by the first words of its text. Gives its name."""
        if len(self._steps) >= _MOST:
            raise Unreadable(f"a recipe in it has more than {_MOST} steps.")
        otherwise = first_words(text) or f"step {len(self._steps) + 1}"
        given = self._step_names.own(name, otherwise)
        self._steps.append(
            {
                "name": given,
                "text": self._whole(text),
                "uses": list(dict.fromkeys(uses)),
                "equipment": one_line(equipment),
                "lasts": lasts,
                "within": within,
                "check": list(checks),
            }
        )
        return given

    def imported(self) -> Imported:
        """All that was gathered, as a document."""
        self._free_phases()
        self._say_names()
        if not self._yields:
            self.note(f"The file does not say what the recipe makes: {_WHOLE} stands for the whole of it.")
            self.remark(f"What it makes is not known: {_WHOLE} stands for the whole.")
        document: Document = {
            "format": 1,
            "name": self.title or "Recipe without a title",
            "kind": self.kind,
            "units": self.units.value if self.units and self._needs_units() else "",
            "yields": self._yields or _WHOLE,
            "notes": "\n".join(self._remarks),
            "ingredient": [_told(each) for each in self._ingredients],
            "step": [_told(each) for each in self._steps],
        }
        return Imported(_told(document), tuple(self._notes))

    def _needs_units(self) -> bool:
        amounts = [self._yields, *(line["amount"] for line in self._ingredients)]
        return any(needs_setting(amount) for amount in amounts if amount != NOTHING)

    def _free_phases(self) -> None:
        """Leave out a phase that bears the name of an ingredient: the two share one name space."""
        names = {line["name"].casefold() for line in self._ingredients}
        for line in self._ingredients:
            if line["phase"].casefold() in names:
                self.note(f"The section {line['phase']} is no phase here: an ingredient has that name.")
                line["phase"] = ""

    def _say_names(self) -> None:
        for what, names in (("ingredient", self._ingredient_names), ("step", self._step_names)):
            for found, written in names.rewritten.items():
                self.note(
                    f'The {what} "{found[:100]}" is written {written}: names hold none of / = @ : and at most '
                    "80 letters."
                )
            for name, others in names.numbered.items():
                shown = ", ".join(others[:6]) + (" …" if len(others) > 6 else "")
                self.note(
                    f"The {what} {name} is there {len(others) + 1} times; further ones are called {shown}."
                )


def _told(table: Document) -> Document:
    return {key: value for key, value in table.items() if value not in ("", [])}
