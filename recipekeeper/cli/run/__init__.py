"""The guided run: one screen that leads through a batch, for wet hands and from two metres.

agenda        what the batch asks (recipekeeper.batch)
places, desk  where somebody stands, what is typed, what is being asked
keys          what each key makes of that, and which act it wants
session       does the act through the same operations as the commands, and shows what it brought
view          what the screen shows, as data
app           the screen itself: the only place that knows textual
"""

from __future__ import annotations
