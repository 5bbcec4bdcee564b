"""FROM A BAD BATCH TO THE STEP. Features, reference, earliest cause, posterior, wording."""

from __future__ import annotations

from recipekeeper.trace.model import Candidate, StepScore, Trace
from recipekeeper.trace.tracing import NEAREST, trace

__all__ = ["NEAREST", "Candidate", "StepScore", "Trace", "trace"]
