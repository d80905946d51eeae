"""A form that came back as text: from a chat, a mail or a Markdown file."""

import re
from collections.abc import Iterator

from cop.exchange import incoming
from cop.months.forms.filled import Filled, Line, assemble, bare

ANSWERED = re.compile(r"\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\s*[:：]?\s*([^\[\]]*)$")
"""A reference in brackets at the end of a line, with what was answered after it."""
TICKED = re.compile(r"\W*?\[\s*([^\[\]]?)\s*\]")
"""The place for a tick before an action."""
SAVE_AS = "save it as a text in UTF-8"


def read(data: bytes, file: str) -> Filled:
    """Return what a form says.

    Raises:
        Findings: All that is wrong with its lines.
    """
    return assemble(_lines(incoming.text(data, file, SAVE_AS)), file)


def _lines(text: str) -> Iterator[Line]:
    for at, line in enumerate(text.splitlines(), 1):
        said = bare(line)
        tick, answer = TICKED.match(said), ANSWERED.search(said)
        ref = answer[1].strip("` ") if answer and not (tick and tick.end() >= answer.end(1)) else ""
        if tick:
            yield Line(at, line, ref, tick[1])
        else:
            yield Line(at, line, ref, answer[2].strip() if answer else "")
