"""What the workshop writes down: a formula file for each version, and one history file."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from random import Random

from tests.benchmarks.trace.world import DURATION, READING, WAIT, WEIGHT, Node, Run, World

_HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"
_TYPING_ERROR = 0.002
_LEAST_SHARE = 0.03
"""No number falls below this share of its target, however far the fault: none is negative or nothing."""

_HIGHEST = {"pH": 14.0, "Brix": 99.0, "degC": 5000.0}
"""What the program refuses to read in such a unit, no maker could have put into a history."""


def formula_text(world: World, version: int) -> str:
    """The formula file of one version."""
    lines = [
        "format = 1",
        f'code = "{world.code}"',
        f'name = "Simulated {world.family}, version {version}"',
        f'yields = "{world.yields:g} g"',
    ]
    for i, node in enumerate(world.nodes):
        if node.kind == WEIGHT:
            amount = _digits(world.target(i, version), 6)
            lines += ["", "[[ingredient]]", f'name = "{node.name}"', f'amount = "{amount} g"']
            lines += (
                [f'tolerance = "{_digits(node.tolerance * node.spread * 100, 3)} %"']
                if node.tolerance
                else []
            )
    for step, stage in enumerate(world.stages):
        lines += ["", "[[step]]", f'name = "{stage.name}"']
        used = ", ".join(f'"{world.nodes[i].name}"' for i in world.of_step(step, WEIGHT))
        lines += [f"uses = [{used}]"] if used else []
        for i in world.of_step(step, DURATION, WAIT):
            lines += _time_lines(world.nodes[i], world.target(i, version))
        for i in world.of_step(step, READING):
            lines += ["", "[[step.check]]", *_check_lines(world.nodes[i], world.target(i, version))]
    return "\n".join(lines) + "\n"


def _time_lines(node: Node, minutes: float) -> list[str]:
    if node.kind == WAIT:
        if node.tolerance is None:
            return []
        return [f'wait_at_most = "{max(1, math.ceil(minutes * math.exp(node.tolerance * node.spread)))} min"']
    lines = [f'lasts = "{_digits(minutes, 5)} min"']
    if node.tolerance is not None:
        within = max(minutes * math.expm1(node.tolerance * node.spread), 0.01)
        lines.append(f'within = "{_digits(within, 3)} min"')
    return lines


def _check_lines(node: Node, target: float) -> list[str]:
    lines = [f'measure = "{node.name}"']
    if node.words:
        return [*lines, f'is = ["{node.words[1]}"]']
    places = _places(node.resolution)

    def quantity(value: float) -> str:
        return f'"{value:.{places + 1}f} {node.unit}"'

    if node.tolerance is None:
        return [*lines, f"target = {quantity(target)}"]
    half = node.tolerance * node.spread
    match node.limit:
        case "between":
            return [*lines, f"between = [{quantity(target - half)}, {quantity(target + half)}]"]
        case "at most":
            return [*lines, f"at_most = {quantity(target + half)}"]
        case "at least":
            return [*lines, f"at_least = {quantity(target - half)}"]
        case _:
            return [*lines, f"target = {quantity(target)}", f"within = {quantity(half)}"]


def _digits(value: float, significant: int) -> str:
    """That many significant digits, without an exponent."""
    return f"{float(f'{value:.{significant}g}'):f}".rstrip("0").rstrip(".")


def _places(resolution: float) -> int:
    return max(0, -math.floor(math.log10(resolution) + 1e-9))


def history_text(rng: Random, world: World, runs: list[Run], asked: str) -> str:
    """The history file of all batches."""
    outcome_noted = rng.random() < 0.7
    lines = [_HEADER]
    for run in runs:
        writer = _Writer(rng, world, run)
        writer.of_the_batch(outcome_noted or run.code == asked)
        writer.steps()
        lines += writer.lines
    return "\n".join(lines) + "\n"


_FARTHEST = math.log(50)
"""No time is more than fifty times as long as planned: a workshop would have stopped waiting."""


class _Writer:
    """Writes one batch down, with the gaps and slips of a person."""

    def __init__(self, rng: Random, world: World, run: Run) -> None:
        self.lines: list[str] = []
        self._rng = rng
        self._world = world
        self._run = run

    def of_the_batch(self, outcome_noted: bool) -> None:
        run = self._run
        size = _digits(self._world.yields * run.size, 6)
        self._row("", "batch", "size", size, "g", "", _moment(run.began), run.operator)
        self._row("", "batch", "version", str(run.version))
        if outcome_noted:
            self._row("", "batch", "outcome", "bad" if run.is_bad else "good")
        else:
            self._row("", "batch", "disposition", "rejected" if run.is_bad else "released")

    def steps(self) -> None:
        run, world = self._run, self._world
        order = list(range(len(world.stages)))
        for step in sorted(run.swapped):
            order[step - 1], order[step] = order[step], order[step - 1]
        at = run.began + timedelta(minutes=self._rng.uniform(0, 4))
        for step in order:
            if step in run.unrecorded:
                if self._rng.random() < 0.4:
                    self._row(world.stages[step].name, "skipped", "", "left out")
                continue
            begins = at + timedelta(minutes=self._minutes(step, WAIT))
            at = begins + timedelta(minutes=self._minutes(step, DURATION))
            self._step(step, begins, at)

    def _minutes(self, step: int, kind: str) -> float:
        found = self._world.of_step(step, kind)
        if not found:
            return 0.0
        node, run = self._world.nodes[found[0]], self._run
        planned = self._world.target(found[0], run.version)
        stretched = planned * math.pow(run.size, node.stretch)
        far = min(node.spread * (node.bias + run.z[found[0]]), _FARTHEST)
        return stretched * math.exp(far)

    def _step(self, step: int, begins: datetime, ends: datetime) -> None:
        stage, run, rng, world = self._world.stages[step], self._run, self._rng, self._world
        before = len(self.lines)
        times = {i for i in world.of_step(step, DURATION, WAIT) if i in run.blanked}
        certain = step in run.noted
        if certain or (rng.random() >= stage.no_start and not times):
            self._row(stage.name, "started", at=self._clock(begins))
        if step in run.units:
            self._row(stage.name, "equipment", value=run.units[step])
        for i in world.of_step(step, WEIGHT, READING):
            self._number(i)
        if certain or rng.random() >= stage.no_end or len(self.lines) == before:
            self._row(stage.name, "ended", at=self._clock(ends))

    def _clock(self, at: datetime) -> str:
        return _moment(at) if self._world.whole_minutes else at.isoformat(sep=" ", timespec="seconds")

    def _number(self, i: int) -> None:
        node, run = self._world.nodes[i], self._run
        lot = run.lots.get(node.name, "") if node.kind == WEIGHT else ""
        is_blank = self._rng.random() < node.blank or i in run.blanked
        if node.kind == WEIGHT:
            text = "" if is_blank else self._typed(i, self._weighed(i), node.resolution)
            if text or lot:
                self._row(node.place, "weighed", node.name, text, "g" if text else "", lot)
        elif not is_blank:
            off = node.bias + run.z[i]
            if node.words:
                self._row(node.place, "read", node.name, node.words[1 + (off > node.cut) - (off < -node.cut)])
                return
            target = self._world.target(i, run.version)
            value = max(target + node.spread * off, _LEAST_SHARE * target)
            self._row(node.place, "read", node.name, self._typed(i, value, node.resolution), node.unit)

    def _weighed(self, i: int) -> float:
        node, run = self._world.nodes[i], self._run
        planned = self._world.target(i, run.version) * run.size
        return planned * max(1 + node.spread * (node.bias + run.z[i]), _LEAST_SHARE)

    def _typed(self, i: int, value: float, resolution: float) -> str:
        highest = _HIGHEST.get(self._world.nodes[i].unit, math.inf)
        value = min(value, highest)
        text = f"{round(value / resolution) * resolution:.{_places(resolution)}f}"
        if self._rng.random() >= _TYPING_ERROR:
            return text
        slips = [text + "0", text.replace(".", ""), text[1:] or text, text[:1] + text]
        if len(text) > 1:
            slips.append(text[1] + text[0] + text[2:])
        slip = self._rng.choice(slips)
        is_number = slip[0] not in ".-" and slip[-1] != "."
        return slip if is_number and float(slip) <= highest else text

    def _row(
        self, step: str, kind: str, name: str = "", value: str = "", unit: str = "", lot: str = "",
        at: str = "", by: str = "",
    ) -> None:  # fmt: skip
        run = self._run
        self.lines.append(
            f"{run.code},{self._world.code},{step},{kind},{name},{value},{unit},{lot},{at},{by}"
        )


def _moment(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")
