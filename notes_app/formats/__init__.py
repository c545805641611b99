"""The formats of a note: which headed sections it has, and what stands over and in them.

A note stores the key of its format and the key of each section, never a heading; what a heading
says is looked up.  Built-in keys are frozen (`tests/formats/vectors`).  Those of a therapist's own
formats hold an id that is never given again, so that a note finds its headings years later.
"""
