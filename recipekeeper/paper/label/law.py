"""What the laws of some markets ask of a label, each with its citation: to list what is lacking, and no advice.

Gathered from Regulation (EU) No 1169/2011 (food) and Regulation (EC) No 1223/2009 (cosmetics) with what the United
Kingdom retains of them, Directive 76/211/EEC on the height of figures, 21 CFR 101 and 701 with the Fair Packaging
and Labeling Act (16 CFR 500) and FALCPA, and the Canadian Food and Drug, Cosmetic, and Consumer Packaging and
Labelling Regulations. It is not the whole law: many goods have rules of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from recipekeeper.quantity import Amount

MARKETS = {
    "eu": "the European Union",
    "uk": "the United Kingdom",
    "us": "the United States",
    "ca": "Canada",
}


class Need(NamedTuple):
    """One thing that a law asks for. `part` is the part of a label that gives it; "" for what none does."""

    markets: str
    goods: str
    part: str
    what: str
    law: dict[str, str]
    how: str
    """What to do about it here."""


_BY_HAND = "put it on by --text, or on another label"
_SOAP = "soap cosmetics"
_FOOD = {"eu": "Regulation (EU) No 1169/2011", "uk": "retained Regulation (EU) No 1169/2011", "us": "21 CFR"}
_COSMETICS = {"eu": "Regulation (EC) No 1223/2009", "uk": "retained Regulation (EC) No 1223/2009"}

NEEDS = (
    Need(
        "eu uk us ca",
        "food",
        "maker",
        "name and address of the business",
        {"eu": "Art. 9(1)(h)", "uk": "Art. 9(1)(h)", "us": "21 CFR 101.5", "ca": "FDR B.01.007"},
        "write maker and address into the print settings: rk template settings",
    ),
    Need(
        "eu uk us ca",
        _SOAP,
        "maker",
        "name and address of the responsible person, or of the maker",
        {
            "eu": "Art. 19(1)(a)",
            "uk": "Art. 19(1)(a)",
            "us": "21 CFR 701.12, FD&C Act 609(a)",
            "ca": "Cosmetic Regulations 20",
        },
        "write maker and address into the print settings: rk template settings",
    ),
    Need(
        "us",
        "soap cosmetics",
        "contact",
        "a domestic address, telephone number or electronic contact for reports of adverse events",
        {"us": "FD&C Act 609(a), of cosmetics; soap as in 21 CFR 701.20 is none"},
        "write contact into the print settings: rk template settings",
    ),
    Need(
        "eu uk us ca",
        "food",
        "net",
        "net quantity",
        {
            "eu": "Art. 9(1)(e) and 23",
            "uk": "Art. 9(1)(e) and 23",
            "us": "21 CFR 101.7",
            "ca": "FDR B.01.002A",
        },
        'give --net "250 g", or a [fill] in the formula',
    ),
    Need(
        "eu uk us ca",
        _SOAP,
        "net",
        "nominal content, at the time of packing or sale",
        {
            "eu": "Art. 19(1)(b)",
            "uk": "Art. 19(1)(b)",
            "us": "21 CFR 701.13, 16 CFR 500 of soap",
            "ca": "CPLR 14",
        },
        'give --net "120 g", or a [fill] in the formula',
    ),
    Need(
        "eu uk",
        "food",
        "best before",
        "date of minimum durability, or use-by date",
        {"eu": "Art. 9(1)(f) and 24, Annex X", "uk": "Art. 9(1)(f) and 24, Annex X"},
        'give --best-before "12 months", or best_before in the formula; some foods of Annex X need none',
    ),
    Need(
        "ca",
        "food",
        "best before",
        "best-before date, where it keeps 90 days or less",
        {"ca": "FDR B.01.007"},
        'give --best-before "60 d" or a date',
    ),
    Need(
        "eu uk",
        _SOAP,
        "best before",
        "date of minimum durability; where it is more than 30 months, the months after opening with the open jar",
        {"eu": "Art. 19(1)(c)", "uk": "Art. 19(1)(c)"},
        'give --best-before "24 months" or a date; the safety report says how long',
    ),
    Need(
        "eu uk us ca",
        "food",
        "ingredients",
        "list of ingredients in falling order of weight",
        {
            "eu": "Art. 9(1)(b) and 18",
            "uk": "Art. 9(1)(b) and 18",
            "us": "21 CFR 101.4",
            "ca": "FDR B.01.008.2",
        },
        "weigh the batch, or give the formula its ingredients",
    ),
    Need(
        "eu uk",
        "food",
        "",
        "storage conditions and conditions of use, where they are special",
        {"eu": "Art. 9(1)(g) and 25", "uk": "Art. 9(1)(g) and 25"},
        _BY_HAND,
    ),
    Need(
        "eu uk us ca",
        "food",
        "",
        "nutrition declaration, unless exempt (small makers often are)",
        {
            "eu": "Art. 9(1)(l) and 30, Annex V",
            "uk": "Art. 9(1)(l) and 30, Annex V",
            "us": "21 CFR 101.9, exempt by (j)",
            "ca": "FDR B.01.401",
        },
        "this program knows no nutrients: put it on another label",
    ),
    Need(
        "eu uk",
        "food",
        "",
        "country of origin of food and of its primary ingredient, where leaving it out could mislead",
        {"eu": "Art. 26", "uk": "Art. 26"},
        _BY_HAND,
    ),
    Need(
        "eu uk",
        _SOAP,
        "",
        "particular precautions for use, those of Annexes III to VI at least",
        {"eu": "Art. 19(1)(d)", "uk": "Art. 19(1)(d)"},
        _BY_HAND,
    ),
    Need(
        "eu uk",
        "cosmetics",
        "",
        "function of the product, unless it is clear from its presentation",
        {"eu": "Art. 19(1)(f)", "uk": "Art. 19(1)(f)"},
        _BY_HAND,
    ),
    Need(
        "ca",
        "food soap cosmetics",
        "",
        "identity, quantity and warnings in English and in French",
        {"ca": "FDR B.01.012, Cosmetic Regulations 18, CPLR 6"},
        "this program does not translate: " + _BY_HAND,
    ),
    Need(
        "us",
        "cosmetics",
        "",
        "warning where the safety of the product has not been substantiated, and those for some kinds of goods",
        {"us": "21 CFR 740"},
        _BY_HAND,
    ),
)


def lacking(market: str, goods: str | None, parts: frozenset[str]) -> list[tuple[str, str, str]]:
    """What the law of a market asks of such goods and no part of the label gives: what, by which law, what to do."""
    if market not in MARKETS or goods is None:
        return []
    found = []
    for need in NEEDS:
        asked = market in need.markets.split() and goods in need.goods.split()
        if asked and (not need.part or need.part not in parts):
            found.append((need.what, cited(market, goods, need.law[market]), need.how))
    return found


def cited(market: str, goods: str, law: str) -> str:
    """A citation with the name of its regulation, where it is an article of one."""
    regulation = (_FOOD if goods == "food" else _COSMETICS).get(market, "")
    return f"{regulation} {law}" if law.startswith(("Art.", "Annex")) else law


class Height(NamedTuple):
    """How small letters may be, in mm, and by which law; "" where none says."""

    least: float
    law: str
    of: str = "x"
    """Which letter is measured: `x` a small one, `X` a capital."""


_LEGIBLE = 0.9
"""Our own: smaller is not read by many, whatever the law."""


def least_letters(market: str, goods: str | None, *, small_pack: bool = False) -> Height:
    """The least height of letters; a pack is small with less than 80 cm², in the US 12 sq in, of surface."""
    if market in ("eu", "uk") and goods == "food":
        if small_pack:
            return Height(0.9, f"{_FOOD[market]} Art. 13(3)")
        return Height(1.2, f"{_FOOD[market]} Art. 13(2)")
    if market == "us" and goods is not None:
        if small_pack and goods != "food":
            return Height(_LEGIBLE, "21 CFR 701.3(b): 1/32 in")
        law = "21 CFR 101.2(c)" if goods == "food" else "21 CFR 701.3(b)"
        return Height(1.5875, f"{law}: 1/16 in")
    if market == "ca" and goods is not None:
        return Height(1.6, "CPLR 15")
    return Height(_LEGIBLE, "")


def least_net(market: str, net: Amount | None, area: float) -> Height:
    """The least height of the figures of the net quantity; `area` is that of the label, in mm².

    Directive 76/211/EEC Annex I 3.1 goes by the quantity, 21 CFR 101.7(i) and 701.13(i) and CPLR 14 by the panel.
    """
    if net is None or net.dimension not in ("mass", "volume"):
        return Height(_LEGIBLE, "")
    if market in ("eu", "uk"):
        held = net.exact_in("g" if net.dimension == "mass" else "ml")
        steps = ((50, 2.0), (200, 3.0), (1000, 4.0))
        return Height(
            next((high for limit, high in steps if held <= limit), 6.0),
            "Directive 76/211/EEC Annex I 3.1",
            "X",
        )
    if market in ("us", "ca"):
        law = "21 CFR 101.7(i), 701.13(i)" if market == "us" else "CPLR 14"
        steps = ((3226, 1.5875), (16129, 3.175), (64516, 4.7625))
        return Height(next((high for limit, high in steps if area <= limit), 6.35), law, "X")
    return Height(_LEGIBLE, "")
