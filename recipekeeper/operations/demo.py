"""The demonstration: a store of its own with the samples in it, the bad batch traced, a sheet written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import recipekeeper
from recipekeeper.errors import NotFound, Refused
from recipekeeper.operations.batches import start_batch
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.versions import Added, add_formulas
from recipekeeper.operations.history.histories import Imported, import_history
from recipekeeper.operations.history.traces import trace_batches
from recipekeeper.operations.printing.printed import Printed
from recipekeeper.operations.printing.sheets import draw_sheets
from recipekeeper.store import Store
from recipekeeper.trace import Trace

FOLDER = "recipekeeper-demo"
STORE = "store.db"
BAD_BATCH = "SLV-260309-1"
SIZE = "3 kg"
MARK = "made by rk demo"
"""The setting by which a demonstration is known, so that nothing else is ever replaced by one."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration made."""

    store: Path
    added: tuple[Added, ...]
    imported: Imported
    trace: Trace
    batch: str
    """A batch that was begun just now, to try things on."""
    printed: Printed


def samples() -> Path:
    """The folder of sample formulas: inside the installed program, or beside it in a checkout."""
    package = Path(recipekeeper.__file__).parent
    for folder in (package / "recipes", package.parent / "recipes"):
        if folder.is_dir():
            return folder
    raise NotFound("The sample formulas are missing from this installation. Install recipekeeper again.")


def clear_for_demo(store: Store, path: Path) -> None:
    """Makes room for a fresh demonstration; refuses to replace a store that is none."""
    if path.exists():
        with store.read() as reading:
            if reading.exists and reading.setting(MARK) is None:
                raise Refused(
                    f"{path} is a store of its own and no demonstration, so it stays as it is. "
                    "Give another place, e.g.: rk demo --store demo.db"
                )
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)


def make_demo(context: Context, path: Path) -> Demonstration:
    """Fills a fresh store with the samples, traces the bad batch, begins a batch, writes its sheet."""
    folder = samples()
    with context.act() as act:
        act.set(MARK, recipekeeper.__version__)
    added = add_formulas(context, sorted(folder.glob("*.toml")), "sample", release=True)
    imported = import_history(context, folder / "soap-history.csv")
    (trace,) = trace_batches(context, [BAD_BATCH])
    batch = start_batch(context, "SOAP-LAV", SIZE).batch
    printed = draw_sheets(context, [batch], path.with_name("sheet.pdf"), force=True)
    return Demonstration(path, added, imported, trace, batch, printed)
