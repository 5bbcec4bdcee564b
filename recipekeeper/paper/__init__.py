"""WHAT IS PRINTED. Rooms compose what is on the page, as data; templates say how it looks; `draw` makes files of it."""
