"""What can be asked about evidence: what shows that something is so, and where a file was named."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from cop.kernel.ids import shortest_unique
from cop.kernel.types import Id
from cop.store.database import Database, within

CODE, NONE, NUMBER = "code", "NULL", "number"
SUBJECTS = {
    "milestone": (CODE, "title"),
    "deliverable": (CODE, "title"),
    "activity": (CODE, "title"),
    "pilot": (CODE, "title"),
    "work_package": (CODE, "title"),
    "indicator": (CODE, "title"),
    "delivery": (CODE, "coalesce(title, start_on)"),
    "cycle": (CODE, "title"),
    "practice_use": (NONE, "title"),
    "certificate": (NUMBER, "awarded_on"),
    "contribution": (NONE, "title"),
    "visibility_item": (NONE, "title"),
    "action": (CODE, "title"),
    "decision": (CODE, "title"),
    "meeting": (CODE, "title"),
    "risk": (CODE, "title"),
}
"""What people name to show evidence of it, with the columns of its code and of what it is called."""
_NAMES = " UNION ALL ".join(
    f"SELECT id, '{kind}' AS kind, {code} AS code, {label} AS name FROM {kind}"
    for kind, (code, label) in SUBJECTS.items()
)
_EVIDENCE = (
    "SELECT x.id, x.subject, n.kind, coalesce(n.code, substr(x.subject, 1, 6)), n.name, x.title, x.file_name, "
    f"x.sha256, x.link FROM evidence x LEFT JOIN ({_NAMES}) n ON n.id = x.subject "
)


class EvidenceLine(NamedTuple):
    """One piece of evidence with what it shows; `ref` is what people type for it.

    `subject_kind` and `subject_name` are unknown where it hangs on a record that nobody names to show evidence of it.
    """

    id: Id
    ref: str
    subject: Id
    subject_kind: str | None
    subject_ref: str
    subject_name: str | None
    title: str
    file_name: str | None
    sha256: str | None
    link: str | None


def evidence(db: Database, subjects: Iterable[str]) -> list[EvidenceLine]:
    """Return the evidence of these records, in the order in which the records' names stand, then of its titles."""
    return _lines(db, within(db, f"{_EVIDENCE}WHERE x.subject IN (:values)", sorted(set(subjects))))


def every_evidence(db: Database, where: str = "", **params: Any) -> list[EvidenceLine]:
    """Return all evidence that fits a condition on x, ordered like `evidence`."""
    return _lines(db, db.all(_EVIDENCE + (f"WHERE {where}" if where else ""), **params))


def _lines(db: Database, rows: Iterable[Any]) -> list[EvidenceLine]:
    found = list(rows)
    refs = shortest_unique([row[0] for row in db.all("SELECT id FROM evidence")]) if found else {}
    lines = (EvidenceLine(row[0], refs[row[0]], *row[1:]) for row in found)
    return sorted(lines, key=lambda one: (one.subject_kind or "~", one.subject_ref, one.title, one.id))
