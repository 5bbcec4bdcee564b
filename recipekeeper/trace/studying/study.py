"""Which recorded factors go with bad batches at all, over the whole history of a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recipekeeper.batch.model import BatchRecord
from recipekeeper.trace.names import names_of, past
from recipekeeper.trace.studying.ranks import false_discoveries
from recipekeeper.trace.studying.studied import Finding, Study
from recipekeeper.trace.studying.study_factors import Looked, categories, numbers_and_words
from recipekeeper.trace.tracing import is_bad


def counted(records: Sequence[BatchRecord]) -> tuple[list[BatchRecord], list[BatchRecord]]:
    """The bad and the good ones; what counts as neither is in none."""
    labels = [(record, is_bad(record)) for record in records]
    return [one for one, bad in labels if bad], [one for one, bad in labels if bad is False]


def study(formula: str, bad: Sequence[BatchRecord], good: Sequence[BatchRecord]) -> Study:
    """Every factor of bad and good batches with how often chance alone does as much.

    Categories by Fisher's exact test (one-sided: does it go with bad batches?), numbers by ranks (two-sided), all
    corrected for how many were looked at. Needs LEAST_OF_EACH of both.
    """
    newest = max([*bad, *good], key=lambda one: (one.plan.version, _began(one), one.plan.batch))
    versions = {one.plan.version: one.plan.formula for one in (*bad, *good)}
    names = names_of(newest, [versions[number] for number in sorted(versions)])
    bad_pasts, good_pasts = ([past(one, names) for one in batches] for batches in (bad, good))
    asked = past(newest, names)
    looked = [*numbers_and_words(asked, bad_pasts, good_pasts), *categories(asked, bad_pasts, good_pasts)]
    telling = _told_apart(each for each in looked if each is not None)
    corrected = false_discoveries([finding.chance for finding in telling])
    findings = [replace(each, corrected=share) for each, share in zip(telling, corrected, strict=True)]
    return Study(
        formula,
        tuple(one.plan.batch for one in bad),
        tuple(one.plan.batch for one in good),
        tuple(sorted(findings, key=lambda each: (each.corrected, each.chance))),
        looked.count(None),
    )


def _began(record: BatchRecord) -> float:
    began = record.state.started_at
    return began.timestamp() if began else 0.0


def _told_apart(looked: Iterable[Looked]) -> list[Finding]:
    """Those that the very same batches had are one finding: no count tells them apart."""
    groups: dict[object, list[Finding]] = {}
    for finding, batches in looked:
        groups.setdefault(batches or finding.factor, []).append(finding)
    return [
        replace(first, together=tuple(other.name for other in others)) for first, *others in groups.values()
    ]
