"""A form that came back as text: from a chat, a mail or a Markdown file."""

import re
from collections.abc import Iterator

from cop.exchange import incoming
from cop.months.forms.filled import Filled, Line, assemble
from cop.months.forms.wording import bare, last_line

ANSWERED = (
    re.compile(r"\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\s*[:：]\s*\[([^\[\]]*)\]$"),
    re.compile(r"\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\s*[:：]?\s*([^\[\]]*)$"),
)
"""A reference in brackets at the end of a line, with what was answered after it, in brackets of its own or not."""
TICKED = re.compile(r"\W*?\[([^\[\]]*)\]")
"""The place for a tick before an action."""
SIGNS = "\u200e\u200f\u061c \t\ufeff"
"""What may stand before the sign of a quotation."""
SAVE_AS = "save it as a text in UTF-8"


def read(data: bytes, file: str) -> Filled:
    """Return what a form says.

    Raises:
        Findings: All that is wrong with its lines.
    """
    return assemble(_lines(incoming.text(data, file, SAVE_AS)), file)


def _lines(text: str) -> Iterator[Line]:
    for at, line in enumerate(_unquoted(text.splitlines()), 1):
        said = bare(line)
        tick = TICKED.match(said)
        answer = next(filter(None, (pattern.search(said) for pattern in ANSWERED)), None)
        ref = answer[1].strip("` ") if answer and not (tick and tick.end() >= answer.end(1)) else ""
        told = answer[2].strip() if answer and ref else ""
        yield Line(at, line, ref, told, tick[1].strip() if tick else None)


def _unquoted(lines: list[str]) -> list[str]:
    """Return the lines of a form that a mail quotes without the signs that stand before its last line."""
    depth = next((_depth(line) for line in reversed(lines) if last_line(line.lstrip(SIGNS + ">"))), 0)
    if not depth:
        return lines
    sign = re.compile(rf"(?:[{SIGNS}]*>){{1,{depth}}} ?")
    return [sign.sub("", line, count=1) if sign.match(line) else line for line in lines]


def _depth(line: str) -> int:
    """Return how often a line is quoted."""
    return line[: len(line) - len(line.lstrip(SIGNS + ">"))].count(">")
