"""Studies: which recorded factors go with bad batches at all, over the whole history of a formula."""

from __future__ import annotations

from datetime import datetime

from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.record import folded
from recipekeeper.errors import Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.trace.studying.studied import LEAST_OF_EACH, Study
from recipekeeper.trace.studying.study import counted, study


def study_formula(context: Context, reference: str, since: datetime | None = None) -> Study:
    """The study of a formula, by `CODE@N` of that version alone; `since` by when a batch began.

    Raises NotFound and Ambiguous for names, Refused where too few batches went bad, or too few well.
    """
    with context.read() as reading:
        version = find_version(reading, reference)
        code = version.formula.code
        records = [folded(plan, log) for plan, log in reading.pasts(code, most=None)]
    if "@" in reference:
        records = [record for record in records if record.plan.version == version.number]
    if since is not None:
        records = [record for record in records if (began := record.state.started_at) and began >= since]
    bad, good = counted(records)
    if min(len(bad), len(good)) < LEAST_OF_EACH:
        raise Refused(_too_few(version.reference if "@" in reference else code, bad, good, since))
    return study(code, bad, good)


def _too_few(name: str, bad: list[BatchRecord], good: list[BatchRecord], since: datetime | None) -> str:
    began = f" since {since:%Y-%m-%d}" if since else ""
    said = (
        f"{name} has {len(bad)} bad and {len(good)} good {'batch' if len(good) == 1 else 'batches'}{began}: a study "
        f"takes at least {LEAST_OF_EACH} of each."
    )
    if bad:
        return f"{said} Look at one batch by itself with rk trace {bad[-1].plan.batch}"
    return f"{said} rk outcome BATCH bad says that one went bad."
