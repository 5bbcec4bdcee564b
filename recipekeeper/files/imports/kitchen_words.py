"""Words of kitchens: what has no size, what differs between countries, what names nothing by itself."""

from __future__ import annotations

_NO_SIZE = """
glug glugs drizzle drizzles sprinkle sprinkles sprinkling dollop dollops squeeze squeezes scoop scoops shot shots
touch hint little bit bits few some part parts portion portions serving servings recipe recipes batch batches quantity
handvoll schuss spritzer snuifje snufje snufjes scheut scheutje špetka štipka poignée poignee näve nypa klontje dopje
prise prisen msp messerspitze pincée pincee pincé pizzico pizca pitada szczypta csipet knivspids щепотка hyppysellinen
púpozott
"""
_SPOONS_AND_CUPS = """
el tl kl ek kk esslöffel teelöffel essl teel tasse tassen becher päckchen pck pkt msk tsk krm ss ts spsk teske spiseske
skje rkl kkl eetlepel eetlepels theelepel theelepels kopje cs cc cuillère cuillères cuillere cuilleres cuillerée verre
verres sachet cucchiaio cucchiai cucchiaino cucchiaini bicchiere tazza bustina cucharada cucharadas cucharadita
cucharaditas taza tazas vaso cda cdas cdta cdtas colher colheres xícara xícaras chávena copo łyżka łyżki łyżek łyżeczka
łyżeczki łyżeczek szklanka szklanki lžíce lžička lžičky hrnek evőkanál teáskanál dkg dag deka csésze kašika kašike
žlica žlice kaşık kaşığı bardak bardağı dæl kopp koppar kop kopper sklenice polievková lyžica lyžice lyžička lyžičky
łyż sendok muỗng thìa κουταλιά κουταλιές φλιτζάνι φλιτζάνια ложка ложки стакан
"""
_METRIC = {
    "g": "gramo gramos grama gramas grammo grammi gramm gramów gramy gramů gramov",
    "kg": "kilogramo kilogramos quilo quilos chilo chili kilogramm kilogramů",
    "ml": "mililitro mililitros millilitro millilitri mililitrů mililitrów",
    "l": "litro litros litri litrů litrów litru",
    "pieces": "stück stücke stuk stuks pièce pièces pezzo pezzi unidad unidades unidade unité unités ks szt db adet шт",
}
_SHORT_THINGS = "egg ear rib leg fig big red hot dry raw ham tea rye oat pea nut bay yam cod eel"
_NEVER_ALONE = """
boneless skinless bone in skin on fresh freshly dried dry large medium small extra big ripe raw cooked frozen unsalted
salted thick thin lean whole good best quality hot cold warm sweet firm soft finely roughly coarsely chopped sliced
diced minced grated peeled seedless pitted canned tinned plain low full fat nonfat organic free range unsweetened white
red green yellow black
"""

NO_SIZE = frozenset(_NO_SIZE.split())
"""What stands where a unit does and says no size, in several languages; `quantity` knows the English ones."""
SPOONS_AND_CUPS = frozenset(_SPOONS_AND_CUPS.split())
"""Spoons, cups and packets of other languages: they differ between kitchens, and nothing is counted in them."""
METRIC_NAMES = {name: unit for unit, names in _METRIC.items() for name in names.split()}
"""The grams, litres and pieces of other languages, which are the same everywhere."""
SHORT_THINGS = frozenset(_SHORT_THINGS.split())
"""Words of three letters that are counted; others of that length are likely measures of somewhere."""
NEVER_ALONE = frozenset(_NEVER_ALONE.split())
"""Words that only describe: what stands after their comma still belongs to the name."""
LONG_MEASURES = ("teaspoon", "teaspoons", "tablespoon", "tablespoons", "ounces", "pounds", "grams")
"""What a slip of the finger is compared with."""
