"""A workshop for tests: a store on disk with the small soap in it, a clock that is set by hand, and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree

from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.quantity import UnitSystem
from recipekeeper.store import Store, open_store
from tests.batch.bench import SOAP, at


@dataclass
class Workshop:
    folder: Path
    store: Store
    clock: datetime

    def __call__(
        self, clock: str | None = None, *, by: str | None = "Ana", at_: str | None = None
    ) -> Context:
        """A call of the program at that time of the clock, which then stays there."""
        if clock:
            self.clock = at(clock)
        happened = at(at_) if at_ else None
        return Context(store=self.store, now=self.clock, by=by, at=happened, units_given=UnitSystem.METRIC)

    def file(self, text: str, name: str = "soap.toml") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def copy_of(prepared: Workshop, folder: Path) -> Workshop:
    """The same workshop in a folder of its own, at the same time of the clock."""
    copytree(prepared.folder, folder, dirs_exist_ok=True)
    return Workshop(folder, open_store(str(folder / "store.db"), station="A"), prepared.clock)


def workshop(folder: Path, *, formula: str | None = SOAP) -> Workshop:
    opened = Workshop(folder, open_store(str(folder / "store.db"), station="A"), at("08:00"))
    if formula:
        add_formulas(opened(), [opened.file(formula)], release=True)
    return opened
