"""The batch sheet: what stands on it, what is known of a batch in its blanks, and how it is drawn."""
