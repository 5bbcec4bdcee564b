"""What became of a batch, section by section, as a report."""
