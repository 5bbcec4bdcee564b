"""Parts and losses: one batter into several moulds, and what did not get into the product."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from recipekeeper.batch.model import BatchRecord, Draft, Kind
from recipekeeper.batch.parts import LONGEST_CODE, PART, part_code
from recipekeeper.batch.reconcile import LOSSES
from recipekeeper.errors import Misused, NotFound, QuantityError, Refused
from recipekeeper.formula.findings import listed, shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_part, find_step, under_way
from recipekeeper.operations.names import match
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_void
from recipekeeper.quantity import Amount, read_amount


def split(context: Context, batch: str | None, into: Sequence[str], equipment: Sequence[str] = ()) -> Logged:
    """A batch goes into several moulds or containers, each with a name: `A=3000 g`, and `A=log mould`.

    Each part has readings, a yield and units of its own, in the one log of the batch.
    """
    amounts = [_named(each, "--into", "A=3000g") for each in into]
    used = dict(_named(each, "--equipment", 'A="log mould"') for each in equipment)
    with context.read() as reading:
        batches = {card.batch for card in reading.cards()}

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        code = record.plan.batch
        known = [part.name for part in record.state.parts]
        drafts = []
        for name, text in amounts:
            _refuse_taken(code, name, known, batches)
            known.append(name)
            if name in used:
                drafts.append(
                    Draft(code, Kind.EQUIPMENT, context.happened_at, value=used.pop(name), lot=name)
                )
            amount = read_portion(context, record, text)
            drafts.append(Draft(code, Kind.SPLIT, context.happened_at, value=amount, typed=text, lot=name))
        if used:
            name = next(iter(used))
            raise Misused(
                f'--equipment names the part {name}, which is not split off here: --into "{name}=AMOUNT"'
            )
        return Wanted(drafts)

    return append(context, batch, want)


def lose(
    context: Context,
    batch: str | None,
    kind: str,
    amount: str,
    step: str | None = None,
    why: str | None = None,
    part: str | None = None,
) -> Logged:
    """Some of it does not get into the product: trimmed, spilt, evaporated, kept as a sample."""
    try:
        meant = match(kind, LOSSES, "kind of loss")
    except NotFound:
        raise NotFound(f"{shown(kind)} is no kind of loss: it is {listed(LOSSES)}.") from None

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        steps = under_way(record)
        named = find_step(record, step).name if step else steps[0] if len(steps) == 1 else None
        lost = Draft(
            record.plan.batch,
            Kind.LOSS,
            context.happened_at,
            step=named,
            name=meant,
            value=read_portion(context, record, amount),
            typed=amount,
            lot=find_part(context, record, batch, part),
            why=why,
        )
        return Wanted([lost])

    return append(context, batch, want, why=why)


def named_part(text: str) -> tuple[str | None, str]:
    """`A=2.9 kg` as part and amount; an amount without a part is of the whole."""
    name, equals, amount = text.partition("=")
    return (name.strip(), amount.strip()) if equals else (None, text)


def _named(text: str, option: str, example: str) -> tuple[str, str]:
    name, value = named_part(text)
    code = (name or "").upper()
    if not PART.fullmatch(code) or not value:
        raise Misused(
            f"{shown(text)} names no part: write its name, of at most 8 of A-Z and 0-9, and what it is, "
            f"e.g. {option} {example}"
        )
    return code, " ".join(value.split())


def _refuse_taken(batch: str, name: str, known: Sequence[str], batches: Collection[str]) -> None:
    if name in known:
        raise Refused(
            f"{batch} has a part {name} already. If its amount is wrong, correct its entry: rk correct ENTRY AMOUNT"
        )
    if part_code(batch, name) in batches:
        raise Refused(f"{part_code(batch, name)} is a batch already: give the part another name than {name}.")
    if len(part_code(batch, name)) > LONGEST_CODE:
        raise Refused(
            f"{part_code(batch, name)} has more than {LONGEST_CODE} characters, which is the most that a code has: "
            f"give the part a shorter name than {name}."
        )


def read_portion(context: Context, record: BatchRecord, text: str) -> Amount:
    """So much of a batch; a bare number takes the unit of its yield. Raises QuantityError."""
    yields = record.plan.scaled.yields
    value = read_amount(text, context.units, bare=yields.unit)
    if value.value <= 0:
        raise QuantityError(f'"{text}" is nothing; write how much it is, e.g. 120 g.')
    return value
