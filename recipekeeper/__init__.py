"""recipekeeper: a recipe and batch-consistency manager for people who make things by process."""

__version__ = "0.1.0"
