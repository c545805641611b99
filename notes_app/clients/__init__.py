"""Clients, the people in their lives, and the ties between those."""
