"""What belongs to a person and to no client: one sealed part for each of their own collections.

Formats of their own, questionnaires of their own and the like are each one small payload under the
person's master key.  The features above name their part and its payload; nothing here reads one.
"""
