"""What a file says: its words, and the date and the client that its name gives.

Everything here is pure: bytes and names in, words and dates out.  Nothing is opened, fetched or
written.  Whatever cannot be read raises `NotUnderstood`, whose sentence says what to do.
"""
