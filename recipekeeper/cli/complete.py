"""What a shell completes beyond commands and options: codes and names out of the store. Never in the way."""

from __future__ import annotations

from collections.abc import Callable

import click

from recipekeeper.cli.frame import asked

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def names_of(listing: str) -> Completion:
    """A completion from one of the lists of `operations.completion`; nothing where anything is wrong."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        del param
        try:
            return _names(ctx, listing, incomplete)
        except Exception:  # noqa: BLE001 - a shell that completes has no place for a message
            return []

    return complete


def _names(ctx: click.Context, listing: str, incomplete: str) -> list[str]:
    # Loaded here, because commands and options complete without any store.
    from recipekeeper.cli.surroundings import open_context
    from recipekeeper.operations import completion

    context = open_context(asked(ctx))
    if listing == "chart_subjects":
        from recipekeeper.operations.history.charts import chart_subjects

        names = chart_subjects(context, ctx.params["reference"])
    elif listing.endswith("_codes") or listing == "material_names":
        names = getattr(completion, listing)(context)
    else:
        names = getattr(completion, listing)(context, ctx.params.get("batch"))
    start = incomplete.casefold()
    return [name for name in names if name.casefold().startswith(start)]
