"""What is written into a batch: the one way in, and every kind of entry."""
