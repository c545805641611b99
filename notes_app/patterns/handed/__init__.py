"""A summary made for the client: proposed from the record, edited by its author, then printed."""
