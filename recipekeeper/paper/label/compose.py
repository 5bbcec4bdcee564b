"""What stands on the label of a batch: every word written, nothing yet laid out, and what is lacking listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from recipekeeper.batch.model import BatchRecord
from recipekeeper.errors import Misused
from recipekeeper.formula.keeping import Durability
from recipekeeper.formula.substance.material import Materials
from recipekeeper.paper.figures import amount_text
from recipekeeper.paper.goods import goods_of
from recipekeeper.paper.house_style import PrintSettings
from recipekeeper.paper.label import law as label_law
from recipekeeper.paper.label.inci import Run
from recipekeeper.paper.label.ingredients import ingredients
from recipekeeper.paper.lines import one_line
from recipekeeper.quantity import Amount, plain

_NAMES_OF_PARTS = {
    # Ingredients, contains, best before, best before the end of, made, lot.
    "en": ("Ingredients", "Contains", "Best before", "Best before end", "Made", "Lot"),
    "de": (
        "Zutaten",
        "Enthält",
        "Mindestens haltbar bis",
        "Mindestens haltbar bis Ende",
        "Hergestellt",
        "Los",
    ),
    "fr": (
        "Ingrédients",
        "Contient",
        "À consommer de préférence avant le",
        "À consommer de préférence avant fin",
        "Fabriqué le",
        "Lot",
    ),
    "es": (
        "Ingredientes",
        "Contiene",
        "Consumir preferentemente antes del",
        "Consumir preferentemente antes del fin de",
        "Elaborado",
        "Lote",
    ),
    "it": (
        "Ingredienti",
        "Contiene",
        "Da consumarsi preferibilmente entro il",
        "Da consumarsi preferibilmente entro fine",
        "Prodotto",
        "Lotto",
    ),
    "nl": (
        "Ingrediënten",
        "Bevat",
        "Ten minste houdbaar tot",
        "Ten minste houdbaar tot einde",
        "Gemaakt",
        "Lot",
    ),
    "pt": (
        "Ingredientes",
        "Contém",
        "Consumir de preferência antes de",
        "Consumir de preferência antes do fim de",
        "Fabricado",
        "Lote",
    ),
}
"""Those of dates as in Regulation (EU) No 1169/2011 Annex X; over those of a cosmetic stands always `Ingredients`."""
_USED_BEFORE = ("Best used before", "Best used before the end of")
"""Of cosmetics in English: Regulation (EC) No 1223/2009 Art. 19(1)(c)."""
_OUNCE = Decimal("28.349523125")
_FLUID_OUNCE = Decimal("29.5735295625")
_US_NINE = frozenset(
    {"milk", "eggs", "fish", "crustaceans", "tree nuts", "peanuts", "wheat", "soybeans", "sesame"}
)


class Lacking(NamedTuple):
    """Something that is asked for and nothing gives: what, by which law ("" for none), and what to do."""

    what: str
    law: str
    how: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a maker says of a label besides what formula, batch and settings do."""

    market: str = ""
    net: Amount | None = None
    best_before: Durability | None = None
    texts: tuple[str, ...] = ()
    soap_names: str = "added"
    small_pack: bool = False
    qr: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label as data. Where a part is "" or empty, it is not printed."""

    name: str
    net: str
    ingredients: tuple[Run, ...]
    ingredients_title: str
    contains: str
    texts: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    """`("Best before", "21 Nov 2027")`."""
    lot: str
    lot_title: str
    maker: str
    address: tuple[str, ...]
    dated: date
    qr: bool
    letters: label_law.Height
    """How small letters may be."""
    net_figures: label_law.Height
    lacking: tuple[Lacking, ...]
    notes: tuple[str, ...]


def compose(
    record: BatchRecord,
    materials: Materials,
    settings: PrintSettings,
    asked: Asked,
    area: float,
    parts: Mapping[str, tuple[str, ...]] | None = None,
) -> Label:
    """The label of a batch; `area` is that of the label, in mm², `parts` what products of other formulas consist of."""
    formula, state = record.plan.formula, record.state
    market = asked.market
    goods = goods_of(formula)
    listed = ingredients(
        record, materials, goods, market, parts=parts, saponified=asked.soap_names == "saponified"
    )
    net, net_note = (asked.net, "") if asked.net is not None else _net(record)
    made = (state.started_at or record.entries[0].recorded_at).date()
    words = _NAMES_OF_PARTS[settings.language or "en"]
    dates = [(words[4], settings.day(made))]
    best_before = asked.best_before or formula.best_before
    if best_before is not None:
        dates.append(_best_before(best_before, made, goods, settings, words))
    contains = tuple(each for each in listed.contains if market != "us" or each in _US_NINE)
    label = Label(
        name=one_line(formula.name),
        net=settings.figure(_net_text(net, market)),
        ingredients=listed.runs,
        ingredients_title="Ingredients" if goods in ("soap", "cosmetics") else words[0],
        contains=f"{words[1]}: {', '.join(contains)}" if contains and market not in ("eu", "uk") else "",
        texts=tuple(one_line(text) for text in asked.texts),
        dates=tuple(dates),
        lot=record.plan.batch,
        lot_title=words[5],
        maker=settings.maker,
        address=(*settings.address, *((settings.contact,) if settings.contact else ())),
        dated=made,
        qr=asked.qr,
        letters=label_law.least_letters(market, goods, small_pack=asked.small_pack),
        net_figures=label_law.least_net(market, net, area),
        lacking=(),
        notes=(*listed.notes, *((net_note,) if net_note else ()), *_said(market, goods)),
    )
    given = frozenset(
        part
        for part, is_there in (
            ("maker", settings.maker and settings.address),
            ("contact", settings.contact),
            ("net", net),
            ("best before", best_before),
            ("ingredients", listed.runs),
        )
        if is_there
    )
    lacking = [Lacking(*each) for each in label_law.lacking(market, goods, given)]
    lacking += [Lacking(what, "", how) for what, how in listed.lacking]
    return replace(label, lacking=tuple(lacking))


def _said(market: str, goods: str | None) -> Iterator[str]:
    """What a maker should know of the list itself."""
    if not market:
        yield "No market is chosen, so no law was looked at: --market eu, uk, us or ca."
    elif goods is None:
        yield (
            "The formula's kind says neither soap, nor a cosmetic, nor a food, so no law was looked at: "
            'give it a kind, e.g. kind = "jam".'
        )
    else:
        yield (
            f"Looked at what the law of {label_law.MARKETS[market]} asks of every {_LAW_OF[goods]}; "
            "many goods have rules of their own."
        )


_LAW_OF = {"soap": "cosmetic", "cosmetics": "cosmetic", "food": "food"}


# Net quantity


def _net(record: BatchRecord) -> tuple[Amount | None, str]:
    """What one piece holds: as the formula fills it, else the yield by the units; and what is to be said of it."""
    fill = record.plan.formula.fill
    if fill is not None:
        return (
            fill.each,
            "The net quantity is what the formula fills; give --net for what a piece really holds.",
        )
    state = record.state
    if state.yields is None or state.units is None or state.yields.dimension not in ("mass", "volume"):
        return None, ""
    unit = "g" if state.yields.dimension == "mass" else "ml"
    each = (state.yields.to(unit).value / max(state.units.value, Decimal(1))).quantize(
        Decimal(1), rounding=ROUND_DOWN
    )
    said = "The net quantity is the yield by the units, rounded down; weigh some and give --net."
    return (Amount(each, unit), said) if each else (None, "")


def _net_text(net: Amount | None, market: str) -> str:
    """`120 g`; in the US `Net Wt 4.2 oz (120 g)`, in both units, rounded down: 15 U.S.C. 1453(a)(2)."""
    if net is None:
        return ""
    if market != "us" or net.dimension not in ("mass", "volume"):
        return amount_text(net)
    is_mass = net.dimension == "mass"
    metric = net.to("g" if is_mass else "ml").value
    ounces = metric / (_OUNCE if is_mass else _FLUID_OUNCE)
    step = Decimal("0.1") if ounces >= 1 else Decimal("0.01")
    figure = plain(ounces.quantize(step, rounding=ROUND_DOWN).normalize())
    whole = plain(metric.quantize(Decimal(1) if metric >= 10 else step, rounding=ROUND_DOWN))
    return f"Net Wt {figure} oz ({whole} g)" if is_mass else f"{figure} fl oz ({whole} mL)"


# Dates


def _best_before(
    durability: Durability, made: date, goods: str | None, settings: PrintSettings, words: tuple[str, ...]
) -> tuple[str, str]:
    day, is_month = durability.until(made)
    if day <= made:
        raise Misused(f"Best before {day} is not after the day on which it was made, {made}.")
    titles = words[2:4]
    if goods in ("soap", "cosmetics") and settings.language in ("", "en"):
        titles = _USED_BEFORE
    return (titles[1], settings.month(day)) if is_month else (titles[0], settings.day(day))
