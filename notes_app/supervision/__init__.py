"""What a supervisor sees and says: themes, lent passages and a conversation, never a note.

What is said is sealed under the themes scope of one client, whose key both hold; a lent passage
under a key of its own, which its borrower and its owner hold.
"""
