"""What rules ask of a batch record, by kind of goods, and where each item stands in this one.

Gathered from 21 CFR 111 (dietary supplements), 114 (acidified foods), 117 (food), 211 (drugs, the template of
all), 1.1345 ff. (food traceability), Regulation (EC) 1223/2009 and ISO 22716 (cosmetics), MoCRA, 21 CFR 11 and
EU GMP Annex 11. It says where an item stands, and nothing of whether that is enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recipekeeper.formula.model import Formula
from recipekeeper.paper.goods import GOODS, goods_of
from recipekeeper.paper.record.plan import INGREDIENTS, INSTRUCTIONS
from recipekeeper.paper.record.sources import INSTRUMENTS, LOTS
from recipekeeper.paper.report.page import Column, Group, Row, Section

TITLE = "What stands where"

_HEAD = "head"
_EVERY_PAGE = "every page"
_STORE = "the store, not this record"
_NOT_KEPT = "not kept here: by hand"


class Item(NamedTuple):
    """One item: what is asked, by which rule, for which goods, and where it stands."""

    number: int
    text: str
    asked_by: str
    letters: str
    where: tuple[str, ...]
    """Titles of sections, or words."""


ITEMS = (
    Item(1, "product name, code, form", "211.186, 111.210, 22716", "xxx", (_HEAD,)),
    Item(2, "formula version", "211.186, EU GMP 4.5", "xxx", (_HEAD,)),
    Item(3, "author and date, release of the formula", "211.186(a), 11.50", "oxx", (_HEAD,)),
    Item(4, "reason for the change of the formula", "Annex 11 §9, 22716 §15", "xxx", (_HEAD,)),
    Item(5, "identity of each component", "211.186, 111.210(b)", "xxx", (INGREDIENTS, LOTS)),
    Item(6, "amount of each component, with its unit", "211.186(b)(4)", "xxx", ("Weights",)),
    Item(7, "tolerance of each component", "211.186(b)(4)", "xxx", ("Weights",)),
    Item(8, "calculated excess", "211.186(b)(5)", "oxx", (INGREDIENTS,)),
    Item(9, "batch size, master scaled to it", "111.205", "xxx", (_HEAD, "Weights")),
    Item(10, "steps with instructions and precautions", "211.186(b)(9), 22716 7.2.1", "xxx", (INSTRUCTIONS,)),
    Item(11, "process limits: target, action, critical", "117, 114.83, 22716", "xxx", ("Readings",)),
    Item(12, "time limits of steps and waits", "211.111, 114.80", "xxx", ("Steps",)),
    Item(13, "tests of each step", "211.186(b)(9), 111.210(h)", "xxx", ("Readings",)),
    Item(14, "plan of correction for each limit", "111.210(h)(5), 117.150", "oxx", (_NOT_KEPT,)),
    Item(15, "theoretical yield and its limits", "211.186(b)(7), 111.210(f)", "xxx", ("Yield",)),
    Item(16, "packaging, closures, label revision", "211.186(b)(8)", "xxx", (_NOT_KEPT,)),
    Item(17, "scheduled process, process authority, filing", "114.83, 108.25", "--x", (_NOT_KEPT,)),
    Item(18, "batch number", "211.188, 111.260(a), 1223 Art. 19", "xxx", (_EVERY_PAGE, "Parts")),
    Item(
        19, "frozen copy of the master, scale factor", "211.188(a)", "xxx", (_HEAD, INGREDIENTS, INSTRUCTIONS)
    ),
    Item(20, "who began it, start and end with zone", "117.305(f), EU GMP 4.20", "xxx", (_HEAD,)),
    Item(21, "start-up checks", "22716 7.2.2, 211.188(b)(6)", "oxx", ("Remarks",)),
    Item(22, "equipment used", "211.188(b)(2), 111.260(b)", "xxx", ("Steps", "Parts")),
    Item(23, "cleaning and sanitising", "111.260(c)", "oxx", ("Remarks",)),
    Item(24, "lot of every component used", "211.188(b)(3), 22716, 1.1350", "xxx", ("Weights", LOTS)),
    Item(25, "actual amount of each component, as typed", "211.188(b)(4)", "xxx", ("Weights",)),
    Item(26, "weighed by, checked by", "211.101(c)(d)", "ooo", ("Weights",)),
    Item(27, "each step: begin, end, who, checked by", "211.188(b)(11)", "xxx", ("Steps",)),
    Item(28, "readings: value, unit, instrument, time", "211.188(b)(5), 117.305(b)", "xxx", ("Readings",)),
    Item(29, "pH: value, meter above 4.0", "114.80, 114.90", "-ox", ("Readings",)),
    Item(30, "instruments and their calibration", "117.190, 114.90, 22716 §5", "oxx", (INSTRUMENTS,)),
    Item(31, "readings judged by limits, failed ones kept", "HACCP", "xxx", ("Readings", "Deviations")),
    Item(32, "deviations: what, when, which step", "211.100(b), 114.100(c)", "xxx", ("Deviations",)),
    Item(33, "deviations: what is affected", "114.100(c), 211.192", "xxx", ("Deviations", "Parts")),
    Item(
        34, "deviations: cause, correction, who closed it", "111.140(b)(3), 117.150", "oxx", ("Deviations",)
    ),
    Item(35, "disposition: who, when, why", "111.260, 114.89, 211.192", "xxx", ("Decisions",)),
    Item(36, "rework: of which batch, how much", "111.260(n), 22716 §10", "xxx", ("Weights", LOTS)),
    Item(37, "actual yield, percent of theoretical, losses", "211.188(b)(7), 211.103", "xxx", ("Yield",)),
    Item(38, "packaging lots, labels issued and used", "211.188(b)(8), 111.260(k)", "oxx", (_NOT_KEPT,)),
    Item(39, "container size, units filled, code", "114.100(b), 114.80(b)", "oxx", ("Yield", "Parts")),
    Item(40, "samples retained", "211.188(b)(10), 22716 9.8", "oxo", ("Yield",)),
    Item(41, "review and release: name, time, meaning", "211.192, 117.165, 11.50", "oxx", ("Decisions",)),
    Item(42, "receiving: lot, amount, supplier, date", "1.1345, 1.337, 114.100(a)", "xxx", (LOTS,)),
    Item(43, "expiry of materials", "22716 6.4", "oxx", (LOTS,)),
    Item(44, "shipping: lot, amount, to whom", "1.1340, 1.345, 114.100(d)", "oxx", (_NOT_KEPT,)),
    Item(45, "trace back and forward", "1.1455, Art. 18", "oxx", (LOTS, _STORE)),
    Item(46, "complaints and adverse events", "MoCRA 605, 22716 §14", "oxx", ("Since then",)),
    Item(
        47,
        "audit trail: old, new, who, when, why",
        "11.10(e), Annex 11 §9",
        "xxx",
        ("Changed after entry", "Every entry, in order of recording"),
    ),
    Item(48, "print: changes marked, page x of y", "Annex 11 §8.2, 11.50(b)", "xxx", (_EVERY_PAGE,)),
    Item(49, "how long it is kept", "114, 117, 111, MoCRA, 1223", "oxx", (_NOT_KEPT,)),
    Item(50, "statement of the manufacturing method", "1223 Art. 11(2)(c)", "-x-", (INSTRUCTIONS,)),
)


def checklist(formula: Formula, sections: Sequence[Section], missing: Mapping[int, str]) -> Section:
    """Every item that is asked of such goods: where it stands among these sections, and what of it does not.

    `missing` says by the number of an item what of it is not recorded.
    """
    goods = goods_of(formula)
    numbers = {section.title: place for place, section in enumerate(sections, 1)}
    rows = []
    for item in ITEMS:
        # Of goods that no rule is known for, what is asked of any is good practice.
        letter = "o" if goods is None else item.letters[GOODS.index(goods)]
        if letter != "-":
            rows.append(_row(item, "asked" if letter == "x" else "good practice", numbers, missing))
    lead = (
        f"For {goods}. " if goods else "The kind of goods is not known, so everything is good practice. "
    ) + "It says where an item stands, and nothing of whether that is enough."
    columns = (
        Column("no.", right=True),
        Column("item", 6),
        Column("asked by", 5),
        Column(""),
        Column("where in this record", 5, finds=True),
        Column("page", fills="page"),
        Column("not recorded", 5),
    )
    return Section(TITLE, columns, (Group("", tuple(rows)),), (lead,), is_small=True, as_typed=True)


def _row(item: Item, asked: str, numbers: Mapping[str, int], missing: Mapping[int, str]) -> Row:
    present = [each for each in item.where if each in numbers]
    words = [each for each in item.where if each in _WORDS and each != _NOT_KEPT]
    places = [*words, *(f"{numbers[each]} {each}" for each in present)]
    pages = ", ".join(_PAGES[each] for each in words if each in _PAGES)
    lacks = missing.get(item.number, "") if places else "nothing"
    if _NOT_KEPT in item.where:
        lacks = _NOT_KEPT
    cells = (str(item.number), item.text, item.asked_by, asked, ", ".join(places), pages, lacks)
    return Row(cells, refers=tuple(numbers[each] for each in present))


_WORDS = frozenset({_HEAD, _EVERY_PAGE, _STORE, _NOT_KEPT})
_PAGES = {_HEAD: "1", _EVERY_PAGE: "all"}
