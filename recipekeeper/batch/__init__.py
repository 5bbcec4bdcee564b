"""THE RUN. Plan, entries, the fold from log to state, deviations."""
