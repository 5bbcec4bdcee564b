"""Commands that put something on paper."""
