"""Commands about lots and materials."""
