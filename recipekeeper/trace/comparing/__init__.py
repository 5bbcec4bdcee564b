"""One batch beside another, or beside all good ones: step by step, what differs."""
