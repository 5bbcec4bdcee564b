"""A study on a terminal and as JSON."""

from __future__ import annotations

from recipekeeper.cli import document
from recipekeeper.cli.screen import counted, say, table
from recipekeeper.trace.studying.studied import STANDS_OUT, Finding, Side, Study

SHOWN = 10
"""So many at least are on a terminal, where there are so many; all that stand out are, and the JSON has the rest."""


def study_document(found: Study) -> document.Document:
    """The whole study; chances and shares are numbers, times are in seconds, weights in percent of their plan."""
    return {
        "formula": found.formula,
        "compared": {"bad": len(found.bad), "good": len(found.good)},
        "bad": list(found.bad),
        "good": list(found.good),
        "looked_at": found.looked_at,
        "silent": found.silent,
        "correction": "Benjamini-Hochberg",
        "stands_out_up_to": STANDS_OUT,
        "findings": [_finding(rank, each) for rank, each in enumerate(found.findings, start=1)],
    }


def _finding(rank: int, each: Finding) -> document.Document:
    return {
        "rank": rank,
        "factor": each.factor,
        "step": each.step,
        "name": each.name,
        "word": each.word,
        "bad": _side(each.bad),
        "good": _side(each.good),
        "higher_in_bad": each.higher,
        "chance": each.chance,
        "corrected": each.corrected,
        "stands_out": each.stands_out,
        "together_with": list(each.together),
    }


def _side(side: Side) -> document.Document:
    if side.had is not None:
        return {"batches": side.batches, "had": side.had}
    return {
        "batches": side.batches,
        "low": document.quantity(side.low),
        "median": document.quantity(side.middle),
        "high": document.quantity(side.high),
    }


def show_study(found: Study) -> None:
    """A short table, the clearest first, and what it is worth."""
    batches = f"{counted(len(found.bad), 'bad batch')} and {len(found.good)} good"
    say(f"{found.formula}: {batches}; {counted(found.looked_at, 'factor')} looked at", strong=True)
    clear = sum(each.stands_out for each in found.findings)
    if not clear:
        say("Nothing recorded stands out: all of it may well be chance.")
    else:
        say(
            f"{clear} of them stand out; * marks what does."
            if clear > 1
            else "One of them stands out, marked *."
        )
    shown = found.findings[: max(SHOWN, clear)]
    if shown:
        table(
            ("", "factor", "in bad batches", "in good batches", "chance>", "corrected>"),
            [
                (
                    "*" if each.stands_out else "",
                    each.name,
                    each.bad.text,
                    each.good.text,
                    chance_words(each.chance),
                    percent(each.corrected),
                )
                for each in shown
            ],
        )
    for each in shown:
        if each.together:
            say(f"{each.name}: the very same batches had {', '.join(each.together)}.", hanging="  ")
    _show_notes(found, len(shown))


def _show_notes(found: Study, shown: int) -> None:
    if shown < found.looked_at:
        say(f"{found.looked_at - shown} more are in the JSON.")
    if found.silent:
        say(f"{counted(found.silent, 'factor')} can tell nothing: too rare, or always the same.")
    say(
        "chance: how often chance alone does as much. corrected: of all that stand so high, this share is expected to "
        "be chance (Benjamini-Hochberg)."
    )
    say(
        "This is no proof: it may bring bad batches about, follow from what does, or only have been there at the time. "
        "Change one thing and make a few batches."
    )


def chance_words(chance: float) -> str:
    """`1 in 4100`; `likely` where it is no exception."""
    return "likely" if chance >= 0.5 else f"1 in {float(f'{1 / chance:.2g}'):.0f}"


def percent(share: float) -> str:
    """`3 %`; what is small with one decimal, and never nothing."""
    if share < 0.001:
        return "under 0.1 %"
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"
