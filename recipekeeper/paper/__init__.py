"""What is printed: `sheet` composes the page as data, `draw` lays it out."""
