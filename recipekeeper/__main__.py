"""`python -m recipekeeper` is the program `rk`."""

from recipekeeper.cli import main

main()
