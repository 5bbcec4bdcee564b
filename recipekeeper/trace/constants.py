"""Every constant of the trace, with its reason. None was fitted to one history.

Where a reason says "measured", it was chosen on simulated histories of two simulators that share no code with
the method or with each other, and on real batches (`python -m tests.benchmarks.trace`); what is said to make no
difference there was left at a round number.
"""

from __future__ import annotations

from math import log

# What a number scatters like before this maker's batches say so (reference, gauge)

TOLERANCE_IN_SPREADS = 2.5
"""A maker's tolerance is taken to be two and a half standard deviations."""
WEIGHT_SPREAD = 0.005
"""Half a percent: what a bench scale and a steady hand leave."""
DURATION_SPREAD = 0.17
"""Times are known to about a sixth, as a logarithm."""
WAIT_SPREAD = 0.6
"""Waits vary by almost a factor of two, as a logarithm of minutes and one more."""
GUESSED_SHARE = 0.03
"""Where a reading has no tolerance, its spread is guessed as this share of the target."""
SIZE_SLOPE, SIZE_SLOPE_SPREAD = 0.15, 0.2
"""How a time goes with the size of a batch, ln on ln: a double batch takes about a tenth longer."""
PRIOR_FREEDOM = 4.0
"""A spread from a tolerance is worth four batches, as in moderated statistics (Smyth 2004)."""
GUESS_FREEDOM = 1.0
"""A spread guessed from the target counts as one batch only."""
KIND_FREEDOM = 6.0
"""What all numbers of a kind say of this maker's hands is shrunk by six batches."""
CLIP = 2.5
"""Good values count at most this far from their median: one slip must not widen what is usual."""
CLIPPED_VARIANCE = 1.05
"""Clipping takes a twentieth off the variance of normal values."""
OFF_TARGET, OFF_TARGET_WORTH = 0.5, 6.0
"""Before anything is known, a maker is off the plan's target by 0.7 spreads (variance 0.5), worth six readings."""
LEAST_OFF_TARGET = 0.05
MOST_PSEUDO = 10.0
"""A plan is never worth more than ten readings on target."""
LEAST_VARIANCE_SHARE = 0.3
FEW = 3
"""With fewer good batches than this the limits of the maker still have a say of their own."""
LIMIT_ODDITY = 2.0
"""With nothing to compare, a value on the maker's own limit is just as odd as this."""

# How far a number jumps, innocently or as a fault (tails, oddity)

OUTLIER_SHARES = (0.003, 0.01, 0.03, 0.1, 0.25)
OUTLIER_SHARE_CHANCES = (0.35, 0.4, 0.18, 0.05, 0.02)
"""How often a reading jumps in a good batch, before its own values are known: two in a hundred on average."""
OUTLIER_REACHES = (3.5, 7.0, 14.0, 28.0)
OUTLIER_REACH_CHANCES = (0.6, 0.25, 0.1, 0.05)
"""How far, in spreads; most outliers are near."""
OUTLIER_PRIOR_WORTH = 4.0
FULL_SAY_FROM = 20
"""A number says fully how such numbers jump from twenty good values on."""
LEARNING_PASSES = 2
MISTYPED = 0.006
"""So many values are typed wrong by any factor; measured: fewer let a typing error accuse."""
DECIMAL_SLIP = 0.0005
"""So many have the decimal point one place off."""
CLEARLY_OFF = 4.0
"""From here on it is asked whether the decimal point slipped."""
FAULT_SPREAD = 4.0
"""A value that spoiled a batch lies most likely four standard deviations off, seldom at none."""
LONG_WAIT, SHORT_WAIT = 1.8, 0.2
"""Nine in ten waits that spoil are too long."""
LEAST_RATIO = -5.0
"""What lies on target cannot clear itself farther than this, in ln: it may have been noted wrong."""
CONTROLLED = 3.0
"""So many times rarer is an innocent value outside the critical limits: such a batch goes on hold."""
ORDINARY = log(0.15)
"""The most that an ordinary word is worth: a cause is rarely one that looks like every other batch."""
WORD_ODDITY = 4.0
"""A wrong word or a skipped step counts, beside numbers, as one four standard deviations off."""
USUAL_WORD = 0.3
"""A word that three good batches in ten have is as usual as any."""
WORD_IS_CAUSE = 0.2
"""How often a wrong word is itself what went wrong: most are a judgement of what came out."""
SLIP_IS_CAUSE = 0.85
"""A step skipped or begun too early may just as well have been noted so; measured: at 1 it was too sure."""
SLIP_CHANCES = 60
"""Before anything is known, one step in sixty is skipped, or begun too early."""
SLIP_WORTHS = (10.0, 50.0, 500.0)
"""How alike the steps of a maker are in that: from hardly to quite."""

# What follows from what came before (links, sequence)

SLAB_VARIANCE = 0.36
"""A slope, in standard deviations by standard deviations, is a normal deviate of 0.6."""
SLAB_CHANCE = 0.12
"""That one number hangs on a given earlier one at all."""
BEYOND_CHANCE, BEYOND_WORTH = 0.25, 30.0
"""That a fault far outside what good batches show has an effect which they do not, of either sign; good batches
that show none take it away, thirty by half. Cold oils set and look thick early, although within the usual range the
warmer ones thicken first."""
SLIP_EFFECT = 0.25
"""How much less a slip of order moves later numbers than an odd number does; measured: little either way."""
FARTHEST_CAUSE = 6.0
"""What an odd number does to later ones does not grow with a typing error."""
PAIR_CLIP = 3.0
SURELY_ODD = 2.5
"""An earlier number explains a later one as far as it is odd itself: by half at this evidence."""
ODD_SOURCE = 2.5
"""Beside so odd an earlier number both readings count, with what it makes expected and without."""
LINK_FAILS = 0.05
"""One link in twenty fails: so what is expected sharpens the evidence twentyfold at most."""
LEAST_LINKED_BATCHES = 7
EARLIER_CHANCE, FEWEST_EARLIER = 0.7, 4
OWN_MEAN_CHANCE = 0.2
CATEGORY_CHANCE = 0.15
"""What a number hangs on, in the long run: seven in ten on some earlier number, one in five on its own last values,
three in twenty on who made it, or on the version."""
MOST_PREDICTORS = 4
LEAST_LINK_VARIANCE = 0.05
NEWEST_SAY = 0.3
"""The say of the newest value in the running mean of a process that wanders."""

# What bad batches share (shared, categories, drift)

AS_ODD, AS_ODD_WITHIN = 0.8, 0.5
"""A good batch was as odd if it was at least 0.8 times as far off, known to half a spread."""
CLEARS = 0.2
"""How far one good batch that was as odd clears a factor; measured. It is counted in its scatter already."""
PARTS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.9)
"""Which part of the other bad batches a factor spoiled too."""
SPOILS = (4.0, 2.0)
"""Beta prior of the share of bad batches among those with a spoiling lot, unit or operator: two in three."""
BACKGROUND = (1.0, 15.0)
"""Beta prior of the share of bad batches for no recorded reason: one in sixteen."""
SEEN_ONCE = log(6.0)
"""The most that one other bad batch with a lot, unit, person or version says, in ln: chance puts a single bad batch
anywhere, so seen once is possible, never likely."""
BROKE, LAST_USES = 0.5, 12
"""Half of the units that spoil were in order once, and broke at one of their last dozen uses."""
RECENT = 20
"""Among how many batches something that nobody recorded is looked for; measured: with 10 lots were accused."""
FEW_HAD_IT = 1 / 3
"""A lot or a person in at most a third of the batches is one that a maker would think of first."""
SHARED_WANDER = 0.1
EFFECT_VARIANCE = 4.0
"""What the room and the hands share; and that a shift is two standard deviations or so."""
MOST_FROM_EFFECTS = 2.0
"""What bad batches with a lot have in common later on at most doubles its odds: more was too sure."""
LEVEL_WANDER = 0.12
NEIGHBOURS, NEIGHBOUR_CLIP = 3, 2.0
"""One odd value is no new level: it counts two spreads off the median of three on each side."""
DRIFT_STARTS = 20
"""A number that moved and spoils batches since is looked for among the last starts."""
LEVEL_FREEDOM = 4.0
CHANGES, CHANGES_WORTH = 0.1, 10.0
"""One number in ten changes its level without harm, before anything is known: worth ten numbers."""
CHANGE_PASSES = 5
FEWEST_FOR_A_LEVEL = 5

# The posterior

NOTHING_RECORDED = 0.35
"""Prior probability that no recorded factor spoiled the batch."""
KINDS = 10
"""What can be recorded: reading, weight, duration, wait, order, skip, lot, equipment, operator, version; and where
there are batches enough, a number that moved for good. Each is as likely as another to hold the cause, and within
a kind each factor: where there are many, each needs more evidence."""
BEGAN_LATELY = 0.3
"""The share of it for something unrecorded that began with one of the last batches and goes on."""
CALIBRATED = (
    (0.0, 0.0), (0.15, 0.16), (0.25, 0.32), (0.35, 0.41), (0.45, 0.49), (0.55, 0.55),
    (0.65, 0.61), (0.81, 0.7), (0.9, 0.79), (0.96, 0.92), (1.0, 1.0),
)  # fmt: skip
"""What the best explanation's probability came to where the truth was known: measured, on both simulators alike.
Clear accusations between 70 and 90 % were too sure, faint ones too timid."""
LEVELS = ((0.9, "very likely"), (0.7, "likely"), (0.5, "suspect"), (0.2, "possible"))
"""The words for a probability, from the contract with programs outside."""
NOTEWORTHY_LOSS = 1.0
"""An earlier oddity is named where it takes off more than this, in ln: about two thirds of the odds."""
NOTEWORTHY_KNOWN = 0.5
"""From half a spread off, a number is high or low where the trade knows a cause by its direction."""
