"""What is to be said beside a chart: its capability or why there is none, and what its limits are worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from recipekeeper.chart import constants, limits
from recipekeeper.chart.baseline import Baseline
from recipekeeper.chart.capability import capability
from recipekeeper.chart.model import Capability, Chart, Form, Observation, Segment
from recipekeeper.chart.subject import LeftOut, Values

_NAMED = 8
"""Batches that are named before the others are only counted."""


def capability_of(
    made: Chart, observations: Sequence[Observation], without: Collection[str], *, anyway: bool
) -> Capability | str:
    """Of the newest version, from the values that are not left out; or in words why there is none."""
    if made.form is not Form.INDIVIDUALS:
        return "it is of measured numbers, not of shares or counts."
    if made.wanted.low is None and made.wanted.high is None:
        return "the formula sets no limits for it, so there is nothing to compare the spread with."
    values = [each.value for each in observations if each.batch not in without]
    if len(values) < 2:
        return "there are fewer than 2 values of this version."
    if not any(limits.moving_ranges(values)):
        return "all values are equal: the scale or the reading is too coarse to show any spread."
    if not anyway and _is_unsteady(made, without):
        return (
            "the process is not steady (see the signals), so its spread foretells nothing. "
            "--anyway computes it all the same."
        )
    if not anyway and len(values) < constants.CAPABILITY_FROM:
        return (
            f"{len(values)} values of this version are too few: capability needs "
            f"{constants.CAPABILITY_FROM}. --anyway computes it all the same, with its wide interval."
        )
    return capability(values, made.wanted)


def _is_unsteady(made: Chart, without: Collection[str]) -> bool:
    """Whether anything stands out in the newest version that the batches left out do not explain."""
    newest = made.points[-1].version
    counted = {
        point.number for point in made.points if point.version == newest and point.batch not in without
    }

    return any(not counted.isdisjoint(signal.points) for signal in made.signals) or any(
        counted.issuperset(step.points) for step in made.steps
    )


def notes(
    found: Values, segments: Sequence[Segment], baseline: Baseline, *, group: int, ewma: bool
) -> tuple[str, ...]:
    """What is left out, and how firm the limits of each version are."""
    what = "groups" if found.in_words else "values"
    said = [*_left_out(found.left_out), *([found.remark] if found.remark else [])]
    for segment in segments:
        said += _about_limits(segment, baseline, what)
    if ewma and found.form is not Form.INDIVIDUALS:
        said.append("There is no moving average of shares or counts.")
    if found.in_words and found.observations:
        said.append(f"Each point is the share of up to {group} batches in a row.")
    return tuple(said)


def _left_out(left_out: LeftOut) -> Iterable[str]:
    for reason in dict.fromkeys(why for _, why in left_out):
        batches = [batch for batch, why in left_out if why == reason]
        more = f" and {len(batches) - _NAMED} more" if len(batches) > _NAMED else ""
        yield f"Left out, because {reason}: {', '.join(batches[:_NAMED])}{more}."


def _about_limits(segment: Segment, baseline: Baseline, what: str) -> Iterable[str]:
    if baseline.number and segment.base < baseline.number:
        yield f"Version {segment.version} has only {segment.base} of {baseline.number} baseline {what}."
    elif baseline.first and segment.first is None:
        yield f"Version {segment.version} has no batch in the baseline: its limits are from its own {what}."
    if segment.base < constants.RULES_FROM:
        yield (
            f"Version {segment.version}: no rules are looked at with fewer than "
            f"{constants.RULES_FROM} {what} ({segment.base} so far)."
        )
    elif segment.provisional:
        yield (
            f"Version {segment.version}: the limits are provisional, from {segment.base} {what}; "
            f"they are firm from {constants.FIRM_FROM} on."
        )
