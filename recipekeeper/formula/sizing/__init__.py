"""HOW BIG A BATCH: by a part, pieces, a mould, what is on hand, within a vessel."""
