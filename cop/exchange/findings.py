"""What is wrong in a file somebody sent: every finding with its line, raised together."""

from collections.abc import Sequence
from dataclasses import dataclass

from cop.kernel.errors import BadInput

MOST_SHOWN = 50
MOST_KEPT = 1_000  # a reader stops here: a file with more is not worth reading on


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble in one file; `line` counts from 1 and is None when the file as a whole is meant."""

    file: str
    line: int | None
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.message}"

    def with_hint(self) -> str:
        """Return the finding with what may be done about it."""
        return f"{self} ({self.hint})" if self.hint else str(self)


class Findings(BadInput):
    """Everything found wrong in a file; nothing of it was imported (exit 2).

    A hint that helps all findings stands below them, else each stands behind its own.
    """

    def __init__(self, found: Sequence[Finding]) -> None:
        self.found = list(dict.fromkeys(found))  # one line may hold the same trouble many times
        shared = {finding.hint for finding in self.found}
        alone = len(shared) == 1
        lines = [str(finding) if alone else finding.with_hint() for finding in self.found[:MOST_SHOWN]]
        if len(self.found) > MOST_SHOWN:
            lines.append(f"and {len(self.found) - MOST_SHOWN} more")
        super().__init__("\n".join(lines), shared.pop() if alone else None)


def quoted(text: str) -> str:
    """Return text from a file fit for a message: on one line, printable, at most 60 characters, in quotes."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return '"' + "".join(letter if letter.isprintable() else " " for letter in short) + '"'
