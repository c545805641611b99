"""Recent changes: what a person changed or removed in thirty days, each with its way back."""
