"""Commands about formulas, and formulas as people and programs read them."""
