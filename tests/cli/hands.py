"""Somebody at the guided run, without a terminal: keys are pressed, and a clock that stands until it is moved."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from recipekeeper.batch.model import BatchRecord, Entry
from recipekeeper.cli.run.session import Session
from recipekeeper.cli.run.view import View, view
from recipekeeper.operations import batches
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.store import open_store

RECIPES = Path(__file__).parents[2] / "recipes"
SOAP = RECIPES / "lavender-shea-soap.toml"
SAUCE = RECIPES / "habanero-carrot-sauce.toml"
NAMES = {"\r": "enter", "\x1b": "escape", "\b": "backspace", "↓": "down", "↑": "up", "\t": "tab", "⇥": "end"}
MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))


@dataclass
class Hands:
    """Keys as one string: \\r is Enter, \\x1b Escape, ↑ and ↓ the arrows, \\t the tabulator."""

    store: Path
    now: datetime = MORNING
    moment: float = 1000.0
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self, batch: str | None = None) -> None:
        """Begin the guided run, or begin it again as after a power cut."""
        self.session = Session(self.context("Ana"), batch, lambda: self.now)

    def context(self, by: str, station: str = "A") -> Context:
        return Context(open_store(str(self.store), station=station), self.now, by=by)

    def press(self, keys: str) -> View:
        """Press these keys one after the other, quickly."""
        for key in keys:
            self.moment += 0.05
            self.session.press(NAMES.get(key, key), self.moment)
        return self.view

    def wait(self, *, seconds: float = 0, minutes: float = 0) -> View:
        """Time goes on."""
        self.now += timedelta(seconds=seconds, minutes=minutes)
        self.moment += seconds + 60 * minutes
        self.session.tick(self.moment)
        return self.view

    @property
    def view(self) -> View:
        return view(self.session.desk, self.session.by, self.session.others)

    @property
    def record(self) -> BatchRecord:
        return batches.show_batch(self.context("Ana"), self.session.here)

    @property
    def last(self) -> Entry:
        return self.record.entries[-1]

    @property
    def said(self) -> str:
        """The newest entry in short."""
        entry = self.last
        parts = (entry.kind.value, entry.name or entry.step, entry.value, entry.lot)
        return " ".join(str(part) for part in parts if part)


def begun(folder: Path) -> Path:
    """A store with the soap and the sauce released, and a batch of the soap begun."""
    store = folder / "store.db"
    context = Context(open_store(str(store), station="A"), MORNING - timedelta(minutes=30), by="Ana")
    add_formulas(context, [SOAP, SAUCE], release=True)
    batches.start_batch(context, "SOAP-LAV", code="B1")
    return store


def copied(store: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(store, folder / "store.db"))


def at_lye(hands: Hands) -> Hands:
    """With the oils weighed and the lye begun."""
    hands.press("\r2000\r1200\r800\r↓d")
    hands.press("\r↓↓d\r")
    return hands
