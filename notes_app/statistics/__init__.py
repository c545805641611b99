"""Numbers about 10 to 100 sessions of one client.

Pure functions: sequences and frozen dataclasses in, frozen dataclasses out.  No clock, no
database, no words; the words of change are chosen in `patterns.verdict`.  Randomness is seeded,
so that the same sessions always give the same answer.

Every series is in session order and holds eligible sessions only: held, and with tagging marked
complete.  A theme that was not rated is not absent, so such a session is left out, never 0.
Where a number has no meaning the answer is None, never 0 and never NaN.

The formulas are those of domain.md 5.2, its vectors (5.7) are tests, and scipy and statsmodels
are the oracles of `tests/statistics/test_oracles.py`.

    rollup       several tags of one session: occurrence, strength, stage, way; paths of stages
    series       moving average, midranks, first and last median, a robust line
    windows      which sessions are compared with which
    trend        does a series rise or fall
    shares       "k of n", its interval, and the difference of two
    overlap      how far two windows overlap
    together     two themes in the same sessions; many tests at once
    shift        where a series may have moved
    episodes     in how many relationship episodes a theme shows itself
    responses    what others did, and whether the feared answer came
    instruments  change beyond what repeated measurement alone produces
    agreement    do two raters see the same
"""
