"""What a supervisor sees and says: themes, lent passages and a conversation, never a note.

Everything here is sealed under the themes scope of one client, whose key both hold.
"""
