"""Questionnaires: two that are built in with their items, and totals of anybody else's.

Nothing here knows a client or a session: `notes` keeps the answers with the session in which they
were given, and asks here what they come to.
"""
