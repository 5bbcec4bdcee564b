"""Plans to print: the soap, the sauce and the lotion of the samples, and what a printer has to bear."""

from __future__ import annotations

from recipekeeper.batch.model import Plan
from recipekeeper.formula.model import Check, Formula, Limits, Line, Rounding, Step
from recipekeeper.formula.scale import scale
from recipekeeper.quantity import Amount, Setpoint, read_amount, read_duration, read_setpoint, read_span


def amount(text: str) -> Amount:
    return read_amount(text)


def point(text: str) -> Setpoint:
    return read_setpoint(text)


def line(
    name: str,
    weight: str,
    phase: str | None = None,
    tolerance: str = "",
    resolution: str = "1 g",
    rounding: Rounding = Rounding.NEAREST,
) -> Line:
    return Line(
        name,
        amount(weight),
        phase,
        read_span(tolerance) if tolerance else None,
        amount(resolution) if resolution else None,
        rounding,
    )


def between(
    measure: str, low: str, high: str, *, critical: tuple[str, str] | None = None, each: str = ""
) -> Check:
    return Check(
        measure,
        limits=Limits(point(low), point(high)),
        critical=Limits(point(critical[0]), point(critical[1])) if critical else None,
        each=read_duration(each) if each else None,
    )


def around(measure: str, target: str, within: str, *, critical: tuple[str, str] | None = None) -> Check:
    middle, room = point(target), read_span(within)
    return Check(
        measure,
        middle,
        room,
        Limits(middle.less(room), middle.plus(room)),
        Limits(point(critical[0]), point(critical[1])) if critical else None,
    )


def at_most(measure: str, high: str, *, critical: bool = False) -> Check:
    limits = Limits(high=point(high))
    return Check(measure, limits=limits, critical=limits if critical else None)


def at_least(measure: str, low: str, *, critical: bool = False, each: str = "") -> Check:
    limits = Limits(low=point(low))
    return Check(
        measure,
        limits=limits,
        critical=limits if critical else None,
        each=read_duration(each) if each else None,
    )


def words(measure: str, *accepted: str) -> Check:
    return Check(measure, words=accepted)


def step(
    name: str,
    text: str,
    lasts: str = "",
    within: str = "",
    *checks: Check,
    equipment: str = "",
    uses: tuple[str, ...] = (),
) -> Step:
    return Step(
        name,
        text,
        uses,
        equipment or None,
        read_duration(lasts) if lasts else None,
        read_duration(within) if within else None,
        checks=checks,
    )


def plan(formula: Formula, batch: str = "", size: str = "", *, trial: bool = False) -> Plan:
    return Plan(batch, formula, 3, scale(formula, amount(size) if size else None), trial)


SOAP = Formula(
    code="SOAP-LAV",
    name="Lavender shea bar",
    kind="cold-process soap",
    fingerprint="3f9ac2e41b07",
    yields=amount("5867 g"),
    yield_within=Limits(point("90 %"), point("102 %")),
    lines=(
        line("olive oil", "2000 g", "oils", "0.25 %", rounding=Rounding.UP),
        line("coconut oil 76", "1200 g", "oils", "0.25 %", rounding=Rounding.UP),
        line("shea butter", "800 g", "oils", "0.25 %", rounding=Rounding.UP),
        line("sodium hydroxide", "563.3 g", "lye solution", "0.2 %", "0.1 g", Rounding.DOWN),
        line("water, distilled", "1143.7 g", "lye solution", "3 %", "1 g", Rounding.UP),
        line("lavender oil", "120 g", "scent and clay", "2 %", "0.1 g"),
        line("kaolin", "40 g", "scent and clay", "5 %", "0.1 g"),
    ),
    steps=(
        step("weigh oils", "Weigh oils and butter into the pot; fill it to two thirds at most.", "10 min", "5 min",
             at_most("pot fill", "67 %"), equipment="12 l stainless pot", uses=("oils",)),
        step("melt", "Melt shea and coconut, add the olive oil, stir until clear.", "15 min", "5 min",
             at_least("oils clear at", "50 degC"), at_most("oils, hottest", "65 degC"), equipment="induction hob"),
        step("make lye", "Add the sodium hydroxide to the cold water, never the other way round; stir until clear. Open a "
             "window.", "8 min", "4 min", at_most("water temperature", "20 degC"), between("peak", "75 degC", "95 degC"),
             words("clear", "yes"), equipment="5 l PP jug", uses=("lye solution",)),
        step("bring to temperature", "Cool the lye and warm the oils until both are in range; measure both again just before "
             "you combine them.", "45 min", "30 min",
             around("oil temperature", "43 degC", "3 degC", critical=("38 degC", "49 degC")),
             between("lye temperature", "36 degC", "46 degC", critical=("35 degC", "49 degC")),
             at_most("difference", "8 degC"), equipment="two thermometers"),
        step("combine", "Pour the lye through a sieve into the oils; blend in short bursts to light trace.", "4 min", "2.5 min",
             words("grainy", "no"), equipment="stick blender"),
        step("add scent", "Stir in lavender oil and dispersed kaolin by hand.", "1 min", "1 min",
             at_most("batter temperature", "46 degC"), equipment="spatula", uses=("scent and clay",)),
        step("medium trace", "Blend until a trail stays on the surface.", "2 min", "1 min", words("trace", "medium")),
        step("pour", "Pour into the lined mould; tap out the air.", "6 min", "4 min",
             between("pour temperature", "40 degC", "47 degC"), equipment="log mould"),
        step("insulate", "Cover, insulate, log the core temperature.", "4 h", "60 min",
             between("ambient", "18 degC", "24 degC"), between("core, hottest", "65 degC", "80 degC"), equipment="probe"),
        step("unmould", "Unmould when firm.", "28 h", "6 h", words("base", "firm and dry")),
        step("cut", "Trim 1 cm from each end, cut 22 mm bars.", "20 min", "10 min",
             between("wet bar", "136 g", "148 g"), equipment="wire cutter"),
        step("zap test", "After 72 h touch three bars to the tongue, both ends and centre.", "5 min", "5 min",
             words("zap", "none")),
        step("cure", "Cure on racks; weigh three tagged bars every week.", "42 d", "3 d",
             between("humidity", "40 %", "60 %", each="7 d"), at_most("loss in the last week", "1.5 %"), equipment="rack"),
        step("pack", "Weigh, look for spots and ash, label, pack.", "30 min", "15 min",
             at_least("bar", "120 g"), between("loss since cutting", "11 %", "15 %")),
    ),
)  # fmt: skip

SAUCE = Formula(
    code="HOT-HAB",
    name="Fermented habanero and carrot sauce",
    fingerprint="a07d5512ce90",
    yields=amount("16.95 l"),
    yield_within=Limits(low=point("90 %")),
    lines=(
        *(
            line(name, weight, "mash", tolerance)
            for name, weight, tolerance in (
                ("habanero, destemmed", "6000 g", "0.5 %"), ("carrot, peeled", "3000 g", "1 %"),
                ("yellow onion", "1000 g", "1 %"), ("garlic", "400 g", "1 %"), ("water, dechlorinated", "1600 g", "1 %"),
                ("sea salt, non-iodised", "360 g", "1 %"),
            )
        ),
        *(
            line(name, weight, "cook", tolerance, "1 g" if name != "xanthan gum" else "0.1 g")
            for name, weight, tolerance in (
                ("white vinegar 5 % acetic", "5500 g", "0.5 %"), ("cane sugar", "400 g", "1 %"),
                ("lime juice, unsulphited", "300 g", "1 %"), ("water", "1000 g", "2 %"), ("xanthan gum", "22 g", "2 %"),
            )
        ),
    ),
    steps=(
        step("prepare", "Wash, destem, peel and weigh.", "60 min", "20 min", at_least("peeled yield", "85 %"),
             equipment="scale 1 g"),
        step("pack", "Chop, mix in salt and water, pack, weigh down, fit the airlock.", "40 min", "15 min",
             between("pH day 0", "5.0 pH", "5.6 pH"), at_most("vessel fill", "80 %"), equipment="25 l fermenter"),
        step("ferment", "Keep in the dark; look every day, skim kahm and note it.", "14 d", "4 d",
             between("temperature", "18 degC", "22 degC", each="1 d"), at_most("pH day 3", "4.6 pH"),
             at_most("pH day 7", "4.0 pH"), between("pH end", "3.4 pH", "3.8 pH"), words("mould", "none"),
             equipment="pH meter"),
        step("blend", "Blend mash with vinegar, sugar, lime juice and water.", "20 min", "10 min",
             at_most("kettle fill", "67 %"), equipment="30 l kettle"),
        step("thicken", "Mix xanthan with part of the sugar and shear it in.", "5 min", "2 min", words("fish-eyes", "none")),
        step("cook", "Cook at 90 °C or more; stir every two minutes.", "10 min", "2 min", at_least("temperature", "90 degC"),
             between("evaporation", "500 g", "900 g")),
        step("mill", "Mill through 0.8 mm.", "15 min", "10 min", between("mill loss", "4 %", "8 %")),
        step("test", "Adjust and test at 20 to 25 °C.", "15 min", "10 min",
             between("pH", "3.3 pH", "3.8 pH", critical=("2.8 pH", "4.0 pH")), between("Brix", "8 Brix", "12 Brix"),
             between("salt", "1.7 %", "2.2 %"), equipment="pH meter, refractometer"),
        step("fill", "Fill hot.", "45 min", "20 min", at_least("fill temperature", "85 degC", critical=True, each="15 min"),
             between("fill weight", "152.4 g", "156.4 g"), equipment="filler"),
        step("cap", "Cap and invert.", "3 min", "1 min"),
        step("equilibrium", "Measure two bottles after 24 h.", "10 min", "5 min", at_most("pH", "4.0 pH", critical=True)),
        step("label", "Label, code, keep two back.", "60 min", "30 min"),
    ),
)  # fmt: skip

LOTION = Formula(
    code="LOTION-LAV",
    name="Lavender body lotion",
    fingerprint="77b0c4d9e123",
    yields=amount("5000 g"),
    yield_within=Limits(point("95 %"), point("100 %")),
    lines=tuple(
        line(name, weight, phase, "1 %", "1 g" if len(weight) > 4 else "0.1 g")
        for name, weight, phase in (
            ("water", "3705 g", "A water"), ("glycerin", "150 g", "A water"), ("disodium EDTA", "5 g", "A water"),
            ("cetearyl alcohol and polysorbate 60", "300 g", "B oil"), ("sweet almond oil", "450 g", "B oil"),
            ("shea butter", "200 g", "B oil"), ("cetyl alcohol", "75 g", "B oil"),
            ("phenoxyethanol and ethylhexylglycerin", "50 g", "C cool"), ("panthenol", "25 g", "C cool"),
            ("tocopherol", "15 g", "C cool"), ("lavender oil", "20 g", "C cool"), ("lactic acid 80 %", "5 g", "C cool"),
        )
    ),
    steps=(
        step("sanitise", "Wipe area and tools with 70 % IPA.", "15 min", "5 min"),
        step("heat water phase", "Heat phase A and hold.", "20 min", "2 min", around("A temperature", "75 degC", "3 degC")),
        step("heat oil phase", "Heat phase B until clear.", "20 min", "5 min", around("B temperature", "75 degC", "3 degC")),
        step("replace water", "Weigh A with its vessel; replace what evaporated.", "5 min", "2 min",
             between("weight against target", "-0.2 %", "0.2 %")),
        step("emulsify", "Pour B into A under shear.", "5 min", "2 min", at_most("difference of A and B", "5 degC")),
        step("cool", "Stir until below 40 °C.", "45 min", "20 min", at_most("temperature", "40 degC")),
        step("add cool phase", "Add phase C one by one.", "10 min", "5 min", at_most("temperature", "40 degC")),
        step("test", "Measure pH and viscosity.", "10 min", "5 min",
             between("pH", "5.0 pH", "5.5 pH", critical=("4.8 pH", "5.8 pH")),
             between("viscosity", "15000 cP", "30000 cP")),
        step("fill", "Fill the bottles.", "40 min", "15 min", between("fill weight", "245 g", "250 g")),
        step("hold", "Hold for 48 h, then look.", "48 h", "", words("separation", "none")),
    ),
)  # fmt: skip
