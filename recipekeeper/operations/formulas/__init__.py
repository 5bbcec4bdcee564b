"""Formulas and their versions: added, made from others, checked, and brought to a size."""
