"""A whole history: which factors go with bad batches at all, and what became of those that a lot touched."""
