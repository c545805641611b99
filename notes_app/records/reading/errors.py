class NotUnderstood(Exception):
    """A file, a name or a map that cannot be taken as it is.

    `sentence` is for the person who imports: what was found, and what to do about it.  It may quote
    a name, so it is shown and never logged.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence
