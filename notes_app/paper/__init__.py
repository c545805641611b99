"""Documents on paper: a tagged PDF, set in memory, from blocks that a feature puts together."""
