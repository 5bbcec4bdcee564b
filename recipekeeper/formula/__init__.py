"""THE MASTER. Formula, version, lines, steps, checks; scaling, diff, review."""
