"""A maker's bastille in a mould of 8 x 3.5 x 2.5 in: 794 g of oils, 113.9 g of sodium hydroxide of 98 %.

Olive 50, coconut 30, shea 15, castor 5 % of the oils, 5 % superfat, a lye of 33 %; with the SAP values of the
maker's chart, in g NaOH per g: olive 0.135, coconut 0.183, shea and castor 0.128.
"""

from __future__ import annotations

from functools import cache

from recipekeeper.batch.consequence import Consequence, Weighed, consequences
from recipekeeper.batch.model import Plan
from recipekeeper.batch.record import record
from recipekeeper.formula.substance.sap import read_sap
from tests.batch.bench import Log, plan

_OIL = """
[[ingredient]]
name = "{name}"
phase = "oils"
share = "{share} %"
sap = "{sap}"
tolerance = "1 %"
resolution = "1 g"
round = "nearest"
"""
CHART = ("0.135 g NaOH/g", "0.183 g NaOH/g", "0.128 g NaOH/g", "0.128 g NaOH/g")
TABLE = ("190 mg KOH/g", "257 mg KOH/g", "179 mg KOH/g", "180 mg KOH/g")
"""The SAP values of the program's own table."""
STEPS = """
[[step]]
name = "weigh oils"
uses = ["oils"]

[[step]]
name = "make lye"
uses = ["lye solution"]

[[step]]
name = "combine"

[[step]]
name = "scent"
uses = ["scent"]
"""


def text(saps: tuple[str, ...] = CHART, alkali_scale: str = "0.1 g", steps: str = STEPS) -> str:
    """The formula as a file."""
    names = ("olive oil", "coconut oil", "shea butter", "castor oil")
    lines = zip(names, (50, 30, 15, 5), saps, strict=True)
    oils = "".join(_OIL.format(name=name, share=share, sap=sap) for name, share, sap in lines)
    return f"""
format = 1
code = "LAV-BAST"
name = "Lavender bastille"
yields = "1158 g"
basis = "oils"
basis_amount = "793.8 g"

[lye]
alkali = "NaOH"
purity = "98 %"
superfat = "5 %"
concentration = "33 %"
resolution = "{alkali_scale}"
tolerance = "0.5 %"
water_resolution = "0.1 g"
water_tolerance = "3 %"
{oils}
[[ingredient]]
name = "lavender essential oil"
phase = "scent"
share = "3 %"
tolerance = "2 %"
resolution = "0.1 g"
{steps}"""


@cache
def bastille(saps: tuple[str, ...] = CHART, alkali_scale: str = "0.1 g", steps: str = STEPS) -> Plan:
    return plan(text(saps, alkali_scale, steps))


WEIGHED = {
    "olive oil": "397 g",
    "coconut oil": "238 g",
    "shea butter": "119 g",
    "castor oil": "40 g",
    "sodium hydroxide": "113.9 g",
    "water": "226.7 g",
}


def weighed(planned: Plan, *names: str, **others: str) -> Log:
    """A log in which these went in as planned, at nine, in this order; `others` say otherwise, as `olive_oil`."""
    log = Log(planned)
    for name in names:
        log.weigh(name, others.get(name.replace(" ", "_"), WEIGHED[name]), "09:00")
    return log


def said(log: Log, lots: dict[str, str] | None = None) -> tuple[Consequence, ...]:
    """What follows from the newest entry of a log; `lots` are the SAP of the lots that were weighed."""
    saps = {name: read_sap(sap) for name, sap in (lots or {}).items()}
    before = record(log.plan, log.entries[:-1])
    return consequences(Weighed(before, {}), Weighed(log.record, saps))


def sentences(log: Log, lots: dict[str, str] | None = None) -> list[str]:
    return [one.sentence for one in said(log, lots)]
