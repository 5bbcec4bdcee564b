"""Where the files are that are a maker's own: print settings, templates, rules of causes."""

from __future__ import annotations

from pathlib import Path


def own_folder() -> Path:
    """The folder that the system keeps for a person's settings; it need not be there yet."""
    from platformdirs import user_config_path  # late: most commands need no settings

    return user_config_path("recipekeeper", appauthor=False)
