"""Commands that write into a batch, and entries in words."""
