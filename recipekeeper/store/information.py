"""What a store is and holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.store.columns import REVISION
from recipekeeper.store.model import Info

if TYPE_CHECKING:
    from recipekeeper.store.opening import Store


def info(store: Store) -> Info:
    """What it is and holds, or where it would be; raises StoreError for what is not ours."""
    with store.read() as reading:
        counts = reading.counts()
        last = reading.acts(newest=1)
        return Info(
            location=store.shown,
            exists=reading.exists,
            database="PostgreSQL" if store.location.url else "SQLite",
            revision=REVISION if reading.exists else "",
            size=_size(store) if reading.exists else None,
            **counts,
            stations=reading.stations(),
            settings=reading.settings(),
            head=reading.head(),
            last_at=last[0].recorded_at if last else None,
        )


def _size(store: Store) -> int | None:
    """The bytes of the file and of what waits beside it; None on a server."""
    path = store.location.path
    if path is None:
        return None
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())
