"""How good the trace is: simulated histories whose cause is known, an oracle, baselines, and real batches."""
