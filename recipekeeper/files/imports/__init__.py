"""Recipes of other programs, read into documents of ours: what is not certain is marked, nothing is dropped."""
