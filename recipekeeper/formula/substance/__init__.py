"""WHAT GOES IN, BY NAME: materials, SAP, allergens, and what a name says of an ingredient."""
