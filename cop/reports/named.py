"""What a report names, and what every line of it can be since the last one."""

from dataclasses import dataclass
from typing import Literal

from cop.documents.words import Text
from cop.kernel.types import Id

Mark = Literal["new", "changed"] | None
"""What a line is since the last final report; None: as it was, or there was none."""


@dataclass(frozen=True)
class Named:
    """A team, a partner, a pilot: its id, what people type for it, what they call it."""

    id: Id
    ref: str
    name: Text


@dataclass(frozen=True)
class Owner:
    """Who answers for something, and where that person works, if it is one."""

    name: Text
    place: Text | None
