"""The therapist's side of supervision: what is put before whom, what is lent, and what is answered.

It stands above `supervision`, which cannot reach what opens notes: here the notes' owner acts.
"""
