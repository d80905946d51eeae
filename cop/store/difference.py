"""What a copy of a programme and its present file hold that the other lacks: records counted by kind, and commands."""

from collections import Counter
from contextlib import closing
from typing import NamedTuple

from cop.store import fold
from cop.store.database import connect
from cop.store.opening import explained

Records = dict[tuple[str, str], dict[str, str | None]]
"""The values of every record that is there, by kind and id, as the journal says."""


class Difference(NamedTuple):
    """What would become of the present file if it held what a copy holds; counts of records are by kind.

    `lost` are not in the copy, `back` are in the copy alone, `changed` would stand as they stand there; `missing` and
    `more` are commands of the present file that the copy lacks, and the other way round.
    """

    lost: Counter[str]
    back: Counter[str]
    changed: Counter[str]
    missing: int
    more: int


def difference(present: str, copy: str) -> Difference:
    """Compare two files by their journals, which older cops wrote as this one does.

    Raises:
        FileTrouble: One of them is damaged.
    """
    here, there = _records(present), _records(copy)
    done, known = _entries(present), _entries(copy)
    both = here.keys() & there.keys()
    return Difference(
        lost=_by_kind(here.keys() - there.keys()),
        back=_by_kind(there.keys() - here.keys()),
        changed=_by_kind({one for one in both if here[one] != there[one]}),
        missing=len(done - known),
        more=len(known - done),
    )


def _records(path: str) -> Records:
    with explained(path), closing(connect(path, "ro")) as link:
        heads = link.execute(f"{fold.HEADS} WHERE c.head = 1").fetchall()
    return {(one.kind, one.record): one.values for one in fold.settle(heads) if not one.removed}


def _entries(path: str) -> set[bytes]:
    with explained(path), closing(connect(path, "ro")) as link:
        return {row[0] for row in link.execute("SELECT hash FROM entry")}


def _by_kind(records: set[tuple[str, str]]) -> Counter[str]:
    return Counter(kind for kind, _ in records)
