"""What came of a batch: deviations, changes, yield, parts, remarks, decisions, and every entry of its log."""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.account import account
from recipekeeper.batch.deviation import Deviation, DeviationStatus
from recipekeeper.batch.force import Ledger
from recipekeeper.batch.model import TAKES_BACK, Entry, Kind
from recipekeeper.batch.parts import part_code
from recipekeeper.batch.reconcile import reconciled
from recipekeeper.paper.entries import Told, first_words, value_text, what_text
from recipekeeper.paper.figures import yield_range
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.paper.record.making import standing_deviations
from recipekeeper.paper.report.page import Column, Group, Row, Section

EVERY_ENTRY = "Every entry, in order of recording"

_DECISIONS = frozenset({Kind.FINISH, Kind.HOLD, Kind.RELEASE, Kind.REJECT, Kind.BATCH_VOID})
_REMARKS = frozenset({Kind.NOTE})
_SINCE = frozenset({Kind.OUTCOME, Kind.SYMPTOM, Kind.OBSERVATION, Kind.COMPLAINT})


def deviations(told: Told) -> Section:
    """Every departure from the plan, with what was made of it."""
    columns = (
        Column("no."),
        Column("what", 4),
        Column("expected", 4),
        Column("found", 4, finds=True),
        Column("off", 3),
        Column("severity"),
        Column("status"),
    )
    rows = tuple(_deviation(told, one) for one in told.record.deviations)
    lead = () if rows else ("No departure from the plan is recorded.",)
    return Section("Deviations", columns if rows else (), (Group("", rows),), lead)


def _deviation(told: Told, one: Deviation) -> Row:
    resolved = next(
        (
            entry
            for entry in told.record.state.in_force
            if entry.kind is Kind.RESOLVE and entry.name == f"D{one.number}"
        ),
        None,
    )
    name, step = one.name or one.step or "", one.step if one.name and one.step else ""
    what = f"{name} at {step}" if step else name
    is_open = one.status is DeviationStatus.OPEN
    status = "" if is_open else one.status.value
    cells = (f"D{one.number}", what, one.expected, one.found, one.off, one.severity.value, status)
    notes = [
        f"{title}: {one_line(words)}"
        for title, words in (("Cause", one.cause), ("Correction", one.correction))
        if words
    ]
    if resolved is not None:
        notes.append(f"Written down by {one_line(resolved.by)}, {told.at(resolved.happened_at)}.")
    first = next(entry for entry in told.record.entries if entry.seq == one.entry)
    at = f", {told.at(first.happened_at)}" if first.happened_at else ""
    notes.append(one_line(f"First seen at entry {first.seq}{at}, by {first.by}."))
    # What is still open has to be seen without reading the column.
    return Row(tuple(map(one_line, cells)), departs=("open",) if is_open else (), notes=tuple(notes))


def changes(told: Told) -> Section | None:
    """Every value that was changed after entry: what it was first, what it is now, who, when, why."""
    if not told.changes:
        return None
    columns = (
        Column("entry", right=True),
        Column("what", 4),
        Column("first value", 3),
        Column("final value", 3, finds=True),
    )
    rows = tuple(
        Row(
            (
                str(change.first.seq),
                what_text(change.first),
                first_words(change.first),
                first_words(change.now) if change.now else "counts no longer",
            ),
            notes=tuple(f"{_capital(told.act_words(act))}." for act in change.acts),
        )
        for change in told.changes
    )
    return Section("Changed after entry", columns, (Group("", rows),), as_typed=True)


def _capital(sentence: str) -> str:
    return one_line(sentence[:1].upper() + sentence[1:])


def yields(told: Told) -> Section:
    """From what should come out to what did, with what was lost on the way."""
    record = told.record
    columns = (Column("", 2), Column("amount", 1, right=True, finds=True), Column("", 3))
    lines = account(reconciled(record))
    rows = tuple(
        Row(
            tuple(map(one_line, line)),
            departs=standing_deviations(told, ("yield",)) if line.name == "yield" else (),
        )
        for line in lines
    )
    changed = tuple(
        sentence for kind in (Kind.YIELD, Kind.UNITS, Kind.LOSS) for sentence in _changed(told, kind)
    )
    limits = yield_range(record.plan.scaled.yields, record.plan.formula.yield_within)
    lead = (*((f"Allowed: {limits}.",) if limits else ()), *changed)
    if len(lines) == 1:
        lead = (*lead, "No yield is recorded yet.")
    losses = [entry for entry in record.state.in_force if entry.kind is Kind.LOSS and entry.why]
    lead = (*lead, *(one_line(f"Lost {each.value} by {each.name}: {each.why}") for each in losses))
    return Section("Yield", columns, (Group("", rows),), lead)


def _changed(told: Told, kind: Kind) -> tuple[str, ...]:
    return tuple(told.sentence(change) for change in told.changes if change.first.kind is kind)


def parts(told: Told) -> Section | None:
    """What a batch was split into, each with its own code; None where it was not."""
    record = told.record
    if not record.state.parts:
        return None
    columns = (
        Column("part", 3),
        Column("amount", right=True, finds=True),
        Column("in", 3),
        Column("yield", right=True),
        Column("units", right=True),
    )
    rows = tuple(
        Row(
            (
                part_code(record.plan.batch, part.name),
                str(part.amount),
                one_line(part.equipment or ""),
                str(part.yields or ""),
                str(part.units or ""),
            )
        )
        for part in record.state.parts
    )
    return Section("Parts", columns, (Group("", rows),))


def remarks(told: Told) -> Section | None:
    """What was noted while it was made."""
    return _said(told, "Remarks", _REMARKS)


def since_then(told: Told) -> Section | None:
    """How it turned out, what was seen later, what people said."""
    return _said(told, "Since then", _SINCE)


def decisions(told: Told) -> Section:
    """Who finished, held, released or rejected it, and why; with room to sign by hand."""
    found = _said(told, "Decisions", _DECISIONS) or Section("Decisions", lead=("Nothing is decided yet.",))
    return replace(found, signs=("Record reviewed by", "Decided by"))


def _said(told: Told, title: str, kinds: frozenset[Kind]) -> Section | None:
    rows = tuple(_saying(told, entry) for entry in told.record.state.in_force if entry.kind in kinds)
    columns = (Column("at", 4), Column("by", 3), Column("what", 4), Column("in words", 11, finds=True))
    return Section(title, columns, (Group("", rows),), as_typed=True) if rows else None


def _saying(told: Told, entry: Entry) -> Row:
    about = f"on {entry.name}" if entry.kind is Kind.OBSERVATION and entry.name else entry.name or ""
    of = entry.step or (part_code(entry.batch, entry.part) if entry.part else "")
    units = entry.typed if entry.kind is Kind.COMPLAINT and entry.typed else ""
    what = ", ".join(filter(None, (entry.kind.value, about, of, units)))
    words = ": ".join(filter(None, (value_text(entry), entry.reason or "")))
    changed = tuple(told.sentence(each) for each in told.changes if each.first.seq == entry.seq)
    cells = (told.at(entry.happened_at), told.by([entry]), one_line(what), one_line(words))
    return Row(cells, is_changed=bool(changed), notes=changed)


def entries(told: Told) -> Section:
    """The whole log in order of recording: nothing is left out, and what no longer counts is struck through."""
    ledger = Ledger(told.record.entries)
    acted: dict[int, list[int]] = {}
    for entry in told.record.entries:
        if entry.kind in TAKES_BACK and entry.supersedes is not None:
            acted.setdefault(entry.supersedes, []).append(entry.seq)
    columns = (
        Column("no.", right=True),
        Column("happened"),
        Column("recorded"),
        Column("by", 2),
        Column("what", 5),
        Column("value", 5),
        Column("lot", 3),
        Column("why", 4),
    )
    rows = tuple(
        Row(
            (
                str(entry.seq),
                moment(entry.happened_at) if entry.happened_at else "not known",
                moment(entry.recorded_at),
                one_line(entry.by),
                what_text(entry),
                value_text(entry),
                one_line(entry.lot or "") if not entry.part else "",
                _why(entry, acted.get(entry.seq, [])),
            ),
            is_out=entry.kind not in TAKES_BACK and ledger.current(entry.seq) is None,
        )
        for entry in told.record.entries
    )
    lead = ("What no longer counts is struck through; nothing is ever removed.",)
    return Section(EVERY_ENTRY, columns, (Group("", rows),), lead, is_small=True, as_typed=True)


def _why(entry: Entry, acted: list[int]) -> str:
    by = f"see entry {', '.join(map(str, acted))}" if acted else ""
    imported = "imported" if entry.imported else ""
    return one_line("; ".join(filter(None, (entry.why or "", by, imported))))
