"""A supervision log: the hours that somebody was supervised, or supervised others.

It is its owner's own record, sealed under their own key, and part of no client's record.
"""
