"""The therapist's days: what is on today, what waits, and what to know before a client comes."""
