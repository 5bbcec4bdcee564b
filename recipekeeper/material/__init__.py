"""WHAT GOES IN AND COMES OUT. Lots, what is left of them, and which batch holds which."""
