"""Twelve batches of a lavender shea bar, and the formula they were made by.

Composed for the sample history of the program, consistent with the saponification arithmetic.
SLV-260309-1 was combined at 31/28 °C in a cold workshop and separated; it was also the first batch with a
new shea lot and by a new operator, and the next batch, with both, was good.
"""

from __future__ import annotations

from collections.abc import Mapping

from recipekeeper.batch.model import BatchRecord, Disposition
from tests.trace.kit import (
    Made,
    at_most,
    batch,
    between,
    blank_after,
    formula,
    line,
    step,
    target,
    words,
)

SOAP = formula(
    "SOAP-LAV",
    "5867 g",
    [
        line("olive oil", "2000 g", "oils", "0.25 %"),
        line("coconut oil", "1200 g", "oils", "0.25 %"),
        line("shea butter", "800 g", "oils", "0.25 %"),
        line("sodium hydroxide", "563.3 g", "lye solution", "0.2 %"),
        line("water", "1143.7 g", "lye solution", "3 %"),
        line("lavender essential oil", "120 g", "additives", "2 %"),
        line("kaolin", "40 g", "additives", "5 %"),
    ],
    [
        step("weigh oils", "10 min", "5 min", uses=("oils",)),
        step("melt", "15 min", "5 min"),
        step("make lye", "8 min", "4 min", between("lye peak", "75 degC", "95 degC"), uses=("lye solution",)),
        step("bring to temperature", "45 min", "30 min"),
        step(
            "combine",
            "4 min",
            "2.5 min",
            target("oil temperature", "43 degC", "3 degC", "38 degC..49 degC"),
            between("lye temperature", "36 degC", "46 degC", "35 degC..49 degC"),
            wait_at_most="10 min",
        ),
        step("add lavender", "1 min", "1 min", at_most("batter temperature", "46 degC"), uses=("additives",)),
        step("medium trace", "2 min", "1 min"),
        step("pour", "6 min", "4 min", between("pour temperature", "40 degC", "47 degC")),
        step(
            "set",
            "28 h",
            "6 h",
            between("ambient", "18 degC", "24 degC"),
            between("core peak", "65 degC", "80 degC"),
            words("gel", "full", "partial", "none"),
        ),
        step("cut", "", "", target("wet bar weight", "142 g", "6 g")),
        step("zap test", "", "", words("zap", "pass")),
        step("cure", "", "", between("humidity", "40 %", "60 %"), at_most("cure loss", "15 %")),
    ],
)

_TABLE = """
batch        op olive coconut shea naoh water lavender kaolin ambient humidity melt lye_peak oils lye light medium batter pour_min pour core gel unmould bar zap shea_lot coconut_lot lye_lot lavender_lot
SLV-260112-1 AK 2001 1200 801 563.2 1144 120.1 40.2 20.5 48 14 88 43.5 41.0 4.2 2.0 42.9 6 43.8 72 full    28 142.6 pass SB-2507 CO-2508 NA-2511 LV-0412
SLV-260119-1 AK 1999 1201 799 563.4 1143 119.8 40.0 20.1 47 15 87 42.8 40.2 4.4 2.1 42.3 7 43.1 71 full    29 141.8 pass SB-2507 CO-2508 NA-2511 LV-0412
SLV-260126-1 MR 2000 1199 802 563.0 1145 120.4 39.8 19.8 50 15 89 44.1 42.5 2.9 1.2 43.6 5 45.0 75 full    26 142.4 pass SB-2507 CO-2508 NA-2511 LV-0426
SLV-260202-1 AK 2002 1200 800 563.3 1144 120.0 40.1 15.5 44 17 86 41.2 38.0 4.8 2.3 41.0 7 41.8 58 partial 36 142.6 pass SB-2507 CO-2508 NA-2511 LV-0426
SLV-260209-1 MR 1998 1202 800 563.5 1143 120.2 40.0 20.3 46 14 88 43.0 41.4 3.9 1.9 42.6 6 43.6 73 full    27 142.0 pass SB-2507 CO-2508 NA-2511 LV-0426
SLV-260216-1 AK 2000 1200 801 563.2 1144 119.9 40.3 20.6 49 14 88 43.4 41.8 4.0 2.0 42.9 6 43.7 74 full    27 142.1 pass SB-2507 CO-2601 NA-2511 LV-0426
SLV-260223-1 MR 2001 1199 799 563.3 1144 120.0 40.0 20.2 51 15 87 42.6 40.9 4.3 2.2 42.2 7 43.0 72 full    28 142.5 pass SB-2507 CO-2601 NA-2511 LV-0426
SLV-260302-1 AK 2000 1201 800 563.4 1080 120.1 39.9 20.9 48 14 92 43.8 42.2 3.2 1.5 43.4 5 45.2 77 full    25 140.4 pass SB-2507 CO-2601 NA-2602 LV-0426
SLV-260309-1 TS 2000 1200 800 563.3 1144 120.0 40.0 13.0 42 16 85 31.0 28.0 1.5 0.5 30.4 4 31.2 41 none    24 -     fail SB-2602 CO-2601 NA-2602 LV-0426
SLV-260316-1 TS 2001 1200 801 563.1 1145 120.2 40.1 19.6 47 15 88 43.2 40.6 4.1 2.0 42.6 6 43.4 72 full    28 142.3 pass SB-2602 CO-2601 NA-2602 LV-0426
SLV-260323-1 MR 2000 1198 800 563.2 1144 120.0 40.0 20.4 50 14 87 43.0 41.1 4.5 2.2 42.5 7 43.0 71 full    29 141.7 pass SB-2602 CO-2601 NA-2602 LV-0511
SLV-260330-1 AK 1999 1201 801 563.4 1143 120.1 39.9 20.8 52 15 88 43.6 41.9 4.2 2.1 43.1 6 43.9 73 full    28 142.1 pass SB-2602 CO-2601 NA-2602 LV-0511
"""  # noqa: E501 - a table is read in columns

_COLUMNS, *_CELLS = [row.split() for row in _TABLE.strip().splitlines()]
ROWS = {cells[0]: dict(zip(_COLUMNS, cells, strict=True)) for cells in _CELLS}
BAD = "SLV-260309-1"


def soap(code: str, **changed: str) -> BatchRecord:
    """One of the twelve, with some of its numbers changed; an empty text leaves a field blank."""
    return made({**ROWS[code], **changed}, day=7 * list(ROWS).index(code))


def twelve(**changes: Mapping[str, str]) -> dict[str, BatchRecord]:
    """All of them by code, some with changed numbers: `twelve(SLV_260330_1={"water": "1080"})`."""
    return {code: soap(code, **changes.get(code.replace("-", "_"), {})) for code in ROWS}


def made(row: Mapping[str, str], day: int) -> BatchRecord:
    """One batch from a row of the table; a dash is blank."""
    noted = {column: text for column, text in row.items() if text not in ("", "-")}

    def gathered(columns: str, unit: str = "") -> dict[str, str]:
        pairs = (pair.split("=") for pair in columns.split(","))
        return {name: noted[column] + unit for name, column in pairs if column in noted}

    oils = "olive oil=olive,coconut oil=coconut,shea butter=shea"
    weights = f"{oils},sodium hydroxide=naoh,water=water,lavender essential oil=lavender,kaolin=kaolin"
    times = gathered("melt=melt,bring to temperature=cooling,combine=light,medium trace=medium,pour=pour_min")
    minutes = {name: float(text) for name, text in times.items()}
    if "unmould" in noted:
        minutes["set"] = float(noted["unmould"]) * 60
    places = {
        ("make lye", "lye peak"): ("lye_peak", " degC"),
        ("combine", "oil temperature"): ("oils", " degC"),
        ("combine", "lye temperature"): ("lye", " degC"),
        ("add lavender", "batter temperature"): ("batter", " degC"),
        ("pour", "pour temperature"): ("pour", " degC"),
        ("set", "ambient"): ("ambient", " degC"),
        ("set", "core peak"): ("core", " degC"),
        ("set", "gel"): ("gel", ""),
        ("cut", "wet bar weight"): ("bar", " g"),
        ("zap test", "zap"): ("zap", ""),
        ("cure", "humidity"): ("humidity", " %"),
    }
    failed = noted["zap"] == "fail"
    record = batch(
        SOAP,
        Made(
            noted["batch"],
            weights=gathered(weights, " g"),
            lots=gathered(
                "shea butter=shea_lot,coconut oil=coconut_lot,sodium hydroxide=lye_lot,"
                "lavender essential oil=lavender_lot"
            )
            | {"olive oil": "OO-2509", "kaolin": "KA-0101"},
            readings={
                place: noted[column] + unit for place, (column, unit) in places.items() if column in noted
            },
            minutes=minutes,
            operator=noted["op"],
            outcome=noted.get("outcome"),
            disposition=Disposition.REJECTED if failed else Disposition.RELEASED,
            day=day,
        ),
    )
    return blank_after(record, "zap test") if failed else record
