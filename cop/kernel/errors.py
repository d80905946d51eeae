"""The errors a person may see: a sentence, a hint, and the exit code that scripts rely on."""


class CopError(Exception):
    """Something a person can mend.

    Args:
        message: One sentence, lower case, without a full stop, in the words of the person's own work.
        hint: What to type or do next, or None when there is nothing to suggest.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInput(CopError):
    """What was typed, or a file's content, cannot be understood (exit 2)."""

    exit_code = 2


class NotFound(CopError):
    """A reference names nothing, or more than one thing (exit 3)."""

    exit_code = 3


class RuleBroken(CopError):
    """A rule or a conflict needs a person's decision first (exit 4)."""

    exit_code = 4


class FileTrouble(CopError):
    """The programme file is locked, newer than this cop, damaged, or cannot be written (exit 5)."""

    exit_code = 5
