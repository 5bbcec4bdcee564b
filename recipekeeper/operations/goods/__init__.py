"""Lots and materials: what came in, what is known of it, where it went."""
