"""A family as a file: what goes out as GEDCOM, and what comes in from GEDCOM or FamilyScript.

The product's own payload is the truth; a file is a copy for another program.  Everything read here
is text from outside: bounded, cleaned, never believed.
"""
