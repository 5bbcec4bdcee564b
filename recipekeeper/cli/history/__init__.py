"""Commands about what past batches tell."""
