"""WHAT CHANGED: between two formulas, what it means, and how variants belong together."""
