"""HOW MUCH: shares, lye, rounding at any size, and how each number came about."""
