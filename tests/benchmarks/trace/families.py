"""The three processes: cold-process soap, fermented hot sauce, and one that is drawn at random.

Quantities and causes of the first two are those of the formulas in `recipes/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Read:
    """A measure of a step: its target, unit and spread; or the low, usual and high word."""

    name: str
    target: float
    unit: str
    spread: float
    words: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step: minutes that it lasts, minutes before it, ingredients in grams, measures, kind of equipment."""

    name: str
    minutes: float
    wait: float
    weighed: tuple[tuple[str, float], ...] = ()
    read: tuple[Read, ...] = ()
    unit: str = ""


Edge = tuple[str, str, float]
"""What moves what, by how many standard deviations for each of its own. `room` is the wandering room."""


@dataclass(frozen=True, slots=True)
class Family:
    """A process as a text would tell it; a world is drawn around it."""

    name: str
    code: str
    yields: float
    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]


SOAP = Family(
    "soap",
    "SOAP-SIM",
    5867,
    (
        Step(
            "weigh oils", 11, 4, (("olive oil", 2000), ("coconut oil", 1200), ("shea butter", 800)),
            unit="scale",
        ),
        Step("melt", 15, 3, (), (Read("hottest", 58, "degC", 2.2), Read("clear at", 54, "degC", 1.4)), "hob"),
        Step(
            "make lye", 9, 6, (("water", 1143.7), ("sodium hydroxide", 563.3)),
            (Read("lye peak", 86, "degC", 2.4), Read("lye", 0, "", 1, ("grainy", "clear", "cloudy"))), "jug",
        ),
        Step("bring to temperature", 44, 5),
        Step(
            "combine", 4.5, 6, (),
            (Read("oil temperature", 43, "degC", 1.1), Read("lye temperature", 41, "degC", 1.5)), "blender",
        ),
        Step(
            "add lavender", 3.2, 3.5, (("lavender oil", 120), ("kaolin", 40)),
            (Read("batter temperature", 42.5, "degC", 1.0),),
        ),
        Step(
            "medium trace", 3.4, 3, (),
            (Read("trace", 0, "", 1, ("light", "medium", "heavy")),), "blender",
        ),
        Step("pour", 7, 4, (), (Read("pour temperature", 43.5, "degC", 1.1),), "mould"),
        Step(
            "set", 1690, 8, (),
            (
                Read("ambient", 20.5, "degC", 1.4), Read("core peak", 72, "degC", 3.1),
                Read("gel", 0, "", 1, ("none", "full", "cracked")),
            ),
        ),
        Step("cut", 22, 15, (), (Read("wet bar weight", 142, "g", 1.9),), "cutter"),
        Step(
            "cure", 60500, 60, (),
            (
                Read("humidity", 50, "%", 3.5), Read("week 1 weight", 136, "g", 2.0),
                Read("week 4 weight", 127.2, "g", 1.9),
            ),
            "rack",
        ),
        Step("pack", 33, 45, (), (Read("cured bar weight", 125, "g", 1.8), Read("cure loss", 12.3, "%", 0.6))),
    ),
    (
        ("reading:melt/hottest", "reading:combine/oil temperature", 0.3),
        ("duration:melt", "reading:melt/hottest", 0.5),
        ("weight:make lye/sodium hydroxide", "reading:make lye/lye peak", 0.5),
        ("weight:make lye/water", "reading:make lye/lye peak", -0.45),
        ("reading:make lye/lye peak", "duration:bring to temperature", 0.4),
        ("duration:bring to temperature", "reading:combine/lye temperature", -0.5),
        ("duration:bring to temperature", "reading:combine/oil temperature", -0.35),
        ("wait:combine", "reading:combine/lye temperature", -0.35),
        ("reading:combine/oil temperature", "reading:add lavender/batter temperature", 0.65),
        ("reading:combine/lye temperature", "reading:add lavender/batter temperature", 0.4),
        ("reading:combine/oil temperature", "duration:combine", -0.55),
        ("weight:make lye/water", "duration:combine", 0.3),
        ("duration:combine", "duration:medium trace", 0.4),
        ("duration:combine", "reading:medium trace/trace", 0.3),
        ("weight:add lavender/lavender oil", "duration:medium trace", -0.4),
        ("reading:add lavender/batter temperature", "reading:pour/pour temperature", 0.7),
        ("wait:pour", "reading:pour/pour temperature", -0.35),
        ("room", "reading:set/ambient", 0.9),
        ("room", "reading:pour/pour temperature", 0.2),
        ("room", "reading:cure/humidity", -0.5),
        ("reading:pour/pour temperature", "reading:set/core peak", 0.5),
        ("reading:set/ambient", "reading:set/core peak", 0.45),
        ("reading:set/core peak", "reading:set/gel", 0.7),
        ("reading:set/core peak", "duration:set", -0.4),
        ("reading:set/ambient", "duration:set", -0.35),
        ("reading:cut/wet bar weight", "reading:cure/week 1 weight", 0.75),
        ("reading:cure/week 1 weight", "reading:cure/week 4 weight", 0.75),
        ("reading:cure/week 4 weight", "reading:pack/cured bar weight", 0.75),
        ("weight:make lye/water", "reading:pack/cure loss", 0.5),
        ("reading:cure/humidity", "reading:pack/cure loss", -0.35),
        ("lot:olive oil", "duration:combine", 0.7),
        ("lot:shea butter", "reading:melt/clear at", 0.8),
        ("lot:lavender oil", "duration:medium trace", -0.9),
        ("lot:sodium hydroxide", "reading:make lye/lye peak", -0.9),
        ("equipment:combine", "duration:combine", 0.8),
        ("equipment:melt", "reading:melt/hottest", 0.8),
    ),
)  # fmt: skip

SAUCE = Family(
    "sauce",
    "SAUCE-SIM",
    17400,
    (
        Step(
            "prepare", 62, 5, (("habanero", 6000), ("carrot", 3000), ("garlic", 400)),
            (Read("peeled yield", 88, "%", 1.3),),
        ),
        Step(
            "pack", 40, 25, (("brine water", 1600), ("sea salt", 360)),
            (Read("pH on day 0", 5.3, "pH", 0.09), Read("salt", 3.0, "%", 0.045)), "fermenter",
        ),
        Step(
            "ferment", 20160, 12, (),
            (
                Read("mash temperature", 20, "degC", 0.9), Read("pH on day 3", 4.3, "pH", 0.11),
                Read("pH at the end", 3.6, "pH", 0.06), Read("mould", 0, "", 1, ("film", "none", "fur")),
            ),
            "fermenter",
        ),
        Step(
            "blend", 19, 30, (("white vinegar", 5500), ("cane sugar", 400), ("lime juice", 300), ("water", 1000)),
            unit="blender",
        ),
        Step(
            "thicken", 5.5, 4, (("xanthan gum", 22),),
            (Read("lumps", 0, "", 1, ("thin", "none", "many")),), "blender",
        ),
        Step(
            "cook", 11, 6, (),
            (Read("cook temperature", 92, "degC", 0.8), Read("boiled off", 700, "g", 55)), "kettle",
        ),
        Step("mill", 16, 5, (), (Read("mill loss", 6, "%", 0.6),), "mill"),
        Step(
            "test", 14, 4, (),
            (Read("pH", 3.6, "pH", 0.05), Read("sugar", 10, "Brix", 0.5), Read("flow", 12.5, "cm", 0.7)), "meter",
        ),
        Step(
            "fill", 46, 7, (),
            (Read("fill temperature", 88, "degC", 1.0), Read("fill weight", 154.4, "g", 0.7)), "filler",
        ),
        Step("invert", 3.5, 3.2, (), (Read("shortest hold", 3.6, "min", 0.2),)),
        Step("cool", 118, 6, (), (Read("resting pH", 3.62, "pH", 0.05),)),
    ),
    (
        ("room", "reading:ferment/mash temperature", 0.7),
        ("room", "duration:cool", 0.4),
        ("weight:pack/sea salt", "reading:pack/salt", 0.6),
        ("weight:pack/brine water", "reading:pack/salt", -0.35),
        ("reading:pack/salt", "reading:ferment/pH on day 3", 0.4),
        ("reading:pack/pH on day 0", "reading:ferment/pH on day 3", 0.3),
        ("reading:ferment/mash temperature", "reading:ferment/pH on day 3", -0.45),
        ("reading:ferment/pH on day 3", "reading:ferment/pH at the end", 0.55),
        ("duration:ferment", "reading:ferment/pH at the end", -0.4),
        ("reading:ferment/mash temperature", "reading:ferment/mould", 0.3),
        ("wait:ferment", "reading:ferment/mould", 0.35),
        ("reading:ferment/pH at the end", "reading:test/pH", 0.6),
        ("weight:blend/white vinegar", "reading:test/pH", -0.45),
        ("weight:blend/cane sugar", "reading:test/sugar", 0.5),
        ("weight:thicken/xanthan gum", "reading:test/flow", -0.5),
        ("duration:thicken", "reading:thicken/lumps", -0.4),
        ("duration:cook", "reading:cook/boiled off", 0.6),
        ("reading:cook/cook temperature", "reading:cook/boiled off", 0.4),
        ("reading:cook/boiled off", "reading:test/sugar", 0.35),
        ("reading:cook/boiled off", "reading:test/flow", -0.35),
        ("reading:mill/mill loss", "reading:test/flow", 0.3),
        ("duration:mill", "reading:mill/mill loss", -0.4),
        ("wait:fill", "reading:fill/fill temperature", -0.6),
        ("duration:test", "reading:fill/fill temperature", -0.3),
        ("reading:fill/fill temperature", "duration:cool", 0.3),
        ("reading:test/flow", "duration:fill", -0.5),
        ("reading:test/pH", "reading:cool/resting pH", 0.75),
        ("lot:habanero", "reading:prepare/peeled yield", -0.8),
        ("lot:white vinegar", "reading:test/pH", 0.9),
        ("lot:xanthan gum", "reading:test/flow", 0.8),
        ("equipment:mill", "reading:mill/mill loss", 0.9),
        ("equipment:fill", "reading:fill/fill weight", 0.8),
        ("equipment:test", "reading:test/pH", 0.8),
    ),
)  # fmt: skip

_VERBS = (
    "rinse", "soak", "grind", "press", "heat", "stir", "rest", "strain", "whip", "proof", "fold", "smoke",
    "chill", "bottle", "seal", "age", "sift", "knead", "age again", "wrap",
)  # fmt: skip
_MEASURES = (
    ("temperature", "degC"), ("core temperature", "degC"), ("acidity", "pH"), ("sugar", "Brix"), ("moisture", "%"),
    ("weight", "g"), ("height", "cm"), ("loss", "%"), ("yield", "%"), ("volume", "ml"),
)  # fmt: skip
_WORDS = (
    ("thin", "right", "thick"),
    ("pale", "golden", "dark"),
    ("soft", "firm", "hard"),
    ("flat", "fresh", "sharp"),
)
_GOODS = (
    "flour", "butter", "cocoa", "cream", "malt", "honey", "beeswax", "vinegar", "yeast", "pectin", "starch",
    "salt", "sugar", "milk", "berries", "clay",
)  # fmt: skip
_UNITS = ("kettle", "oven", "press", "tank", "mixer", "scale")


def random_family(rng: Random) -> Family:
    """Five to fourteen steps with what the dice put into them, and edges that only run forward."""
    names = rng.sample(_VERBS, rng.randint(5, 14))
    goods = rng.sample(_GOODS, len(_GOODS))
    steps = []
    for name in names:
        weighed = [
            (goods.pop(), round(10 ** rng.uniform(1.4, 3.6), 1))
            for _ in range(rng.choice((0, 0, 1, 1, 2)))
            if goods
        ]
        read = [
            _random_read(rng, name, unit) for name, unit in rng.sample(_MEASURES, rng.choice((0, 1, 1, 2, 3)))
        ]
        if rng.random() < 0.2:
            read.append(Read("look", 0, "", 1, rng.choice(_WORDS)))
        minutes = round(10 ** rng.uniform(0.6, 2.6), 1)
        wait = round(10 ** rng.uniform(0.5, 1.9), 1)
        steps.append(
            Step(name, minutes, wait, tuple(weighed), tuple(read), rng.choice((*_UNITS, "", "", "")))
        )
    chain = [factor for step in steps for factor in _factors(step)]
    edges: list[Edge] = []
    for later in range(1, len(chain)):
        edges += [
            (chain[earlier], chain[later], rng.choice((-1, 1)) * rng.uniform(0.25, 0.75))
            for earlier in range(max(0, later - 14), later)
            if chain[later].startswith(("reading", "duration")) and rng.random() < 0.1
        ]
    edges += [("room", factor, rng.uniform(-0.7, 0.7)) for factor in chain if rng.random() < 0.1]
    return Family("random", "RANDOM-SIM", round(10 ** rng.uniform(3, 4.4)), tuple(steps), tuple(edges))


def _random_read(rng: Random, name: str, unit: str) -> Read:
    if unit == "pH":
        return Read(name, round(rng.uniform(3.2, 6.5), 1), unit, rng.uniform(0.04, 0.15))
    target = round(10 ** (rng.uniform(0.8, 1.5) if unit == "Brix" else rng.uniform(1.0, 2.2)))
    return Read(name, target, unit, target * rng.uniform(0.008, 0.05))


def _factors(step: Step) -> list[str]:
    return [
        f"wait:{step.name}",
        *(f"weight:{step.name}/{name}" for name, _ in step.weighed),
        *(f"reading:{step.name}/{each.name}" for each in step.read),
        f"duration:{step.name}",
    ]
