"""The numbers of control charts that somebody chose, each with its source."""

from __future__ import annotations

from fractions import Fraction

D2 = Fraction("1.128")
"""Mean range of two values in standard deviations, as tables print it (ISO 7870-2:2023; Montgomery, App. VI).

Exactly it is 2/√π = 1.12838; published limits are computed with the printed digits.
"""
D4 = Fraction("3.267")
"""Upper limit of a range of two as a multiple of the mean range (same tables); the lower limit is 0."""
E2 = 3 / D2
"""Half width of the limits of individuals as a multiple of the mean moving range: 3/d2.

NIST/SEMATECH e-Handbook 6.3.2.2 computes so; tables that print 2.66 differ in the fourth digit.
"""
WIDTH = 3
"""Control limits lie this many standard deviations from the centre (Shewhart 1931)."""

FIRM_FROM = 20
"""Values below which limits are provisional: the usual least of textbooks (ISO 7870-2 asks for 20 to 25)."""
RULES_FROM = 8
"""Values below which no rule is looked at: limits out of fewer say more of chance than of the process."""
CAPABILITY_FROM = 25
"""Values below which capability is refused: its interval reaches a third up and down."""

EWMA_WEIGHT = Fraction("0.2")
"""Lambda: how much the newest value counts (Lucas and Saccucci, Technometrics 32, 1990: 0.05 to 0.25)."""
EWMA_WIDTH = 2.962
"""L: the limits in standard deviations that go with it: one false alarm in 500 values (the same source)."""

CONFIDENCE = 0.95
RANGE_EFFICIENCY = 0.605
"""Degrees of freedom of a standard deviation from moving ranges, per degree of the ordinary one.

Cryer and Ryan, Journal of Quality Technology 22, 1990: variance 0.826 σ²/n against 0.5 σ²/n.
"""
GROUP = 10
"""Batches of which a share is taken, where a reading is a word."""
