"""How a store of an earlier revision becomes one of this: Alembic scripts that hard-code their tables.

A script never asks the models, which go on changing, and never rebuilds a guarded table without
putting its guards back in the same transaction.
"""
