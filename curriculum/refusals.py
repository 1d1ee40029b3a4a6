"""One way to say no: a stable code for programs, a sentence for people."""


class Refused(Exception):
    """A domain verb did not do what was asked, and nothing was changed.

    ``code`` is stable and in English; callers branch on it. ``message`` is
    translated; people read it. Each room derives its own class.
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message
