"""What a trace assumes, what its figures mean and what it cannot know, in plain words: the end of its help."""

from __future__ import annotations

LIMITS = """\
What it assumes: one thing spoiled the batch. What is written down is what was done. The batches that are called
good were good, and the bad ones bad.

What the percentages mean: of a hundred answers that say 60 %, about sixty are right, and of those that say 70 % or
more nine in ten, where batches go as they do
in the simulated histories that it was measured on. They say which explanation is the best one on record, never that
a cause is proven. Whatever nothing on record explains has its own. Under 50 % no cause is named.

What a symptom adds: rk outcome BATCH bad --symptom "oil layer" lets it use what is known of such causes (rk cause
list "oil layer"): at most fourfold odds, for a number that is off to the known side, or for a lot, a machine or a
skipped step of which such is known. In simulated histories a true symptom put the cause on top in one case of ten
more; a wrong one changed hardly anything, and displaced no cause that was named without it. A symptom that it does
not know, or none, changes nothing.

How many batches it needs: with none it goes by your limits and the symptom alone. With 5 good batches the exact
factor is on top in not quite half of the cases, with 30 in three of five, with 100 in seven of ten. A lot, a person
or a machine needs two bad batches or more with it, and good ones without it.

What it cannot know: a cause that nobody recorded; it lists what is blank. A cause that is in every batch, good and
bad. Two causes at once, of which it names one or none. Two things that were always together: it says so, and to tell
them apart change one of them in the next batch. Effects smaller than what usually varies.

It tells where to look first. Try the cause on purpose, or leave it out, before you believe it.
"""
