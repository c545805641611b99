"""The pages on which people of a practice meet, show each other what they choose, and stop.

What is given and taken away is decided in `sharing`; here it is asked for and told.
"""
