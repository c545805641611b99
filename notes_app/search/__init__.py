"""Search a whole career: what was written, which themes were tagged, and with whom.

Everything is opened in memory, newest first, and forgotten with the request (decision 0023).
"""
