"""What past batches tell: charts, traces, comparisons, studies; and their way in and out as CSV."""
