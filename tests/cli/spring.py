"""Eight soaps of a spring as a history file: three with a lot of their own went bad, and one of these was made cold."""

from __future__ import annotations

SPRING = "spring-batches.csv"
SOME_BAD = ("B-2", "B-3", "B-4")


def past() -> str:
    """The text of the file."""
    rows = ["batch,formula,step,kind,name,value,unit,lot,at,by"]
    for number in range(1, 9):
        bad, day = f"B-{number}" in SOME_BAD, f"2026-03-{number:02}T"
        rows += [
            f"B-{number},SOAP-LAV,,batch,size,3000,g,,{day}09:00+01:00,Ana",
            f"B-{number},SOAP-LAV,,batch,outcome,{'bad' if bad else 'good'},,,,",
            f"B-{number},SOAP-LAV,weigh oils,weighed,olive oil,1023,g,{'OO-9' if bad else 'OO-1'},,",
            f"B-{number},SOAP-LAV,combine,read,oil temperature,{'31.0' if number == 4 else '43.0'},,,,",
        ]
    return "\n".join(rows) + "\n"
