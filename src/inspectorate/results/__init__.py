"""From judgements to counts: tabulation, groups, intervals, agreement."""
