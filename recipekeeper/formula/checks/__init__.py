"""THE CHECKS OF THE TRADE: what can be read, and is wrong or doubtful."""
