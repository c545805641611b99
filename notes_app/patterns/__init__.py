"""What comes back between people, and how it changes over the sessions of one client.

Numbers come from `statistics`; here they become words (`verdict`), and the rule behind every
word is told to whoever asks (`rules`).  A word is never chosen in a template.
"""
