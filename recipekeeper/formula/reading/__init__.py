"""A DOCUMENT READ: keys, forms, values, and what keeps a formula from being read."""
