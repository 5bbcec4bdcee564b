"""Charts, comparisons and genealogies as places and words, which a template only draws."""
