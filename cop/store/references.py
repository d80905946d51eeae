"""Finds the record that is meant: its code, a name in any spelling, the beginning of its id, part of its title."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from cop.kernel import text
from cop.kernel.errors import NotFound
from cop.kernel.ids import LENGTH
from cop.kernel.records import Record, kind_named
from cop.store import queries
from cop.store.database import Database, first, within

R = TypeVar("R", bound=Record)
SHOWN = 20


def get(db: Database, record_type: type[R], typed: str) -> R:
    """Return the record of this kind that is meant.

    Raises:
        NotFound: None is, or several are; the hint names the nearest or all of them.
    """
    found = queries.one(db, record_type, find(db, record_type.declaration.name, typed))
    assert found is not None, "find returns ids of rows only"
    return found


def find(db: Database, kind: str, typed: str) -> str:
    """Return the id of the record of this kind that is meant; see get."""
    for step in STEPS:
        found = sorted(set(step(db, kind, typed)))
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(db, kind, typed, found)
    raise _missing(db, kind, typed)


def find_any(db: Database, kinds: Iterable[str], typed: str) -> tuple[str, str] | None:
    """Return (kind, id) of the record of any of these kinds that is meant, None when none is.

    Raises:
        NotFound: Several are; the hint names them.
    """
    wanted = list(kinds)
    for step in STEPS:
        found = [(kind, record) for kind in wanted for record in sorted(set(step(db, kind, typed)))]
        if len(found) == 1:
            return found[0]
        if found:
            told = [f"{kind} {short(db, kind, record)} ({label(db, kind, record)})" for kind, record in found]
            raise NotFound(f'"{typed}" may mean {len(found)} records', _one_of(told))
    return None


def find_one(db: Database, kinds: Sequence[str], typed: str) -> tuple[str, str]:
    """Return (kind, id) of the record of one of these kinds that is meant.

    Raises:
        NotFound: None is, or several are; the hint names the nearest or all of them.
    """
    if len(kinds) == 1:
        return kinds[0], find(db, kinds[0], typed)
    found = find_any(db, kinds, typed)
    if found is None:
        near = text.nearest(typed, [name for kind in kinds for name in _spoken(db, kind)])
        hint = f"did you mean {' or '.join(near)}?" if near else f"cop find {typed} looks everywhere"
        raise NotFound(f'no {", ".join(kinds[:-1])} or {kinds[-1]} is called "{typed}"', hint)
    return found


def kind_among(db: Database, kinds: Sequence[str], record: str) -> str | None:
    """Return which of these kinds a record is of; None when it is not there."""
    asked = " UNION ALL ".join(f"SELECT '{kind}' FROM {kind} WHERE id = :id" for kind in kinds)
    row = first(db, asked, id=record)
    return str(row[0]) if row else None


def anywhere(db: Database, kinds: Iterable[str], typed: str) -> list[tuple[str, str]]:
    """Return (kind, id) of all records whose name has this part in it, in the order of the kinds."""
    wanted, needle = list(kinds), text.fold(typed)
    rows = db.all("SELECT kind, folded, record FROM known_as")
    hits = {record for _, folded, record in rows if needle and needle in folded}
    return [(kind, record) for kind in wanted for record in _living(db, kind, hits)]


def label(db: Database, kind: str, record: str) -> str:
    """Return what people call a record; one without a name of its own by what it joins: a training by topic and place.

    Where that has no name either, it is the shortest way to name the record.
    """
    joined = (_own_label(db, each, of) for each, of in _joined(db, kind, record))
    return _own_label(db, kind, record) or ", ".join(filter(None, joined)) or short(db, kind, record)


def short(db: Database, kind: str, record: str) -> str:
    """Return the shortest way to name a record: its code when no other bears it, else the beginning of its id."""
    if _has_code(kind):
        row = first(db, f"SELECT code FROM {kind} WHERE id = :id", id=record)
        if row and row[0] is not None:
            same = db.all(f"SELECT id FROM {kind} WHERE code = :code", code=row[0])
            return str(row[0]) if len(same) == 1 else f"{row[0]}~{record[:4]}"
    for length in range(4, LENGTH):
        if len(_begun(db, kind, record[:length])) == 1:
            return record[:length]
    return record


def _own_label(db: Database, kind: str, record: str) -> str:
    field = kind_named(kind).declaration.label
    if any(each.name == field and each.to for each in kind_named(kind).fields()):
        return ""  # the id of something else
    row = first(db, f"SELECT {field} FROM {kind} WHERE id = :id", id=record)
    return str(row[0]) if row and row[0] is not None else ""


def _joined(db: Database, kind: str, record: str) -> Iterator[tuple[str, str]]:
    """Yield kind and id of what a record cannot be without."""
    fields = [each for each in kind_named(kind).fields() if each.required and each.kinds]
    asked = ", ".join(["id", *(each.name for each in fields)])
    row = first(db, f"SELECT {asked} FROM {kind} WHERE id = :id", id=record)
    for each, of in zip(fields, row[1:] if row else (), strict=False):
        if of and (found := kind_among(db, each.kinds, of)):
            yield found, of


def _coded(db: Database, kind: str, typed: str) -> list[str]:
    if not _has_code(kind):
        return []
    return [row[0] for row in db.all(f"SELECT id FROM {kind} WHERE code = :code", code=typed)]


def _told_apart(db: Database, kind: str, typed: str) -> list[str]:
    """Two copies may have made the same code; sc8~k3 is the one of them whose id begins with k3."""
    code, tilde, beginning = typed.rpartition("~")
    return [record for record in _coded(db, kind, code) if record.startswith(beginning)] if tilde else []


def _called(db: Database, kind: str, typed: str) -> list[str]:
    folded = text.fold(typed)
    rows = db.all(
        "SELECT record FROM known_as WHERE folded = :folded AND kind IN (:kind, '')", folded=folded, kind=kind
    )
    return _living(db, kind, {row[0] for row in rows}) if folded else []


def _begun(db: Database, kind: str, typed: str) -> list[str]:
    if not 4 <= len(typed) <= LENGTH or not typed.isalnum() or not typed.isascii():
        return []
    least = typed.lower()
    rows = db.all(f"SELECT id FROM {kind} WHERE id >= :least AND id < :most", least=least, most=least + "~")
    return [row[0] for row in rows]


def _partly(db: Database, kind: str, typed: str) -> list[str]:
    return [record for _, record in anywhere(db, [kind], typed)] if len(text.fold(typed)) > 2 else []


def _of_partner(db: Database, kind: str, typed: str) -> list[str]:
    """Return a body or person that nobody names so, but that belongs to the partner who is called so."""
    if kind == "partner" or not any(
        each.to == "partner" and each.name == "partner" for each in kind_named(kind).fields()
    ):
        return []
    rows = within(db, f"SELECT id FROM {kind} WHERE partner IN (:values)", sorted(_called(db, "partner", typed)))
    return [row[0] for row in rows]


STEPS = (_coded, _told_apart, _called, _begun, _partly, _of_partner)
"""How a word is looked up: the first way that finds anything decides."""


def _living(db: Database, kind: str, records: set[str]) -> list[str]:
    return [row[0] for row in within(db, f"SELECT id FROM {kind} WHERE id IN (:values) ORDER BY id", sorted(records))]


def _has_code(kind: str) -> bool:
    return any(each.name == "code" for each in kind_named(kind).fields())


def _ambiguous(db: Database, kind: str, typed: str, found: list[str]) -> NotFound:
    return NotFound(
        f'"{typed}" may mean {len(found)} {kind_named(kind).declaration.plural}',
        _one_of([f"{short(db, kind, record)} ({label(db, kind, record)})" for record in found]),
    )


def _one_of(candidates: list[str]) -> str:
    """Return a hint with a line for each candidate."""
    more = [f"and {len(candidates) - SHOWN} more"] if len(candidates) > SHOWN else []
    return "\n     ".join(["one of these:", *sorted(candidates)[:SHOWN], *more])


def _missing(db: Database, kind: str, typed: str) -> NotFound:
    name = kind.replace("_", " ")
    near = text.nearest(typed, _spoken(db, kind))
    if not near:
        hint = f"cop {kind} list shows them all" if name == kind else "the beginning of its id names it too"
        return NotFound(f'no {name} is called "{typed}"', hint)
    also = f"   (also near: {', '.join(near[1:])})" if near[1:] else ""
    return NotFound(f'no {name} is called "{typed}"', f"did you mean {near[0]}?{also}")


def _spoken(db: Database, kind: str) -> list[str]:
    declaration = kind_named(kind).declaration
    asked = [declaration.label, *(["code"] if _has_code(kind) else [])]
    rows: list[Any] = db.all(f"SELECT {', '.join(asked)} FROM {kind}")
    rows += db.all(f"SELECT a.name FROM alias a JOIN {kind} r ON r.id = a.subject")
    rows += db.all(
        f"SELECT t.words FROM translation t JOIN {kind} r ON r.id = t.subject WHERE t.attribute = :label",
        label=declaration.label,
    )
    return [said for row in rows for said in row if said]
